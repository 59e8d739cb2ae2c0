/** A forgotten password: a link by e-mail, and the new one that it lets in. */
import type { Instant } from '../../../domain/ids.ts'
import { recorded } from '../../history/book.ts'
import { concernsOf, namedIn } from '../../history/concerns.ts'
import { ProblemError } from '../../http/problems.ts'
import { resetMinutes } from '../../mail/letters.ts'
import { sha256 } from '../../reference.ts'
import {
  countResets,
  endResets,
  forgetResets,
  insertReset,
  openReset,
  passwordHashOf,
  putPassword,
  useReset,
} from '../../storage/password-rows.ts'
import { endSessions } from '../../storage/session-rows.ts'
import { later, minute } from '../instants.ts'
import { newPasswordHash } from '../passwords/new-password.ts'
import { newLinkSecret } from './secrets.ts'
import type { WayIn } from './way-in.ts'

/** Links in an hour for one account: more would only fill somebody's letter box. */
const mostAnHour = 3

/** Milliseconds that the row of a link stays, used or not. */
const kept = 35 * 24 * 60 * minute

/**
 * Posts a link to whoever has that address, a password and access. Whether there is such an account shows in nothing:
 * it runs after the answer (routes.ts). Somebody invited who has not begun has her invitation.
 */
export async function forgotten({ storage, letterbox, now }: WayIn, email: string): Promise<void> {
  const at = now()
  const person = await storage.personWith(email.trim())
  const { token, hash } = newLinkSecret()
  await recorded(storage.accounts.db, async transaction => {
    const about = person === undefined ? {} : { person: namedIn(person), ...concernsOf(person) }
    const entries = [{ at, person: null, what: 'password-reset-asked' as const, about }]
    if (person === undefined || person.endedAt !== undefined) return { value: undefined, entries }
    const begun = (await passwordHashOf(transaction, person.id)) !== null
    const often = (await countResets(transaction, person.id, later(at, -60 * minute))) >= mostAnHour
    if (!begun || often) return { value: undefined, entries }
    await forgetResets(transaction, later(at, -kept))
    const expiresAt = later(at, resetMinutes * minute)
    await insertReset(transaction, { person: person.id, tokenHash: hash, at, expiresAt })
    const letter = { kind: 'password-reset' as const, link: letterbox.link('reset', token) }
    await letterbox.post(transaction, person, letter, at)
    return { value: undefined, entries }
  })
  letterbox.kick()
}

/** Sets the password by the link of a letter and ends every session. Throws `link-ended`, or what is wrong with it. */
export async function reset(
  way: WayIn,
  { token, password }: { readonly token: string; readonly password: string },
): Promise<void> {
  const { storage, letterbox, now } = way
  const { db } = storage.accounts
  const open = await openReset(db, sha256(token), now())
  const person = open && (await storage.person(open.person))
  if (!open || !person || person.endedAt !== undefined) throw new ProblemError('link-ended')
  const hash = await newPasswordHash(password, person, way.passwords)
  const at: Instant = now()
  await recorded(db, async transaction => {
    const before = await passwordHashOf(transaction, person.id)
    const used = await useReset(transaction, open.id, at)
    if (!used || before === null || !(await putPassword(transaction, person.id, { before, hash, at })))
      throw new ProblemError('link-ended')
    await endResets(transaction, person.id, at)
    await endSessions(transaction, person.id, undefined)
    await letterbox.post(transaction, person, { kind: 'password-changed', at }, at)
    const by = { id: person.id, name: person.name }
    return { value: undefined, entries: [{ at, person: by, what: 'password-reset', about: concernsOf(person) }] }
  })
  letterbox.kick()
}
