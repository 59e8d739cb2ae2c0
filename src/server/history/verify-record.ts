/**
 * Checks a whole record: its chain, where it ends, and that every stored operation is the one that was recorded. Reads
 * at one moment; changes nothing. What it cannot know by itself is a record that was made anew from its beginning:
 * for that a tip is compared that somebody wrote down earlier, from this check or from an export.
 */
import type { Kysely } from 'kysely'
import type { Tables } from '../storage/tables.ts'
import { type About, acts, jsonIn } from './acts.ts'
import { beginning, type ChainedEntry, type ChainFault, follow, isFault, type Tip } from './chain.ts'
import { numbersDigest, settledDigest } from './coverage.ts'
import { readNumbers, readTip } from './record.ts'

export type RecordFault =
  | { readonly type: 'chain'; readonly fault: ChainFault }
  /** The entry with this number has another hash than was written down. */
  | { readonly type: 'rewritten'; readonly seq: number }
  /** The chain holds, and yet this entry cannot be read. */
  | { readonly type: 'unreadable'; readonly seq: number }
  /** A device's numbers do not follow those of its entry before. */
  | { readonly type: 'order'; readonly seq: number; readonly device: string }
  /** Operations are not those that the entry covers. */
  | { readonly type: 'operations'; readonly seq: number; readonly device: string | null }
  /** An operation that no entry covers. */
  | { readonly type: 'uncovered'; readonly device: string; readonly opId: string }

export type RecordVerified =
  | { readonly ok: true; readonly tip: Tip; readonly operations: number }
  | { readonly ok: false; readonly fault: RecordFault }

interface Covered {
  readonly seq: number
  readonly device: string
  readonly from: number
  readonly to: number
  readonly digest: string
}
interface Settled {
  readonly seq: number
  readonly operations: readonly string[]
  readonly digest: string
}
interface Found {
  readonly covered: Covered[]
  readonly settled: Settled[]
}

/** Entries read at once. */
const page = 1_000

/** `written`: where the record ended at some time, as somebody noted it; it must still be on the way. */
export const verifyRecord = (db: Kysely<Tables>, written?: Tip): Promise<RecordVerified> =>
  db.transaction().execute(transaction => verifyRecordIn(transaction, written))

/** The same within a transaction, or on a file that nobody else writes. */
export async function verifyRecordIn(db: Kysely<Tables>, written?: Tip): Promise<RecordVerified> {
  const found: Found = { covered: [], settled: [] }
  const tip = await verifyEntries(db, found, written)
  if ('type' in tip) return { ok: false, fault: tip }
  const fault = (await verifyCovered(db, found)) ?? (await verifySettled(db, found)) ?? (await findUncovered(db, found))
  if (fault) return { ok: false, fault }
  const counted = await db
    .selectFrom('operation')
    .select(eb => eb.fn.countAll<number>().as('operations'))
    .executeTakeFirstOrThrow()
  return { ok: true, tip, operations: Number(counted.operations) }
}

async function verifyEntries(db: Kysely<Tables>, found: Found, written: Tip | undefined): Promise<Tip | RecordFault> {
  const end = await readTip(db)
  let tip = beginning
  for (;;) {
    const entries: readonly ChainedEntry[] = await db
      .selectFrom('record')
      .selectAll()
      .where('seq', '>', tip.seq)
      .orderBy('seq')
      .limit(page)
      .execute()
    if (entries.length === 0) break
    for (const entry of entries) {
      const next = follow(tip, entry)
      if (isFault(next)) return { type: 'chain', fault: next }
      if (!note(entry, found)) return { type: 'unreadable', seq: entry.seq }
      if (written?.seq === next.seq && written.hash !== next.hash) return { type: 'rewritten', seq: next.seq }
      tip = next
    }
  }
  if (tip.seq !== end.seq || tip.hash !== end.hash) return { type: 'chain', fault: { because: 'end', seq: end.seq } }
  // Below the first number, where nothing is read, nothing may be either.
  const early = await db.selectFrom('record').select('seq').where('seq', '<', 1).limit(1).executeTakeFirst()
  if (early) return { type: 'chain', fault: { because: 'number', seq: early.seq } }
  if (written && written.seq > tip.seq) return { type: 'rewritten', seq: written.seq }
  return tip
}

/** Takes down what an entry covers; false when it cannot be read. */
function note({ seq, what, about }: ChainedEntry, found: Found): boolean {
  switch (what) {
    case 'operations-received': {
      const read = acts[what].safeParse(jsonIn(about))
      if (!read.success) return false
      const { device, fromSeq: from, toSeq: to, digest, settled } = read.data
      found.covered.push({ seq, device, from, to, digest })
      if (settled) found.settled.push({ seq, ...settled })
      return true
    }
    case 'operations-settled': {
      const read = acts[what].safeParse(jsonIn(about))
      if (!read.success) return false
      found.settled.push({ seq, ...read.data.settled })
      return true
    }
    case 'record-begun': {
      const read = acts[what].safeParse(jsonIn(about))
      if (!read.success) return false
      const devices: About<'record-begun'>['devices'] = read.data.devices
      found.covered.push(...devices.map(({ device, toSeq: to, digest }) => ({ seq, device, from: 1, to, digest })))
      return true
    }
    default:
      return true
  }
}

async function verifyCovered(db: Kysely<Tables>, found: Found): Promise<RecordFault | undefined> {
  const settledBy = new Map(found.settled.flatMap(each => each.operations.map(opId => [opId, each.seq] as const)))
  const reached = new Map<string, number>()
  for (const { seq, device, from, to, digest } of found.covered) {
    if (from !== (reached.get(device) ?? 0) + 1 || to < from) return { type: 'order', seq, device }
    reached.set(device, to)
    const numbers = await readNumbers(db, device, from, to)
    const settledLater = (opId: string): boolean => (settledBy.get(opId) ?? 0) > seq
    if (numbersDigest(device, numbers, settledLater) !== digest) return { type: 'operations', seq, device }
  }
  return undefined
}

async function verifySettled(db: Kysely<Tables>, found: Found): Promise<RecordFault | undefined> {
  for (const { seq, operations, digest } of found.settled) {
    const rows = await db.selectFrom('operation').selectAll().where('op_id', 'in', operations).execute()
    const byId = new Map(rows.map(row => [row.op_id, row]))
    const inOrder = operations.flatMap(opId => byId.get(opId) ?? [])
    if (settledDigest(inOrder) !== digest) return { type: 'operations', seq, device: null }
  }
  return undefined
}

/** Numbers beyond what the entries reach, and operations under no number of their own. */
async function findUncovered(db: Kysely<Tables>, found: Found): Promise<RecordFault | undefined> {
  const reached = new Map(found.covered.map(({ device, to }) => [device, to]))
  const devices = await db
    .selectFrom('device_log')
    .select(eb => ['device', eb.fn.min('seq').as('first'), eb.fn.max('seq').as('last')])
    .groupBy('device')
    .orderBy('device')
    .execute()
  for (const { device, first, last } of devices) {
    const to = reached.get(device) ?? 0
    if (last <= to && first >= 1) continue
    const row = await db
      .selectFrom('device_log')
      .select('op_id')
      .where('device', '=', device)
      .where(eb => eb.or([eb('seq', '>', to), eb('seq', '<', 1)]))
      .orderBy('seq')
      .executeTakeFirstOrThrow()
    return { type: 'uncovered', device, opId: row.op_id }
  }
  const stray = await db
    .selectFrom('operation')
    .leftJoin('device_log', join =>
      join
        .onRef('device_log.device', '=', 'operation.device')
        .onRef('device_log.seq', '=', 'operation.seq')
        .onRef('device_log.op_id', '=', 'operation.op_id'),
    )
    .select(['operation.device', 'operation.op_id'])
    .where('device_log.op_id', 'is', null)
    .orderBy('operation.op_id')
    .limit(1)
    .executeTakeFirst()
  return stray && { type: 'uncovered', device: stray.device, opId: stray.op_id }
}
