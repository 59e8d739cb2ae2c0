/** Appending to the record, in the transaction of the act itself: then no act can be without its entry. */
import type { Insertable, Kysely, Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Tables } from '../storage/tables.ts'
import { acts, type NewEntry, theProgram } from './acts.ts'
import { beginning, type ChainedEntry, chained, type Tip, tipOf } from './chain.ts'
import { type Numbered, numbersDigest } from './coverage.ts'

/** The one row of `record_tip`. */
const theTip = 1

/**
 * Appends acts in their order and gives where the record now ends. Throws when an act says more or less than it may.
 * The tip's row is written first: whoever comes second waits, so two entries never follow the same one.
 */
export async function append(transaction: Transaction<Tables>, entries: readonly NewEntry[]): Promise<Tip> {
  let tip = await holdTip(transaction)
  if (entries.length === 0) return tip
  const rows: Insertable<Tables['record']>[] = []
  for (const entry of entries) {
    const row = chained(columnsOf(entry), tip)
    rows.push(row)
    tip = tipOf(row)
  }
  await transaction.insertInto('record').values(rows).execute()
  await transaction.updateTable('record_tip').set({ seq: tip.seq, hash: tip.hash }).where('id', '=', theTip).execute()
  return tip
}

/** One statement, because every push waits for it. */
const holdTip = (transaction: Transaction<Tables>): Promise<Tip> =>
  transaction
    .insertInto('record_tip')
    .values({ id: theTip, ...beginning })
    .onConflict(conflict => conflict.column('id').doUpdateSet(eb => ({ seq: eb.ref('record_tip.seq') })))
    .returning(['seq', 'hash'])
    .executeTakeFirstOrThrow()

/** Where the record ends; the beginning when there is none yet. */
export async function readTip(db: Kysely<Tables>): Promise<Tip> {
  const found = await db.selectFrom('record_tip').select(['seq', 'hash']).where('id', '=', theTip).executeTakeFirst()
  return found ?? beginning
}

function columnsOf(entry: NewEntry): Omit<ChainedEntry, 'seq' | 'prev' | 'hash'> {
  const about = JSON.stringify(acts[entry.what].parse(entry.about))
  return {
    at: entry.at,
    person: entry.person?.id ?? null,
    // Half of a pair of surrogates would come back from a database as another character.
    person_name: (entry.person?.name ?? theProgram).toWellFormed(),
    what: entry.what,
    contract: entry.contract ?? null,
    place: entry.place ?? null,
    period: entry.period ?? null,
    service: entry.service ?? null,
    about,
  }
}

/**
 * The first entry, made once when the record begins: it covers what had been received before there was one. Gives
 * whether it was made.
 */
export async function beginRecord(transaction: Transaction<Tables>, at: Instant): Promise<boolean> {
  if ((await holdTip(transaction)).seq > 0) return false
  const found = await transaction.selectFrom('device_log').select('device').distinct().orderBy('device').execute()
  const devices: { device: string; toSeq: number; digest: string }[] = []
  for (const { device } of found) {
    const numbers = await readNumbers(transaction, device, 1, Number.MAX_SAFE_INTEGER)
    devices.push({ device, toSeq: numbers.at(-1)?.seq ?? 0, digest: numbersDigest(device, numbers) })
  }
  await append(transaction, [{ at, person: null, what: 'record-begun', about: { devices } }])
  return true
}

/** A device's numbers from one to another, both included, with the operations that first came under them. */
export async function readNumbers(
  db: Kysely<Tables>,
  device: string,
  from: number,
  to: number,
): Promise<readonly Numbered[]> {
  const log = await db
    .selectFrom('device_log')
    .select(['seq', 'op_id'])
    .where('device', '=', device)
    .where('seq', '>=', from)
    .where('seq', '<=', to)
    .orderBy('seq')
    .execute()
  const rows = await db
    .selectFrom('operation')
    .selectAll()
    .where('op_id', 'in', query =>
      query
        .selectFrom('device_log')
        .select('op_id')
        .where('device', '=', device)
        .where('seq', '>=', from)
        .where('seq', '<=', to),
    )
    .execute()
  const found = new Map(rows.map(row => [row.op_id, row]))
  return log.map(({ seq, op_id }) => {
    const row = found.get(op_id)
    return { seq, opId: op_id, row: row?.device === device && row.seq === seq ? row : undefined }
  })
}
