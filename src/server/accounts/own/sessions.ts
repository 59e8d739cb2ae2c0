/** A person's own sessions and her password: what she sees, changes and ends herself. */
import type { Kysely } from 'kysely'
import type { Instant } from '../../../domain/ids.ts'
import type { Account } from '../../../protocol/account.ts'
import { recorded } from '../../history/book.ts'
import { concernsOf } from '../../history/concerns.ts'
import { ProblemError } from '../../http/problems.ts'
import type { Letterbox } from '../../mail/letterbox.ts'
import { endResets, passwordHashOf, putPassword } from '../../storage/password-rows.ts'
import { endSession, endSessions, type StoredSession, sessionsOf } from '../../storage/session-rows.ts'
import type { StoredPerson } from '../../storage/storage.ts'
import type { Tables } from '../../storage/tables.ts'
import { browserWords } from '../devices/browser-words.ts'
import { newPasswordHash, type PasswordPlace } from '../passwords/new-password.ts'
import { preparedPassword } from '../passwords/password-rules.ts'
import { verifyPassword } from '../passwords/passwords.ts'
import type { Alive } from '../session-limits.ts'

export interface Own {
  readonly db: Kysely<Tables>
  readonly letterbox: Letterbox
  readonly passwords: PasswordPlace
}

export async function ownSessions(
  db: Kysely<Tables>,
  asking: StoredSession,
  alive: Alive,
): Promise<Account['sessions']> {
  const sessions = await sessionsOf(db, asking.person, alive)
  return sessions.map(({ id, userAgent, begunAt, lastActiveAt }) => ({
    id,
    browser: browserWords(userAgent),
    begun: begunAt,
    lastActive: lastActiveAt,
    own: id === asking.id,
  }))
}

const byHer = ({ id, name }: StoredPerson) => ({ id, name })

/** Throws `not-found` when there is no such session of hers. */
export async function endOwnSession({ db }: Own, person: StoredPerson, session: string, at: Instant): Promise<void> {
  await recorded(db, async transaction => {
    if (!(await endSession(transaction, person.id, session))) throw new ProblemError('not-found')
    const about = concernsOf(person)
    return { value: undefined, entries: [{ at, person: byHer(person), what: 'session-ended', about }] }
  })
}

/** This session too. */
export async function signOutEverywhere({ db, letterbox }: Own, person: StoredPerson, at: Instant): Promise<void> {
  await recorded(db, async transaction => {
    const sessions = await endSessions(transaction, person.id, undefined)
    await letterbox.post(transaction, person, { kind: 'signed-out-everywhere', at }, at)
    const about = { sessions, ...concernsOf(person) }
    return { value: undefined, entries: [{ at, person: byHer(person), what: 'signed-out-everywhere', about }] }
  })
  letterbox.kick()
}

/** Ends her other sessions. Throws `wrong-password` when the present one is not hers, or what is wrong with the next. */
export async function changePassword(
  { db, letterbox, passwords }: Own,
  person: StoredPerson,
  session: string,
  change: { readonly present: string; readonly next: string },
  now: () => Instant,
): Promise<void> {
  const before = await passwordHashOf(db, person.id)
  if (before === null || !(await verifyPassword(before, preparedPassword(change.present))))
    throw new ProblemError('wrong-password')
  const hash = await newPasswordHash(change.next, person, passwords)
  const at = now()
  await recorded(db, async transaction => {
    // Changed meanwhile, in another session: this one has ended with it.
    if (!(await putPassword(transaction, person.id, { before, hash, at }))) throw new ProblemError('not-signed-in')
    await endSessions(transaction, person.id, session)
    await endResets(transaction, person.id, at)
    await letterbox.post(transaction, person, { kind: 'password-changed', at }, at)
    const about = concernsOf(person)
    return { value: undefined, entries: [{ at, person: byHer(person), what: 'password-changed', about }] }
  })
  letterbox.kick()
}
