/** The outgoing mail of a running server: who writes into it, and who sends. */
import type { Kysely } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import { type Letterbox, openLetterbox } from './letterbox.ts'
import type { Mailer } from './mailer.ts'
import { openPostman, type Postman, type PostmanOptions } from './postman.ts'

export interface OutgoingMail {
  readonly letterbox: Letterbox
  readonly postman: Postman
}

/** `origin`: asked whenever a letter with a link is written. */
export function openMail(options: {
  readonly db: Kysely<Tables>
  readonly mailer: Mailer
  readonly council: string
  readonly origin: () => string
  readonly now: () => Instant
  readonly log: PostmanOptions['log']
}): OutgoingMail {
  const { db, mailer, council, origin, now, log } = options
  const postman = openPostman({ db, mailer, now, log, after: afterTimer })
  return { postman, letterbox: openLetterbox({ council, origin, kick: postman.kick }) }
}

/** A timer that keeps no process alive. */
function afterTimer(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds)
  timer.unref()
  return () => clearTimeout(timer)
}
