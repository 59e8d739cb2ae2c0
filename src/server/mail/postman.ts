/** The job that keeps sending: when told, and whenever the next letter is due. */
import type { Kysely } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import type { Mailer } from './mailer.ts'
import { forgetOld, sendDue } from './outgoing.ts'

export interface PostmanOptions {
  readonly db: Kysely<Tables>
  readonly mailer: Mailer
  readonly now: () => Instant
  /** Runs once after so many milliseconds; gives back how to call it off. */
  readonly after: (milliseconds: number, work: () => void) => () => void
  readonly log: { warn(about: object, text: string): void; error(about: object, text: string): void }
}

export interface Postman {
  /** Looks at once; call it after the commit that posted a letter, and at the start. Never throws and never waits. */
  kick(): void
  /** Resolves when nothing is being sent. */
  idle(): Promise<void>
  /** Ends the waiting, lets the letter in hand go, closes the mailer. */
  stop(): Promise<void>
}

/** Milliseconds at most until it looks again, whatever it was told. */
const longest = 60 * 60 * 1000
/** Milliseconds after a failure of our own database. */
const afterFault = 60 * 1000

export function openPostman({ db, mailer, now, after, log }: PostmanOptions): Postman {
  let running: Promise<void> | undefined
  let again = false
  let stopped = false
  let callOff: () => void = () => undefined

  const look = async (): Promise<void> => {
    callOff()
    let wait = afterFault
    try {
      await forgetOld(db, now())
      do {
        again = false
        wait = await round()
      } while (again && !stopped)
    } catch (error) {
      log.error({ err: error }, 'letters could not be sent')
    }
    // From the last look at `again` to here nothing is awaited: whoever tells it now is heard.
    running = undefined
    if (!stopped) callOff = after(wait, kick)
  }

  /** Gives the milliseconds until the next letter is due. */
  const round = async (): Promise<number> => {
    const { failed, nextAt } = await sendDue(db, mailer, now)
    for (const { id, problem, forGood } of failed) log.warn({ mail: id, problem, forGood }, 'a letter was not sent')
    return nextAt === null ? longest : Math.min(longest, Math.max(0, Date.parse(nextAt) - Date.parse(now())))
  }

  const kick = (): void => {
    if (stopped) return
    again = true
    running ??= look()
  }

  return {
    kick,
    idle: async () => {
      await running
    },
    async stop() {
      stopped = true
      callOff()
      await running
      mailer.close()
    },
  }
}
