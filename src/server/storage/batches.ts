/** One pushed batch: what it needs is read, decided and written in one transaction. */
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DeviceId, Instant, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import { partsOfSheet } from '../../domain/ids.ts'
import type { Cursor } from '../../protocol/exchange.ts'
import { batchEntry } from '../history/coverage.ts'
import { append } from '../history/record.ts'
import { inParts } from './in-parts.ts'
import { type InsertRows, openInserts } from './insert-rows.ts'
import { addOfficeDevice } from './office-device.ts'
import { operationOf, operationRow, outcomeColumns, sheetOfRow, sheetRow } from './operation-rows.ts'
import type { BatchNeeds, BatchState, BatchWrites, Decided, StoredOperation } from './storage.ts'
import type { Tables } from './tables.ts'

export type CommitBatch = <T>(needs: BatchNeeds, decide: (state: BatchState) => Decided<T>) => Promise<T>

export function openBatches(db: Kysely<Tables>): CommitBatch {
  const insert = openInserts()
  return (needs, decide) =>
    db.transaction().execute(async transaction => {
      if (needs.office) await addOfficeDevice(transaction, needs.device, needs.office)
      // A write first: the transaction holds the right to write from its beginning, so nothing it reads can go stale.
      await transaction
        .updateTable('device')
        .set(eb => ({ last_seq: eb.ref('last_seq') }))
        .where('id', '=', needs.device)
        .execute()
      const decided = decide(await read(transaction, needs))
      if (decided.writes === null) return decided.answer
      await write(transaction, insert, needs.device, decided.writes)
      const entry = batchEntry(decided.writes, needs.device, decided.act)
      if (entry) await append(transaction, [entry])
      return decided.answer
    })
}

/**
 * The states are literals: an index that holds only some rows is used where the query says so itself, not where a
 * parameter might.
 */
const waits = sql.lit('waiting')

export async function waitingSince(
  db: Kysely<Tables>,
  before: Instant,
): Promise<readonly { readonly sheet: SheetId; readonly device: DeviceId }[]> {
  const rows = await db
    .selectFrom('operation')
    .select(['sheet', 'device'])
    .distinct()
    .where('outcome', '=', waits)
    .where('sheet', 'is not', null)
    .where('received_at', '<', before)
    .orderBy('sheet')
    .execute()
  return rows.map(row => ({ sheet: row.sheet as SheetId, device: row.device as DeviceId }))
}

async function read(db: Transaction<Tables>, needs: BatchNeeds): Promise<BatchState> {
  const device = await db.selectFrom('device').select('last_seq').where('id', '=', needs.device).executeTakeFirst()
  const logged = await inParts(needs.seqs, seqs =>
    db
      .selectFrom('device_log')
      .select(['seq', 'op_id'])
      .where('device', '=', needs.device)
      .where('seq', 'in', seqs)
      .execute(),
  )
  const waiting = await readWaiting(db, needs.sheets)
  const operations = await readOperations(
    db,
    new Set([
      ...needs.operations,
      ...logged.map(row => row.op_id as OpId),
      ...waiting.flatMap(each => (each.base === null ? [] : [each.base])),
    ]),
  )
  for (const each of waiting) operations.set(each.opId, each)
  const sheets = await inParts(needs.sheets, ids => db.selectFrom('sheet').selectAll().where('id', 'in', ids).execute())
  const scopes = [...new Set(needs.sheets.flatMap(sheet => partsOfSheet(sheet)?.scope ?? []))].sort()
  const heads = await inParts(scopes, some =>
    db.selectFrom('scope_head').selectAll().where('scope', 'in', some).orderBy('scope').execute(),
  )
  return {
    lastSeq: device?.last_seq ?? 0,
    logged: new Map(logged.map(row => [row.seq, row.op_id as OpId])),
    operations,
    waiting,
    sheets: new Map(sheets.map(row => [row.id as SheetId, sheetOfRow(row)])),
    heads: new Map(heads.map(row => [row.scope as ScopeId, { seq: row.seq, tip: row.tip as OpId } satisfies Cursor])),
  }
}

/** In order of arrival. */
async function readWaiting(db: Transaction<Tables>, sheets: readonly SheetId[]): Promise<readonly StoredOperation[]> {
  const rows = await inParts(sheets, ids =>
    db.selectFrom('operation').selectAll().where('sheet', 'in', ids).where('outcome', '=', waits).execute(),
  )
  return rows
    .map(operationOf)
    .sort((a, b) => (a.receivedAt === b.receivedAt ? a.seq - b.seq : a.receivedAt < b.receivedAt ? -1 : 1))
}

/** Operations by id; where one was rejected or waits, its base too, and so on: a base is resolved through them. */
async function readOperations(db: Transaction<Tables>, ids: ReadonlySet<OpId>): Promise<Map<OpId, StoredOperation>> {
  const rows = await inParts(ids, some =>
    db
      .withRecursive('chain', query =>
        query
          .selectFrom('operation')
          .select(['operation.op_id', 'operation.base', 'operation.outcome'])
          .where('operation.op_id', 'in', some)
          .union(
            query
              .selectFrom('operation')
              .innerJoin('chain', 'chain.base', 'operation.op_id')
              .select(['operation.op_id', 'operation.base', 'operation.outcome'])
              .where('chain.outcome', 'in', ['rejected', 'waiting']),
          ),
      )
      .selectFrom('operation')
      .selectAll('operation')
      .where('operation.op_id', 'in', query => query.selectFrom('chain').select('chain.op_id'))
      .execute(),
  )
  return new Map(rows.map(row => [row.op_id as OpId, operationOf(row)]))
}

async function write(
  db: Transaction<Tables>,
  insert: InsertRows,
  device: DeviceId,
  writes: BatchWrites,
): Promise<void> {
  await insert(db, 'operation', writes.operations.map(operationRow))
  for (const each of writes.settled)
    await db.updateTable('operation').set(outcomeColumns(each)).where('op_id', '=', each.opId).execute()
  if (writes.deviceLog.length > 0) {
    await insert(
      db,
      'device_log',
      writes.deviceLog.map(entry => ({ device, seq: entry.seq, op_id: entry.opId })),
    )
    await db.updateTable('device').set({ last_seq: writes.lastSeq }).where('id', '=', device).execute()
  }
  await insert(
    db,
    'scope_log',
    writes.log.map(entry => ({ scope: entry.scope, seq: entry.seq, op_id: entry.opId, sheet: entry.sheet })),
  )
  const heads = new Map(writes.log.map(entry => [entry.scope, { scope: entry.scope, seq: entry.seq, tip: entry.opId }]))
  await inParts(heads.values(), some =>
    db
      .insertInto('scope_head')
      .values(some)
      .onConflict(conflict =>
        conflict.column('scope').doUpdateSet(eb => ({ seq: eb.ref('excluded.seq'), tip: eb.ref('excluded.tip') })),
      )
      .execute(),
  )
  await inParts(writes.sheets, some =>
    db
      .insertInto('sheet')
      .values(some.map(sheetRow))
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(eb => ({
          rev: eb.ref('excluded.rev'),
          state: eb.ref('excluded.state'),
          submission: eb.ref('excluded.submission'),
          cells: eb.ref('excluded.cells'),
          digest: eb.ref('excluded.digest'),
          late: eb.ref('excluded.late'),
          review: eb.ref('excluded.review'),
        })),
      )
      .execute(),
  )
}
