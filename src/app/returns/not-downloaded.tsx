import '../styles-later.scss'
import type { DeskStatus } from '../../device/desk.ts'
import { useDesk } from '../session/desk-context.ts'

const not = 'Your returns have not been downloaded to this device yet'
const sentences: Record<DeskStatus['connection'], string> = {
  idle: 'Downloading your returns to this device…',
  syncing: 'Downloading your returns to this device…',
  offline: `${not}, and there is no signal. They come as soon as there is a connection.`,
  'server-down': `${not}, and the server does not answer. They come as soon as there is a connection.`,
  'signed-out': `${not}. Sign in again, above, to fetch them.`,
  'wrong-person': `${not}. Sign in again, above, to fetch them.`,
  'part-missing': `${not}. Reload this page to fetch them.`,
  'update-needed': `${not}. Reload this page to fetch them.`,
}

/** First download: going on, or held up, in words. */
export function NotDownloaded() {
  const connection = useDesk(state => state.status.connection)
  return <p className="govuk-inset-text">{sentences[connection]}</p>
}
