/**
 * Sessions. better-auth makes and finds them; when they began, were last used and end is ours. `createdAt` is by the
 * server's own clock (accounts.ts); `expiresAt` is better-auth's and by the machine's.
 */
import type { Kysely, Transaction } from 'kysely'
import type { Instant, PersonId } from '../../domain/ids.ts'
import type { Alive, SessionAges } from '../accounts/session-limits.ts'
import type { Tables } from './tables.ts'

export interface StoredSession extends SessionAges {
  readonly id: string
  readonly person: PersonId
  /** As its browser calls itself. */
  readonly userAgent: string | undefined
}

const columns = ['id', 'userId', 'createdAt', 'last_active_at', 'userAgent'] as const
type Row = Pick<Tables['session'], (typeof columns)[number]>

const storedOf = (row: Row): StoredSession => ({
  id: row.id,
  person: row.userId as PersonId,
  begunAt: row.createdAt as Instant,
  lastActiveAt: (row.last_active_at ?? row.createdAt) as Instant,
  userAgent: row.userAgent ?? undefined,
})

const living = (db: Kysely<Tables>, { begunAfter, activeAfter }: Alive) =>
  db
    .selectFrom('session')
    .select(columns)
    .where('createdAt', '>', begunAfter)
    .where(eb => eb(eb.fn.coalesce('last_active_at', 'createdAt'), '>', activeAfter))

/** undefined: it is not there, or has ended by itself. */
export async function livingSession(db: Kysely<Tables>, id: string, alive: Alive): Promise<StoredSession | undefined> {
  const row = await living(db, alive).where('id', '=', id).executeTakeFirst()
  return row && storedOf(row)
}

/** Which of these are there and have not ended by themselves. */
export async function livingSessions(
  db: Kysely<Tables>,
  ids: readonly string[],
  alive: Alive,
): Promise<ReadonlySet<string>> {
  const rows = await living(db, alive)
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map(row => row.id))
}

/** The last used first. */
export async function sessionsOf(
  db: Kysely<Tables>,
  person: PersonId,
  alive: Alive,
): Promise<readonly StoredSession[]> {
  const rows = await living(db, alive).where('userId', '=', person).execute()
  return rows.map(storedOf).sort((a, b) => Date.parse(b.lastActiveAt) - Date.parse(a.lastActiveAt))
}

/** She did something herself: in her session, and of her account, which outlives it. */
export async function touchSession(
  transaction: Transaction<Tables>,
  { id, person }: Pick<StoredSession, 'id' | 'person'>,
  at: Instant,
): Promise<void> {
  await transaction.updateTable('session').set({ last_active_at: at }).where('id', '=', id).execute()
  await transaction.updateTable('person').set({ last_active_at: at }).where('id', '=', person).execute()
}

/** Milliseconds between two notes of what brings many small things. */
const apart = 60_000

/** The same for what comes often: at most once a minute, so that a push does not wait for it each time. */
export async function touchAt(db: Kysely<Tables>, session: StoredSession, at: Instant): Promise<void> {
  if (Date.parse(at) - Date.parse(session.lastActiveAt) < apart) return
  await db.transaction().execute(transaction => touchSession(transaction, session, at))
}

/** Ends a session of hers; gives whether there was one. */
export async function endSession(transaction: Transaction<Tables>, person: PersonId, id: string): Promise<boolean> {
  const { numDeletedRows } = await transaction
    .deleteFrom('session')
    .where('id', '=', id)
    .where('userId', '=', person)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Ends the session of a cookie's token. */
export async function endSessionWith(transaction: Transaction<Tables>, token: string): Promise<void> {
  await transaction.deleteFrom('session').where('token', '=', token).execute()
}

/** Ends every session of hers but one; gives how many. */
export async function endSessions(
  transaction: Transaction<Tables>,
  person: PersonId,
  but: string | undefined,
): Promise<number> {
  const all = transaction.deleteFrom('session').where('userId', '=', person)
  const { numDeletedRows } = await (but === undefined ? all : all.where('id', '!=', but)).executeTakeFirst()
  return Number(numDeletedRows)
}

/** Deletes everybody's sessions that have ended by themselves. */
export async function deleteEnded(transaction: Transaction<Tables>, { begunAfter, activeAfter }: Alive): Promise<void> {
  await transaction
    .deleteFrom('session')
    .where(eb =>
      eb.or([eb('createdAt', '<=', begunAfter), eb(eb.fn.coalesce('last_active_at', 'createdAt'), '<=', activeAfter)]),
    )
    .execute()
}
