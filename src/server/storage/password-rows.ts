/** Passwords as they are stored, in better-auth's table; links to a new one. The acts around them are in accounts/. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { Instant, PersonId } from '../../domain/ids.ts'
import type { Tables } from './tables.ts'

/** null: she has chosen none yet, or there is no such person; asked for nobody it takes as long. */
export async function passwordHashOf(db: Kysely<Tables>, person: PersonId | undefined): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('password')
    .where('userId', '=', person ?? '')
    .where('providerId', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? null
}

/** Only in the place of the one that `before` says: false when it was changed meanwhile. */
export async function putPassword(
  transaction: Transaction<Tables>,
  person: PersonId,
  change: { readonly before: string | null; readonly hash: string; readonly at: Instant },
): Promise<boolean> {
  const { before, hash, at } = change
  const { numUpdatedRows } = await transaction
    .updateTable('account')
    .set({ password: hash, updatedAt: at })
    .where('userId', '=', person)
    .where('providerId', '=', 'credential')
    .where('password', before === null ? 'is' : '=', before)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export async function insertReset(
  transaction: Transaction<Tables>,
  row: { readonly person: PersonId; readonly tokenHash: string; readonly at: Instant; readonly expiresAt: Instant },
): Promise<void> {
  await transaction
    .insertInto('password_reset')
    .values({
      id: randomUUID(),
      person: row.person,
      token_hash: row.tokenHash,
      created_at: row.at,
      expires_at: row.expiresAt,
      used_at: null,
    })
    .execute()
}

/** Deletes everybody's links that were made before the instant: a secret that is in no row opens nothing either. */
export async function forgetResets(transaction: Transaction<Tables>, before: Instant): Promise<void> {
  await transaction.deleteFrom('password_reset').where('created_at', '<', before).execute()
}

/** Links made for her after the instant. */
export async function countResets(db: Kysely<Tables>, person: PersonId, after: Instant): Promise<number> {
  const { made } = await db
    .selectFrom('password_reset')
    .select(eb => eb.fn.countAll<number>().as('made'))
    .where('person', '=', person)
    .where('created_at', '>', after)
    .executeTakeFirstOrThrow()
  return Number(made)
}

/** Whose a link is that was not used and is not too old. */
export async function openReset(
  db: Kysely<Tables>,
  tokenHash: string,
  at: Instant,
): Promise<{ readonly id: string; readonly person: PersonId } | undefined> {
  const row = await db
    .selectFrom('password_reset')
    .select(['id', 'person'])
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return row && { id: row.id, person: row.person as PersonId }
}

/** Once: false when it was used meanwhile. */
export async function useReset(transaction: Transaction<Tables>, reset: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('id', '=', reset)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** A password was chosen: no link of hers that is still on its way may change it again. */
export async function endResets(transaction: Transaction<Tables>, person: PersonId, at: Instant): Promise<void> {
  await transaction
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('person', '=', person)
    .where('used_at', 'is', null)
    .execute()
}
