/**
 * Inviting: a link by e-mail, or a short code from the screen of whoever invited. Who may do either is asked by whoever
 * calls. An invited person is one whose account has no password (`notBegun`).
 */
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import { recorded } from '../history/book.ts'
import { concernsOf, namedIn } from '../history/concerns.ts'
import type { Letterbox } from '../mail/letterbox.ts'
import { invitationDays } from '../mail/letters.ts'
import { endInvitations, hasBegun, insertInvitation, openInvitationOf, putCode } from '../storage/invitation-rows.ts'
import type { By, StoredPerson } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import { later, minute } from './instants.ts'
import { hashPassword } from './passwords/passwords.ts'
import { newJoinCode, newLinkSecret } from './way-in/secrets.ts'

/** Milliseconds that a short code holds: long enough to carry a tablet across a room. */
const codeHolds = 10 * minute

/**
 * Makes her invitation and posts its letter, in the caller's transaction, with the caller's entry in the record; ends
 * the ones she had. Call `letterbox.kick()` after the commit. Gives when it ends.
 */
export async function invite(
  transaction: Transaction<Tables>,
  letterbox: Letterbox,
  person: Pick<StoredPerson, 'id' | 'name' | 'email'>,
  by: By,
  at: Instant,
): Promise<{ readonly endsAt: Instant }> {
  const { token, hash } = newLinkSecret()
  const endsAt = later(at, invitationDays * 24 * 60 * minute)
  await endInvitations(transaction, person.id, at)
  await insertInvitation(transaction, {
    person: person.id,
    tokenHash: hash,
    at,
    by: by?.id ?? null,
    expiresAt: endsAt,
  })
  const link = letterbox.link('join', token)
  await letterbox.post(transaction, person, { kind: 'invitation', link, by: by?.name ?? '', endsAt }, at)
  return { endsAt }
}

/**
 * A short code for somebody who is invited and has not begun, in place of any before, written down in the record;
 * undefined when she has begun, her access has ended, or there is no invitation of hers. It holds although the link
 * has become too old: whoever makes it stands beside her. `still` throws where it may not be made any more: hashing takes
 * its time.
 */
export async function makeJoinCode(
  db: Kysely<Tables>,
  person: StoredPerson,
  by: NonNullable<By>,
  at: Instant,
  still: (transaction: Transaction<Tables>) => Promise<void> = async () => undefined,
): Promise<{ readonly code: string; readonly endsAt: Instant } | undefined> {
  if (person.endedAt !== undefined) return undefined
  const code = newJoinCode()
  const endsAt = later(at, codeHolds)
  // Before the transaction: it takes its time, and everybody else waits for the one connection.
  const hash = await hashPassword(code)
  return recorded(db, async transaction => {
    await still(transaction)
    const invitation = await openInvitationOf(transaction, person.id)
    if (!invitation || (await hasBegun(transaction, person.id))) return { value: undefined, entries: [] }
    if (!(await putCode(transaction, invitation.id, { hash, endsAt }))) return { value: undefined, entries: [] }
    const about = { person: namedIn(person), ...concernsOf(person) }
    return { value: { code, endsAt }, entries: [{ at, person: by, what: 'join-code-made', about }] }
  })
}
