/** Whether a data file agrees with itself: its structure, every operation, the log played again, and the record. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { type Kysely, sql } from 'kysely'
import { canonical } from '../../domain/figures/figure.ts'
import type { Instant, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import { faultSentence } from '../history/verify-history.ts'
import { verifyRecordIn } from '../history/verify-record.ts'
import { sha256 } from '../reference.ts'
import { operationOf, sheetOfRow } from '../storage/operation-rows.ts'
import { queriesOf } from '../storage/sqlite.ts'
import type { StoredOperation } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'
import { everClosed } from './closings.ts'
import { operationFaults } from './operations.ts'
import { replayFaults } from './replay.ts'
import { isDamage } from './sqlite-errors.ts'
import { type Faults, structureFaults } from './structure.ts'

export interface Contents {
  readonly operations: number
  readonly returns: number
  /** The latest instant at which an operation was received; null: none was. */
  readonly newest: Instant | null
  /** The number SQLite gave the last operation; those of a later commit are higher. 0: none. */
  readonly lastRow: number
}

export type Verified =
  | { readonly ok: true; readonly contents: Contents }
  /** Sentences, at least one; no more than the first few. */
  | { readonly ok: false; readonly faults: readonly string[] }

const faultsTold = 3

/** Reads the whole file and changes nothing in it. The file must not be written by anybody meanwhile. */
export async function verify(file: string): Promise<Verified> {
  if (!existsSync(file)) return { ok: false, faults: [`There is no ${file}.`] }
  const db = queriesOf(new DatabaseSync(file, { readOnly: true }))
  try {
    for (const look of [thorough, operationFaults, replayedFaults, documentFaults, historyFaults]) {
      const faults = await first(look(db), faultsTold)
      // What comes after reads what has just been found broken: it would only say so again.
      if (faults.length > 0) return { ok: false, faults }
    }
    return { ok: true, contents: await contentsOf(db) }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { ok: false, faults: [`It is damaged: ${error instanceof Error ? error.message : String(error)}.`] }
  } finally {
    await db.destroy()
  }
}

const thorough = (db: Kysely<Tables>): Faults => structureFaults(db, 'thorough')

export async function first(faults: Faults, most: number): Promise<readonly string[]> {
  const found: string[] = []
  for await (const fault of faults) {
    found.push(fault)
    if (found.length >= most) break
  }
  return found
}

/** Scope by scope, so that no more than one is in memory. */
async function* replayedFaults(db: Kysely<Tables>): Faults {
  const { rows } = await sql<{ scope: ScopeId }>`
    select scope from scope_head union select scope from sheet order by scope`.execute(db)
  const wasClosed = await everClosed(db)
  for (const { scope } of rows) {
    const log = await db
      .selectFrom('scope_log')
      .select(['op_id', 'sheet'])
      .where('scope', '=', scope)
      .orderBy('seq')
      .execute()
    const sheets = await db.selectFrom('sheet').selectAll().where('scope', '=', scope).execute()
    yield* replayFaults({
      scope,
      log: log.map(row => ({ opId: row.op_id as OpId, sheet: row.sheet as SheetId })),
      operations: await operationsOf(db, scope),
      sheets: new Map(sheets.map(sheetOfRow).map(sheet => [sheet.sheet, sheet])),
      wasClosed,
    })
  }
}

async function operationsOf(db: Kysely<Tables>, scope: ScopeId): Promise<ReadonlyMap<OpId, StoredOperation>> {
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('op_id', 'in', query => query.selectFrom('scope_log').select('op_id').where('scope', '=', scope))
    .execute()
  const operations = new Map(rows.map(operationOf).map(operation => [operation.opId, operation]))
  const missing = (from: Iterable<StoredOperation>): OpId[] =>
    [...from].flatMap(({ base }) => (base === null || operations.has(base) ? [] : [base]))
  let wanted = missing(operations.values())
  while (wanted.length > 0) {
    const found: StoredOperation[] = []
    for (let from = 0; from < wanted.length; from += 500)
      found.push(
        ...(
          await db
            .selectFrom('operation')
            .selectAll()
            .where('op_id', 'in', wanted.slice(from, from + 500))
            .execute()
        ).map(operationOf),
      )
    for (const operation of found) operations.set(operation.opId, operation)
    wanted = missing(found)
  }
  return operations
}

/** What is kept with its hash: reference documents, and what devices handed over. */
async function* documentFaults(db: Kysely<Tables>): Faults {
  for (const { id, hash, body } of await db.selectFrom('reference_document').selectAll().execute())
    if (sha256(body) !== hash) yield `The document ${id} is not what its hash says.`
  for (const { device, hash, body } of await db.selectFrom('surrendered').selectAll().execute())
    if (sha256(canonical(JSON.parse(body))) !== hash) yield `Something that device ${device} handed over has changed.`
  for (const { device, hash, body } of await db.selectFrom('set_aside').selectAll().execute())
    if (sha256(body) !== hash) yield `Something set aside of device ${device} has changed.`
}

/** The record of who did what: its chain, and that it covers every change. */
async function* historyFaults(db: Kysely<Tables>): Faults {
  const verified = await verifyRecordIn(db)
  if (!verified.ok) yield faultSentence(verified.fault)
}

async function contentsOf(db: Kysely<Tables>): Promise<Contents> {
  const { rows } = await sql<{ operations: number; newest: Instant | null; lastRow: number | null; returns: number }>`
    select count(*) as operations, max(received_at) as newest, max(rowid) as lastRow,
      (select count(*) from sheet) as returns
    from operation`.execute(db)
  const [found] = rows
  if (!found) throw new Error('A count has no answer.')
  return { ...found, lastRow: found.lastRow ?? 0 }
}
