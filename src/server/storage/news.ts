/** What changed in scopes since their cursors: whole sheets, all read at one moment. */
import type { Kysely, Transaction } from 'kysely'
import type { Instant, OpId, ScopeId } from '../../domain/ids.ts'
import type { Cursor } from '../../protocol/exchange.ts'
import { sheetOfRow } from './operation-rows.ts'
import type { ScopeNews, StoredSheet } from './storage.ts'
import type { Tables } from './tables.ts'

const never: Cursor = { seq: 0, tip: null }

export const newsOf = (
  db: Kysely<Tables>,
  from: ReadonlyMap<ScopeId, Cursor | undefined>,
): Promise<readonly ScopeNews[]> =>
  db.transaction().execute(async transaction => {
    const heads = await headsOf(transaction, [...from.keys()])
    const stands = await Promise.all(
      [...from].map(async ([scope, cursor]) => {
        const head = heads.get(scope) ?? never
        if (cursor && cursor.seq === head.seq && isThere(cursor, head)) return undefined
        const known = cursor === undefined || (await hasPair(transaction, scope, cursor))
        return { scope, cursor: head, reset: !known, after: known ? (cursor?.seq ?? 0) : 0 }
      }),
    )
    const news = stands.filter(stand => stand !== undefined)
    const whole = await wholeScopes(
      transaction,
      news.filter(stand => stand.after === 0).map(stand => stand.scope),
    )
    const answers: ScopeNews[] = []
    for (const { scope, cursor, reset, after } of news) {
      const sheets = after === 0 ? (whole.get(scope) ?? []) : await changed(transaction, scope, after)
      answers.push({ scope, cursor, reset, sheets })
    }
    return answers
  })

async function headsOf(db: Transaction<Tables>, scopes: readonly ScopeId[]): Promise<ReadonlyMap<ScopeId, Cursor>> {
  const rows = await db
    .selectFrom('scope_head')
    .innerJoin('operation', 'operation.op_id', 'scope_head.tip')
    .select(['scope_head.scope', 'scope_head.seq', 'scope_head.tip', 'operation.received_at'])
    .where('scope_head.scope', 'in', [...scopes])
    .execute()
  return new Map(
    rows.map(row => [row.scope as ScopeId, { seq: row.seq, tip: row.tip as OpId, at: row.received_at as Instant }]),
  )
}

/** Whether the operation of a cursor is the one at its number, and not the same received anew since. */
const isThere = (cursor: Cursor, { tip, at }: Pick<Cursor, 'tip' | 'at'>): boolean =>
  cursor.tip === tip && (cursor.at === undefined || cursor.at === at)

/** Whether the scope's log has exactly that operation at that number; everyone begins at (0, null). */
async function hasPair(db: Transaction<Tables>, scope: ScopeId, cursor: Cursor): Promise<boolean> {
  if (cursor.seq === 0) return cursor.tip === null
  const found = await db
    .selectFrom('scope_log')
    .innerJoin('operation', 'operation.op_id', 'scope_log.op_id')
    .select(['scope_log.op_id', 'operation.received_at'])
    .where('scope_log.scope', '=', scope)
    .where('scope_log.seq', '=', cursor.seq)
    .executeTakeFirst()
  return found !== undefined && isThere(cursor, { tip: found.op_id as OpId, at: found.received_at as Instant })
}

async function wholeScopes(
  db: Transaction<Tables>,
  scopes: readonly ScopeId[],
): Promise<ReadonlyMap<ScopeId, readonly StoredSheet[]>> {
  const rows = await db
    .selectFrom('sheet')
    .selectAll()
    .where('scope', 'in', [...scopes])
    .orderBy('id')
    .execute()
  return Map.groupBy(rows.map(sheetOfRow), sheet => sheet.scope)
}

async function changed(db: Transaction<Tables>, scope: ScopeId, after: number): Promise<readonly StoredSheet[]> {
  const rows = await db
    .selectFrom('sheet')
    .selectAll()
    .where('scope', '=', scope)
    .where('rev', '>', after)
    .orderBy('id')
    .execute()
  return rows.map(sheetOfRow)
}
