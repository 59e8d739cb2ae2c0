/** What is missing for working without signal, and what holds it up, in words. Pure. */
import type { DeskState } from '../../device/desk.ts'
import type { Missing } from './ready.ts'

type Connection = DeskState['status']['connection']

/** A whole sentence without its stop, for after a colon. */
export function missingWords(missing: Missing, connection: Connection): string {
  switch (missing) {
    case 'storage':
      return 'the browser does not keep what is stored here'
    case 'space':
      return 'it is full, so what is typed could not be kept'
    case 'shell':
      return connection === 'offline'
        ? 'the app itself is not kept here yet, and there is no signal'
        : 'the app itself is not kept here yet. Stay online for a moment, or reload'
    case 'data':
      return `your returns have not been downloaded yet${heldUp(connection)}`
  }
}

function heldUp(connection: Connection): string {
  switch (connection) {
    case 'offline':
      return ', and there is no signal'
    case 'server-down':
      return ', and the server does not answer'
    case 'signed-out':
    case 'wrong-person':
      return '. Sign in again, above, to fetch them'
    case 'part-missing':
    case 'update-needed':
      return '. Reload to fetch them'
    case 'idle':
    case 'syncing':
      return ''
  }
}
