/**
 * Whether a data file is whole, as far as can be told without reading every operation: its pages, its logs, its
 * numbers and its digests. Every sentence given is something that does not agree; none means whole.
 */
import { type Kysely, sql } from 'kysely'
import { partsOfSheet } from '../../domain/ids.ts'
import { sheetDigestText } from '../../protocol/digests.ts'
import { sha256 } from '../reference.ts'
import { sheetOfRow } from '../storage/operation-rows.ts'
import type { StoredSheet } from '../storage/storage.ts'
import type { Tables } from '../storage/tables.ts'

export type Faults = AsyncGenerator<string, void, undefined>

/** `thorough` compares every index with its table too. */
export async function* structureFaults(db: Kysely<Tables>, pages: 'quick' | 'thorough'): Faults {
  yield* pageFaults(db, pages)
  yield* missingFaults(db)
  yield* deviceFaults(db)
  yield* scopeFaults(db)
  yield* sheetFaults(db)
}

async function* pageFaults(db: Kysely<Tables>, pages: 'quick' | 'thorough'): Faults {
  const check = pages === 'quick' ? sql<{ quick_check: string }>`pragma quick_check(3)` : undefined
  const found = check
    ? (await check.execute(db)).rows.map(row => row.quick_check)
    : (await sql<{ integrity_check: string }>`pragma integrity_check(3)`.execute(db)).rows.map(
        row => row.integrity_check,
      )
  for (const text of found) if (text !== 'ok') yield `Its pages are damaged: ${text}.`
}

async function* missingFaults(db: Kysely<Tables>): Faults {
  const { rows } = await sql<{
    table: string
    parent: string
    missing: number
  }>`select "table", parent, count(*) as missing from pragma_foreign_key_check group by 1, 2`.execute(db)
  for (const { table, parent, missing } of rows)
    yield `${missing} of the rows in ${table} name something that is not in ${parent}.`
}

/** A device's numbers run from 1 without a gap, and every operation stands under the number it came with. */
async function* deviceFaults(db: Kysely<Tables>): Faults {
  const { rows: devices } = await sql<{ id: string; last_seq: number; numbers: number; highest: number }>`
    select device.id, device.last_seq, count(device_log.seq) as numbers, coalesce(max(device_log.seq), 0) as highest
    from device left join device_log on device_log.device = device.id
    group by device.id
    having numbers <> device.last_seq or highest <> device.last_seq or min(device_log.seq) <> 1`.execute(db)
  for (const { id, last_seq, numbers, highest } of devices)
    yield `Device ${id} has sent ${last_seq} changes; ${numbers} are listed, up to number ${highest}.`
  const { rows: operations } = await sql<{ op_id: string; seq: number }>`
    select operation.op_id, operation.seq
    from operation left join device_log on device_log.device = operation.device and device_log.seq = operation.seq
    where device_log.op_id is not operation.op_id limit 3`.execute(db)
  for (const { op_id, seq } of operations) yield `Operation ${op_id} is not listed as number ${seq} of its device.`
}

/** A scope's log runs from 1 to its head without a gap, and the head names the operation that stands there. */
async function* scopeFaults(db: Kysely<Tables>): Faults {
  const { rows } = await sql<{
    scope: string
    seq: number
    tip: string
    entries: number
    highest: number
    last: string | null
  }>`
    select head.scope, head.seq, head.tip, count(log.seq) as entries, coalesce(max(log.seq), 0) as highest,
      (select op_id from scope_log where scope_log.scope = head.scope and scope_log.seq = head.seq) as last
    from scope_head as head left join scope_log as log on log.scope = head.scope
    group by head.scope
    having entries <> head.seq or highest <> head.seq or min(log.seq) <> 1 or last is not head.tip`.execute(db)
  for (const { scope, seq, tip, entries, last } of rows)
    yield entries === seq
      ? `The log of ${scope} ends with ${last}; its head says ${tip}.`
      : `The log of ${scope} has ${entries} entries; its head says ${seq}.`
  const { rows: headless } = await sql<{ scope: string }>`
    select distinct scope from scope_log except select scope from scope_head`.execute(db)
  for (const { scope } of headless) yield `The log of ${scope} has no head.`
}

/** A return's number is that of its last entry in the log; its digest is of what stands in it. */
async function* sheetFaults(db: Kysely<Tables>): Faults {
  const { rows } = await sql<{ id: string; rev: number | null; logged: number | null }>`
    with logged as (select sheet, max(seq) as seq from scope_log group by sheet)
    select sheet.id, sheet.rev, logged.seq as logged from sheet left join logged on logged.sheet = sheet.id
      where logged.seq is not sheet.rev
    union all
    select logged.sheet, null, logged.seq from logged left join sheet on sheet.id = logged.sheet
      where sheet.id is null`.execute(db)
  for (const { id, rev, logged } of rows)
    yield rev === null
      ? `The return ${id} is in the log and nowhere else.`
      : `The return ${id} was last changed by entry ${rev} of its log; the log says ${logged ?? 'never'}.`
  for await (const sheet of sheetsOf(db)) {
    if (partsOfSheet(sheet.sheet)?.scope !== sheet.scope)
      yield `The return ${sheet.sheet} is kept under ${sheet.scope}.`
    if (sha256(sheetDigestText(sheet.cells)) !== sheet.digest)
      yield `The digest of the return ${sheet.sheet} is not of what stands in it.`
  }
}

/** Every return, a handful in memory at a time. */
export async function* sheetsOf(db: Kysely<Tables>): AsyncGenerator<StoredSheet, void, undefined> {
  let after = ''
  for (;;) {
    const rows = await db.selectFrom('sheet').selectAll().where('id', '>', after).orderBy('id').limit(200).execute()
    for (const row of rows) yield sheetOfRow(row)
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
