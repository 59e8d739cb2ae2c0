/** Operations and sheets as rows, and back. What is read here was checked when it was written. */
import type { Insertable, Kysely, Selectable } from 'kysely'
import type { CellKey, DeviceId, Instant, OpId, PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { ReturnState } from '../../domain/workflow.ts'
import type { Late, Outcome } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Review } from '../../protocol/review.ts'
import { inParts } from './in-parts.ts'
import type { Storage, StoredOperation, StoredSheet } from './storage.ts'
import type { Tables } from './tables.ts'

export function operationRow(operation: StoredOperation): Insertable<Tables['operation']> {
  return {
    op_id: operation.opId,
    hash: operation.hash,
    device: operation.device,
    seq: operation.seq,
    person: operation.person,
    person_name: operation.personName,
    sheet: operation.sheet,
    cell: operation.cell,
    base: operation.base,
    received_at: operation.receivedAt,
    body: operation.body,
    ...outcomeColumns(operation),
  }
}

/** `token` distinguishes "none said" (SQL null) from "the cell has never been written" (the JSON text null). */
export const outcomeColumns = (operation: StoredOperation) => ({
  outcome: operation.outcome,
  code: operation.code ?? null,
  token: operation.token === undefined ? null : JSON.stringify(operation.token),
  sheets: operation.sheets === undefined ? null : JSON.stringify(operation.sheets),
})

export const operationOf = (row: Selectable<Tables['operation']>): StoredOperation => ({
  opId: row.op_id as OpId,
  hash: row.hash,
  device: row.device as DeviceId,
  seq: row.seq,
  person: row.person as PersonId,
  personName: row.person_name,
  sheet: row.sheet as SheetId | null,
  cell: row.cell as CellKey | null,
  base: row.base as OpId | null,
  receivedAt: row.received_at as Instant,
  outcome: row.outcome as Outcome['outcome'],
  ...(row.code === null ? {} : { code: row.code as ProblemCode }),
  ...(row.token === null ? {} : { token: JSON.parse(row.token) as OpId | null }),
  ...(row.sheets === null ? {} : { sheets: JSON.parse(row.sheets) as Outcome['sheets'] }),
  body: row.body,
})

/** What is stored of these, by id: enough to tell what was said and what became of it, without the bodies. */
export async function storedOf(db: Kysely<Tables>, ids: readonly OpId[]): ReturnType<Storage['stored']> {
  const rows = await inParts(ids, some =>
    db.selectFrom('operation').select(['op_id', 'hash', 'outcome', 'code']).where('op_id', 'in', some).execute(),
  )
  return new Map(
    rows.map(({ op_id, hash, outcome, code }) => [
      op_id as OpId,
      {
        hash,
        outcome: outcome as Outcome['outcome'],
        ...(code === null ? {} : { code: code as ProblemCode }),
      },
    ]),
  )
}

export const sheetRow = (sheet: StoredSheet): Insertable<Tables['sheet']> => ({
  id: sheet.sheet,
  scope: sheet.scope,
  rev: sheet.rev,
  state: sheet.state,
  submission: sheet.submission === null ? null : JSON.stringify(sheet.submission),
  cells: JSON.stringify(sheet.cells),
  digest: sheet.digest,
  late: sheet.late === undefined ? null : JSON.stringify(sheet.late),
  review: sheet.review === undefined ? null : JSON.stringify(sheet.review),
})

export const sheetOfRow = (row: Selectable<Tables['sheet']>): StoredSheet => ({
  sheet: row.id as SheetId,
  scope: row.scope as ScopeId,
  rev: row.rev,
  state: row.state as ReturnState,
  submission: row.submission === null ? null : (JSON.parse(row.submission) as StoredSheet['submission']),
  cells: JSON.parse(row.cells) as StoredSheet['cells'],
  ...(row.late === null ? {} : { late: JSON.parse(row.late) as readonly Late[] }),
  // Falsy also in a file of before there was one, which is checked before it is brought up to date.
  ...(row.review ? { review: JSON.parse(row.review) as Review } : {}),
  digest: row.digest,
})
