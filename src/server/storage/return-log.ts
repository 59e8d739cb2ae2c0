/** Every operation about one return: those of its log, and those that never got into it. */
import { type Kysely, sql } from 'kysely'
import { everywhere, type OpId, partsOfSheet, type SheetId, sheetOf } from '../../domain/ids.ts'
import { inParts } from './in-parts.ts'
import { operationOf } from './operation-rows.ts'
import type { ReturnLog } from './storage.ts'
import type { Tables } from './tables.ts'

export async function returnLog(db: Kysely<Tables>, sheet: SheetId): Promise<ReturnLog> {
  const parts = partsOfSheet(sheet)
  if (!parts) return { log: [], beside: [] }
  const logged = await db
    .selectFrom('scope_log')
    .select('op_id')
    .where('scope', '=', parts.scope)
    .where('sheet', '=', sheet)
    .orderBy('seq')
    .execute()
  const ids = logged.map(row => row.op_id as OpId)
  const rows = await inParts(ids, some => db.selectFrom('operation').selectAll().where('op_id', 'in', some).execute())
  const found = new Map(rows.map(row => [row.op_id, operationOf(row)]))
  // A submission is of the contract-wide part and names the returns that it submits.
  const named = [...new Set([sheet, sheetOf(parts.contract, everywhere, parts.period)])]
  const beside = await db
    .selectFrom('operation')
    .selectAll()
    .where('sheet', 'in', named)
    // Word for word as the index of migration 0003 says it, or it is not used.
    .where(sql<boolean>`(outcome <> 'applied' or cell is null)`)
    .orderBy('received_at')
    .orderBy('device')
    .orderBy('seq')
    .execute()
  return {
    log: ids.flatMap(id => found.get(id) ?? []),
    beside: beside.map(operationOf).filter(each => !found.has(each.opId) && concerns(each.sheet, each.body, sheet)),
  }
}

const concerns = (of: SheetId | null, body: string, sheet: SheetId): boolean =>
  of === sheet || body.includes(JSON.stringify(sheet))
