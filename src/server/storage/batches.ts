/** One pushed batch: what it needs is read, decided and written in one transaction. */
import type { Kysely, Transaction } from 'kysely'
import type { OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import { partsOfSheet } from '../../domain/ids.ts'
import type { Cursor } from '../../protocol/exchange.ts'
import { operationOf, operationRow, outcomeColumns, sheetOfRow, sheetRow } from './operation-rows.ts'
import type { BatchNeeds, BatchState, BatchWrites, StoredOperation } from './storage.ts'
import type { Tables } from './tables.ts'

export const commitBatch = <T>(
  db: Kysely<Tables>,
  needs: BatchNeeds,
  decide: (state: BatchState) => { readonly answer: T; readonly writes: BatchWrites | null },
): Promise<T> =>
  db.transaction().execute(async transaction => {
    // A write first: the transaction holds the right to write from its beginning, so nothing it reads can go stale.
    await transaction
      .updateTable('device')
      .set(eb => ({ last_seq: eb.ref('last_seq') }))
      .where('id', '=', needs.device)
      .execute()
    const { answer, writes } = decide(await read(transaction, needs))
    if (writes) await write(transaction, needs, writes)
    return answer
  })

async function read(db: Transaction<Tables>, needs: BatchNeeds): Promise<BatchState> {
  const device = await db.selectFrom('device').select('last_seq').where('id', '=', needs.device).executeTakeFirst()
  const logged = await db
    .selectFrom('device_log')
    .select(['seq', 'op_id'])
    .where('device', '=', needs.device)
    .where('seq', 'in', [...needs.seqs])
    .execute()
  const waiting = (
    await db
      .selectFrom('operation')
      .selectAll()
      .where('sheet', 'in', [...needs.sheets])
      .where('outcome', '=', 'waiting')
      .orderBy('received_at')
      .orderBy('seq')
      .execute()
  ).map(operationOf)
  const operations = await readOperations(db, [
    ...needs.operations,
    ...logged.map(row => row.op_id as OpId),
    ...waiting.flatMap(each => (each.base === null ? [] : [each.base])),
  ])
  for (const each of waiting) operations.set(each.opId, each)
  const sheets = await db
    .selectFrom('sheet')
    .selectAll()
    .where('id', 'in', [...needs.sheets])
    .execute()
  const scopes = [...new Set(needs.sheets.flatMap(sheet => partsOfSheet(sheet)?.scope ?? []))].sort()
  const heads = await db.selectFrom('scope_head').selectAll().where('scope', 'in', scopes).orderBy('scope').execute()
  return {
    lastSeq: device?.last_seq ?? 0,
    logged: new Map(logged.map(row => [row.seq, row.op_id as OpId])),
    operations,
    waiting,
    sheets: new Map(sheets.map(row => [row.id as SheetId, sheetOfRow(row)])),
    heads: new Map(heads.map(row => [row.scope as ScopeId, { seq: row.seq, tip: row.tip as OpId } satisfies Cursor])),
  }
}

/** Operations by id; where one was rejected or waits, its base too, and so on: a base is resolved through them. */
async function readOperations(db: Transaction<Tables>, ids: readonly OpId[]): Promise<Map<OpId, StoredOperation>> {
  const rows = await db
    .withRecursive('chain', query =>
      query
        .selectFrom('operation')
        .select(['operation.op_id', 'operation.base', 'operation.outcome'])
        .where('operation.op_id', 'in', [...new Set(ids)])
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
    .execute()
  return new Map(rows.map(row => [row.op_id as OpId, operationOf(row)]))
}

async function write(db: Transaction<Tables>, needs: BatchNeeds, writes: BatchWrites): Promise<void> {
  if (writes.operations.length > 0)
    await db.insertInto('operation').values(writes.operations.map(operationRow)).execute()
  for (const each of writes.settled)
    await db.updateTable('operation').set(outcomeColumns(each)).where('op_id', '=', each.opId).execute()
  if (writes.deviceLog.length > 0) {
    await db
      .insertInto('device_log')
      .values(writes.deviceLog.map(entry => ({ device: needs.device, seq: entry.seq, op_id: entry.opId })))
      .execute()
    await db.updateTable('device').set({ last_seq: writes.lastSeq }).where('id', '=', needs.device).execute()
  }
  if (writes.log.length > 0) {
    const heads = new Map(writes.log.map(entry => [entry.scope, entry]))
    await db
      .insertInto('scope_head')
      .values([...heads.values()].map(entry => ({ scope: entry.scope, seq: entry.seq, tip: entry.opId })))
      .onConflict(conflict =>
        conflict.column('scope').doUpdateSet(eb => ({ seq: eb.ref('excluded.seq'), tip: eb.ref('excluded.tip') })),
      )
      .execute()
    await db
      .insertInto('scope_log')
      .values(writes.log.map(entry => ({ scope: entry.scope, seq: entry.seq, op_id: entry.opId, sheet: entry.sheet })))
      .execute()
  }
  if (writes.sheets.length > 0)
    await db
      .insertInto('sheet')
      .values(writes.sheets.map(sheetRow))
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(eb => ({
          rev: eb.ref('excluded.rev'),
          state: eb.ref('excluded.state'),
          submission: eb.ref('excluded.submission'),
          cells: eb.ref('excluded.cells'),
          digest: eb.ref('excluded.digest'),
        })),
      )
      .execute()
}
