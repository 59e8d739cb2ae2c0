/** Accounts and roles, read. What people hold is in grant-rows.ts; making and ending accounts in people-writes.ts. */
import type { Kysely } from 'kysely'
import type { AnyRole } from '../../domain/access/roles.ts'
import type { Instant, PersonId } from '../../domain/ids.ts'
import { heldBy } from './grant-rows.ts'
import type { StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

const rowsOf = (db: Kysely<Tables>) =>
  db
    .selectFrom('person')
    .innerJoin('user', 'user.id', 'person.id')
    .select(['person.id', 'person.role', 'person.ended_at', 'user.name', 'user.email'])
    .orderBy('user.name')
    .orderBy('person.id')

type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number]

async function withHeld(db: Kysely<Tables>, rows: readonly Row[]): Promise<readonly StoredPerson[]> {
  if (rows.length === 0) return []
  const held = await heldBy(
    db,
    rows.map(row => row.id as PersonId),
  )
  return rows.map(({ id, name, email, role, ended_at }) => ({
    id: id as PersonId,
    name,
    email,
    role: role as AnyRole,
    ...held(id as PersonId),
    ...(ended_at === null ? {} : { endedAt: ended_at as Instant }),
  }))
}

export async function personById(db: Kysely<Tables>, id: PersonId): Promise<StoredPerson | undefined> {
  const [person] = await withHeld(db, await rowsOf(db).where('person.id', '=', id).execute())
  return person
}

/** E-mail addresses are stored in lower case. */
export async function personWith(db: Kysely<Tables>, email: string): Promise<StoredPerson | undefined> {
  const [person] = await withHeld(db, await rowsOf(db).where('user.email', '=', email.toLowerCase()).execute())
  return person
}

export const allPeople = async (db: Kysely<Tables>): Promise<readonly StoredPerson[]> =>
  withHeld(db, await rowsOf(db).execute())

/** When each person last did something herself; absent: never. */
export async function lastActive(db: Kysely<Tables>): Promise<ReadonlyMap<PersonId, Instant>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'last_active_at'])
    .where('last_active_at', 'is not', null)
    .execute()
  return new Map(rows.map(row => [row.id as PersonId, row.last_active_at as Instant]))
}
