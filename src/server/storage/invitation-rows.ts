/** Invitations. A used or ended one stays, so that it cannot be used again. The acts around them are in accounts/. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Instant, PersonId } from '../../domain/ids.ts'
import type { Tables } from './tables.ts'

export interface StoredInvitation {
  readonly id: string
  readonly person: PersonId
  readonly expiresAt: Instant
  /** Who made it; null: the program. */
  readonly by: { readonly name: string } | null
}

/** Tries that a short code allows before it is worth nothing. */
export const mostCodeTries = 5

export async function insertInvitation(
  transaction: Transaction<Tables>,
  row: {
    readonly person: PersonId
    readonly tokenHash: string
    readonly at: Instant
    readonly by: PersonId | null
    readonly expiresAt: Instant
  },
): Promise<void> {
  await transaction
    .insertInto('invitation')
    .values({
      id: randomUUID(),
      person: row.person,
      token_hash: row.tokenHash,
      code_hash: null,
      code_expires_at: null,
      created_at: row.at,
      created_by: row.by,
      expires_at: row.expiresAt,
      used_at: null,
      ended_at: null,
    })
    .execute()
}

/** Ends every invitation of hers that was not used; gives whether there was one. */
export async function endInvitations(
  transaction: Transaction<Tables>,
  person: PersonId,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('invitation')
    .set({ ended_at: at, code_hash: null, code_expires_at: null })
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Neither used nor ended; whether it is too old is the caller's to ask of `expiresAt`. */
const open = (db: Kysely<Tables>) =>
  db
    .selectFrom('invitation')
    .leftJoin('user', 'user.id', 'invitation.created_by')
    .select(['invitation.id', 'invitation.person', 'invitation.expires_at', 'user.name'])
    .where('invitation.used_at', 'is', null)
    .where('invitation.ended_at', 'is', null)

interface OpenRow {
  readonly id: string
  readonly person: string
  readonly expires_at: string
  readonly name: string | null
}

const storedOf = (row: OpenRow | undefined): StoredInvitation | undefined =>
  row && {
    id: row.id,
    person: row.person as PersonId,
    expiresAt: row.expires_at as Instant,
    by: row.name === null ? null : { name: row.name },
  }

export const openInvitationWith = async (
  db: Kysely<Tables>,
  tokenHash: string,
): Promise<StoredInvitation | undefined> =>
  storedOf(await open(db).where('invitation.token_hash', '=', tokenHash).executeTakeFirst())

export const openInvitationOf = async (db: Kysely<Tables>, person: PersonId): Promise<StoredInvitation | undefined> =>
  storedOf(await open(db).where('invitation.person', '=', person).executeTakeFirst())

/** Gives an open invitation a short code in place of any before; false: it is not open any more. */
export async function putCode(
  transaction: Transaction<Tables>,
  invitation: string,
  code: { readonly hash: string; readonly endsAt: Instant },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('invitation')
    .set({ code_hash: code.hash, code_expires_at: code.endsAt, code_tries: 0 })
    .where('id', '=', invitation)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/**
 * Counts a try of the code of an open invitation of hers and gives what to compare it with; undefined: there is none,
 * it is too old, or it has been tried too often; asked for nobody it takes as long. Counted before it is compared: many at once are no way round.
 */
export async function tryCode(
  db: Kysely<Tables>,
  person: PersonId | undefined,
  at: Instant,
): Promise<{ readonly invitation: string; readonly hash: string } | undefined> {
  const row = await db
    .updateTable('invitation')
    .set(eb => ({ code_tries: eb('code_tries', '+', 1) }))
    .where('person', '=', person ?? '')
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('code_hash', 'is not', null)
    .where('code_expires_at', '>', at)
    .where('code_tries', '<', mostCodeTries)
    .returning(['id', 'code_hash'])
    .executeTakeFirst()
  return row?.code_hash ? { invitation: row.id, hash: row.code_hash } : undefined
}

/** The code was right and something else was refused: that try does not count. */
export async function forgiveCode(db: Kysely<Tables>, invitation: string): Promise<void> {
  await db
    .updateTable('invitation')
    .set(eb => ({ code_tries: eb('code_tries', '-', 1) }))
    .where('id', '=', invitation)
    .where('code_tries', '>', 0)
    .execute()
}

/** Once: false when it was used or ended meanwhile, or the code has been replaced by another. */
export async function useInvitation(
  transaction: Transaction<Tables>,
  invitation: string,
  at: Instant,
  codeHash: string | null,
): Promise<boolean> {
  const used = transaction
    .updateTable('invitation')
    .set({ used_at: at, code_hash: null, code_expires_at: null })
    .where('id', '=', invitation)
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
  const fitting = codeHash === null ? used : used.where('code_hash', '=', codeHash)
  const { numUpdatedRows } = await fitting.executeTakeFirst()
  return numUpdatedRows > 0n
}

/** When the last invitation that was neither used nor ended by somebody ends, or has ended, of everybody who has one. */
export async function invitationEnds(db: Kysely<Tables>): Promise<ReadonlyMap<PersonId, Instant>> {
  const rows = await db
    .selectFrom('invitation')
    .select(['person', 'expires_at'])
    .where('used_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('expires_at')
    .execute()
  return new Map(rows.map(row => [row.person as PersonId, row.expires_at as Instant]))
}

/** Whether she has ever chosen a password. */
export async function hasBegun(db: Kysely<Tables>, person: PersonId): Promise<boolean> {
  const row = await db
    .selectFrom('account')
    .select('id')
    .where('userId', '=', person)
    .where('password', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** Everybody who has not chosen a password yet. */
export async function notBegun(db: Kysely<Tables>): Promise<ReadonlySet<PersonId>> {
  const rows = await db
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', 'credential')
    .where('password', 'is', null)
    .execute()
  return new Set(rows.map(row => row.userId as PersonId))
}

/** How many were made since an instant: by somebody, or for somebody. */
export async function invitationsSince(
  db: Kysely<Tables>,
  whose: { readonly by: PersonId } | { readonly person: PersonId },
  since: Instant,
): Promise<number> {
  const all = db
    .selectFrom('invitation')
    .select(eb => eb.fn.countAll<number>().as('invitations'))
    .where('created_at', '>', since)
  const { invitations } = await ('by' in whose
    ? all.where('created_by', '=', whose.by)
    : all.where('person', '=', whose.person)
  ).executeTakeFirstOrThrow()
  return Number(invitations)
}
