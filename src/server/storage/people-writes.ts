/**
 * Making accounts and ending them. The account's own columns are better-auth's; we write them when it is made, and its
 * password whenever one is chosen or goes.
 */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Instant, PersonId } from '../../domain/ids.ts'
import { recorded } from '../history/book.ts'
import { concernsOf, givenTo, namedIn } from '../history/concerns.ts'
import { putGrants, removeStandIns, standIns } from './grant-rows.ts'
import { endInvitations } from './invitation-rows.ts'
import { personById } from './people-rows.ts'
import { endSessions } from './session-rows.ts'
import type { By, NewPerson, StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

export const addPerson = (db: Kysely<Tables>, person: NewPerson): Promise<void> =>
  recorded(db, async transaction => {
    await insertPerson(transaction, person)
    const about = { person: namedIn(person), given: givenTo(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at: person.at, person: person.by ?? null, what: 'person-added', about }] }
  })

/** In the caller's transaction, with the caller's entry in the record. Throws when the e-mail address is taken. */
export async function insertPerson(transaction: Transaction<Tables>, person: NewPerson): Promise<void> {
  const dates = { createdAt: person.at, updatedAt: person.at }
  await transaction
    .insertInto('user')
    .values({
      id: person.id,
      name: person.name,
      email: person.email.toLowerCase(),
      emailVerified: 1,
      image: null,
      ...dates,
    })
    .execute()
  await transaction
    .insertInto('account')
    .values({
      id: randomUUID(),
      accountId: person.id,
      providerId: 'credential',
      userId: person.id,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
      scope: null,
      password: person.passwordHash,
      ...dates,
    })
    .execute()
  await transaction
    .insertInto('person')
    .values({ id: person.id, role: person.role, ended_at: null, last_active_at: null })
    .execute()
  await putGrants(transaction, person.id, person)
}

/** What she holds from now on, in place of what she held. */
export async function changeHeld(
  transaction: Transaction<Tables>,
  person: PersonId,
  held: Pick<StoredPerson, 'role' | 'contracts' | 'services'>,
): Promise<void> {
  await transaction.updateTable('person').set({ role: held.role }).where('id', '=', person).execute()
  await putGrants(transaction, person, held)
}

/**
 * Gives somebody whose access had ended her account again, with what is given now: what she typed is still hers. No
 * session and no password of before lets her in.
 */
export async function comeBack(
  transaction: Transaction<Tables>,
  person: Pick<StoredPerson, 'id' | 'name' | 'role' | 'contracts' | 'services'>,
  at: Instant,
): Promise<void> {
  const { id, name } = person
  await transaction.updateTable('person').set({ ended_at: null }).where('id', '=', id).execute()
  await transaction.updateTable('user').set({ name, updatedAt: at }).where('id', '=', id).execute()
  await transaction.updateTable('account').set({ password: null, updatedAt: at }).where('userId', '=', id).execute()
  await endWaysIn(transaction, id, at)
  await changeHeld(transaction, id, person)
}

/** The first end stands. */
export const endAccess = (db: Kysely<Tables>, id: PersonId, at: Instant, by: By): Promise<void> =>
  recorded(db, async transaction => {
    const person = await endPerson(transaction, id, at)
    if (!person) return { value: undefined, entries: [] }
    const about = { person: namedIn(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at, person: by, what: 'access-ended', about }] }
  })

/** In the caller's transaction. Ends her sessions, invitations and days of standing in; undefined: it had ended. */
export async function endPerson(
  transaction: Transaction<Tables>,
  id: PersonId,
  at: Instant,
): Promise<StoredPerson | undefined> {
  const { numUpdatedRows } = await transaction
    .updateTable('person')
    .set({ ended_at: at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return undefined
  await endWaysIn(transaction, id, at)
  return personById(transaction, id)
}

/** Nothing of before lets her in, or makes her a lead, should she be given access again. */
async function endWaysIn(transaction: Transaction<Tables>, id: PersonId, at: Instant): Promise<void> {
  await endSessions(transaction, id, undefined)
  await endInvitations(transaction, id, at)
  await transaction
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('person', '=', id)
    .where('used_at', 'is', null)
    .execute()
  const named = await standIns(transaction, id)
  await removeStandIns(
    transaction,
    named.map(each => each.id),
  )
}
