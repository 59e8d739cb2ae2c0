/**
 * Entries as rows, and rows as entries. A row is written when an operation is made; what the server said of it lies
 * in `receipts`, one row an answer, until `fold` lays it into the rows, off the way from typed to received.
 */
import type { CellKey, Instant, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import {
  type Content,
  type Counters,
  cellOf,
  type Entry,
  isOpen,
  isUnacked,
  mayBeForgotten,
  type Outbox,
  type Said,
  saidOf,
  standing,
} from '../outbox/outbox.ts'
import { type Sealer, unlessBroken } from '../vault/seal.ts'
import { clearMeta, countersIn, type PersonDatabase, type SealedEntry, writing } from './database.ts'
import { withStorage } from './storage-fault.ts'

/** The newest of what happened that is kept. */
const activityKept = 500

/** `ackNo`: receipts up to this one are in the entry. */
export async function sealEntry(sealer: Sealer, entry: Entry, counters: Counters, ackNo: number): Promise<SealedEntry> {
  const { opId, order, device, seq, state, receipt, dismissed, content, damaged } = entry
  const cell = damaged === undefined ? cellOf(content) : damaged.cell
  const about = {
    kind: content.kind,
    sheet: content.sheet,
    cell,
    ...(damaged === undefined ? {} : { damaged: true as const }),
  }
  const clear = { opId, order, device, seq, state, receipt, dismissed, ...about, ackNo }
  return { ...clear, open: isOpen(entry, counters) ? 1 : 0, ...(await sealer.seal('outbox', opId, content)) }
}

/** One damaged row costs only itself: what is clear of it stays, with nothing inside. */
export async function openEntry(sealer: Sealer, row: SealedEntry): Promise<Entry> {
  const { opId, order, device, seq, state, receipt, dismissed, cell = null } = row
  const clear = { opId, order, device, seq, state, receipt, dismissed }
  const content = await unlessBroken(sealer.open<Content>('outbox', opId, row))
  if (content !== undefined && row.damaged === undefined) return { ...clear, content }
  return { ...clear, content: content ?? nothingOf(row), damaged: { cell } }
}

function nothingOf({ opId, sheet = '' as SheetId }: SealedEntry): Content {
  // The first 48 bits of the id say when it was made.
  const madeAt = new Date(Number.parseInt(opId.slice(0, 8) + opId.slice(9, 13), 16)).toISOString() as Instant
  const scope = sheet.slice(0, sheet.lastIndexOf('/')) as ScopeId
  const unknown = { person: '' as Content['person'], setVersion: 'none', appVersion: 'none' }
  return { ...unknown, v: 1, opId, scope, sheet, deviceTime: madeAt, kind: 'void' }
}

interface Rows {
  readonly counters: Counters
  readonly entries: readonly SealedEntry[]
}

/** Inside a transaction over `outbox`, `receipts` and `meta`: rows as they stand, receipts laid over them. */
export async function readEntryRows(database: PersonDatabase, which: 'open' | 'all'): Promise<Rows> {
  const { outbox } = database
  const [counters, receipts, rows] = await Promise.all([
    countersIn(database),
    database.receipts.toArray(),
    which === 'open' ? outbox.where('open').equals(1).toArray() : outbox.toArray(),
  ])
  return { counters, entries: asTheyStand(rows, counters, saidOf(receipts)) }
}

/** A receipt that the row already has, or that came before the row was written anew, is passed over. */
const asTheyStand = (rows: readonly SealedEntry[], counters: Counters, said: Said): readonly SealedEntry[] =>
  rows.map(row => {
    const receipt = said.get(row.opId)
    const old = receipt !== undefined && receipt.ackNo <= (row.ackNo ?? 0)
    return standing(row, row.kind, counters, old ? new Map() : said)
  })

/** A write and when it was made, counted as `Entry.order` is. */
export interface MadeWrite {
  readonly opId: OpId
  readonly order: number
}

/** By return and cell. */
export type MadeWrites = ReadonlyMap<string, MadeWrite>
export const writeKey = (sheet: SheetId, cell: CellKey): string => `${sheet} ${cell}`

/**
 * The newest write of each cell that was made on this device after so many operations and was not refused, in
 * whichever tab, received or not. No box is opened.
 */
export async function writesSince(database: PersonDatabase, made: number): Promise<MadeWrites> {
  const { outbox, receipts, meta } = database
  const rows = await withStorage(database, () =>
    database.transaction('r', outbox, receipts, meta, async () => {
      const counters = await countersIn(database)
      const later = await outbox.where('order').above(made).sortBy('order')
      return asTheyStand(later, counters, saidOf(await receipts.toArray()))
    }),
  )
  return new Map(
    rows.flatMap(({ opId, order, kind, sheet, cell, receipt }): [string, MadeWrite][] =>
      (kind !== 'set' && kind !== 'resolve') || !sheet || !cell || receipt?.outcome === 'rejected'
        ? []
        : [[writeKey(sheet, cell), { opId, order }]],
    ),
  )
}

/** How many operations wait in a locked database: nothing is opened. */
export async function waitingIn(database: PersonDatabase): Promise<number> {
  const { outbox, receipts, meta } = database
  const rows = await withStorage(database, () =>
    database.transaction('r', outbox, receipts, meta, async () =>
      (await clearMeta(database, 'counters')) === undefined ? undefined : readEntryRows(database, 'open'),
    ),
  )
  return (rows?.entries ?? []).filter(row => isUnacked(row) && row.kind !== 'void').length
}

/**
 * Folds receipts into their rows, marks what a pull has settled so that it is not opened at the next start, and drops
 * what may be forgotten: never what an operation that waits was built on.
 */
export async function fold(database: PersonDatabase, known: Outbox): Promise<void> {
  const bases = new Set<OpId | null>(
    known.entries.map(entry => (isUnacked(entry) && 'base' in entry.content ? entry.content.base : null)),
  )
  await writing(database, ['outbox', 'receipts', 'activity', 'meta'], async () => {
    const { outbox, receipts, activity } = database
    const before = await outbox.where('open').equals(1).toArray()
    const counters = await countersIn(database)
    const now = asTheyStand(before, counters, saidOf(await receipts.toArray()))
    const folded = now.flatMap((row, index) => {
      const open = isOpen(row, counters) ? 1 : 0
      return open === 1 && row.receipt === before[index]?.receipt ? [] : [{ ...row, open } as const]
    })
    await Promise.all([folded.length > 0 ? outbox.bulkPut(folded) : undefined, receipts.clear()])
    const surplus = (await activity.count()) - activityKept
    if (surplus > 0) await activity.limit(surplus).delete()
    // What another tab has built on since is not known here.
    if (counters.rev !== known.counters.rev) return
    const old = outbox.where('open').equals(0)
    const forgotten = await old.filter(row => mayBeForgotten(row, counters) && !bases.has(row.opId)).primaryKeys()
    if (forgotten.length > 0) await outbox.bulkDelete(forgotten)
  })
}
