/**
 * The outbox: every operation this device made, from typed to received. Pure: each function takes the outbox as it
 * is and gives the change to make; `storage/store.ts` commits it in one strict transaction or not at all.
 *
 * queued -> sent (committed before the request leaves; never replaced from then on) -> acked, or cancelled when it
 * was taken back before it left. `held`: its scope has been taken away; still pushed in turn.
 *
 * A row is written once when it is made: that it has left is told by `Counters.sentThrough`, what the server said by
 * the receipts of each answer, until these are folded into their rows. In memory an entry always says all of it.
 */
import type { CellKey, DeviceId, Instant, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { Outcome } from '../../protocol/exchange.ts'
import type { Operation } from '../../protocol/operation.ts'
import type { Activity } from '../desk.ts'

export type OutboxState = 'queued' | 'sent' | 'acked' | 'held' | 'cancelled'

type WithoutNumber<O> = O extends unknown ? Omit<O, 'device' | 'seq'> : never
/** What an operation says. Its device and number stand beside it, so that a fork renumbers without opening a box. */
export type Content = WithoutNumber<Operation>

/** The server's answer, as stored: ids and codes only, so that it needs no sealing. */
export type Receipt = Omit<Outcome, 'opId'> & {
  /** Counts batches of receipts on this device: truth pulled after it holds what it says. */
  readonly ackNo: number
}

export interface Entry {
  readonly opId: OpId
  /** Order of making on this device; unlike `seq` it survives renumbering. */
  readonly order: number
  /** null until the device has been registered. */
  readonly device: DeviceId | null
  readonly seq: number
  readonly state: OutboxState
  readonly content: Content
  readonly receipt: Receipt | null
  /** A refusal that the person has closed. */
  readonly dismissed: boolean
  /** Its box on the disk does not open any more: only what the clear row says of it is left. */
  readonly damaged?: { readonly cell: CellKey | null }
}

/** One clear row of the database, read and written inside the same strict transaction as what it counts. */
export interface Counters {
  /** Grows with every change of the outbox or of drafts, in any tab. */
  readonly rev: number
  /** Grows with every pull that brought something. */
  readonly truthRev: number
  readonly device: DeviceId | null
  readonly nextSeq: number
  readonly nextOrder: number
  /** Operations of this device number up to this one have left, or may have. */
  readonly sentThrough: number
  readonly ackNo: number
  /** Receipts up to this one are in the truth this device holds. */
  readonly pulledAck: number
  /** The last operation of this device number that has a receipt. */
  readonly last: { readonly seq: number; readonly opId: OpId } | null
  readonly durableThrough: Instant | null
  /** The server's clock at the last pull: retention is measured by it, never by the device's. */
  readonly serverTime: Instant | null
  readonly savedAt: Instant | null
  readonly receivedAt: Instant | null
  /** By the device's clock: when the last pull was answered. */
  readonly checkedAt: Instant | null
}

export const noCounters: Counters = {
  rev: 0,
  truthRev: 0,
  device: null,
  nextSeq: 1,
  nextOrder: 1,
  sentThrough: 0,
  ackNo: 0,
  pulledAck: 0,
  last: null,
  durableThrough: null,
  serverTime: null,
  savedAt: null,
  receivedAt: null,
  checkedAt: null,
}

export interface Outbox {
  readonly counters: Counters
  /** In order of making. */
  readonly entries: readonly Entry[]
}

/** What one answer said: one row of the database, ids and codes only. */
export interface Receipts {
  readonly ackNo: number
  readonly outcomes: readonly Outcome[]
}

export interface Change {
  readonly counters: Counters
  readonly puts: readonly Entry[]
  readonly removes?: readonly OpId[]
  readonly receipts?: Receipts
  /** What to remember of it. */
  readonly activity?: readonly Activity[]
}

export const emptyOutbox: Outbox = { counters: noCounters, entries: [] }

/** The outbox after a change. */
export function applyChange(outbox: Outbox, { counters, puts, removes = [], receipts }: Change): Outbox {
  const gone = new Set<OpId>([...removes, ...puts.map(entry => entry.opId)])
  const kept = gone.size === 0 ? outbox.entries : outbox.entries.filter(entry => !gone.has(entry.opId))
  const said = saidOf(receipts === undefined ? [] : [receipts])
  const entries = [...kept, ...puts].map(entry => standing(entry, entry.content.kind, counters, said))
  return { counters, entries: entries.sort((a, b) => a.order - b.order) }
}

export type Said = ReadonlyMap<OpId, Receipt>

/** What the server said of each operation; of several answers, the last. */
export const saidOf = (answers: readonly Receipts[]): Said =>
  new Map(
    answers
      .toSorted((a, b) => a.ackNo - b.ackNo)
      .flatMap(({ ackNo, outcomes }) =>
        outcomes.map(({ opId, ...said }): [OpId, Receipt] => [opId, { ...said, ackNo }]),
      ),
  )

type Row = Pick<Entry, 'opId' | 'device' | 'seq' | 'state' | 'receipt'>

/** How an operation stands: as its row says, unless a receipt says more, or the counter that it has left. */
export function standing<R extends Row>(row: R, kind: Content['kind'], counters: Counters, said: Said): R {
  const receipt = said.get(row.opId)
  if (receipt !== undefined) return { ...row, state: kind === 'void' ? 'cancelled' : 'acked', receipt }
  return row.state === 'queued' && isNumberedAsSent(row, counters) ? { ...row, state: 'sent' } : row
}

const isNumberedAsSent = (row: Row, counters: Counters): boolean =>
  row.device === counters.device && row.seq <= counters.sentThrough

/** Whether an answer about it can be one to what this device sent. */
export const hasLeft = (entry: Entry, counters: Counters): boolean =>
  entry.state === 'sent' || (entry.state === 'held' && isNumberedAsSent(entry, counters))

/** What the states below are told by: all of it clear in the database. */
type Standing = Pick<Entry, 'state' | 'receipt' | 'dismissed'> & { readonly damaged?: unknown }

export const isUnacked = (entry: Standing): boolean =>
  entry.state === 'queued' || entry.state === 'sent' || entry.state === 'held'

/** Refused, wholly or (a submission) for some of its returns; or damaged before it could be sent. */
export const isRefused = (entry: Standing): boolean =>
  (entry.damaged !== undefined && isUnacked(entry)) ||
  (entry.receipt !== null &&
    (entry.receipt.outcome === 'rejected' || (entry.receipt.sheets?.some(sheet => !sheet.ok) ?? false)))

/** Received, but the truth on this device was pulled before: the operation must still be laid over it. */
export const isUnsettled = (entry: Standing, counters: Counters): boolean =>
  entry.state === 'acked' && entry.receipt !== null && entry.receipt.ackNo > counters.pulledAck

/** Whether it still matters to what the person sees; the rest only waits for its retention to end. */
export const isOpen = (entry: Standing, counters: Counters): boolean =>
  isUnacked(entry) ||
  isUnsettled(entry, counters) ||
  (entry.state === 'acked' && ((isRefused(entry) && !entry.dismissed) || entry.receipt?.outcome === 'waiting'))

/** Whether its value is to be laid over the truth: mine, and not refused. */
export const isLive = (entry: Standing, counters: Counters): boolean =>
  isUnacked(entry) ||
  (entry.state === 'acked' &&
    entry.receipt !== null &&
    entry.receipt.outcome !== 'rejected' &&
    (entry.receipt.ackNo > counters.pulledAck || entry.receipt.outcome === 'waiting'))

export type CellContent = Extract<Content, { readonly kind: 'set' | 'resolve' }>
export type CellEntry = Entry & { readonly content: CellContent }
export const isCellEntry = (entry: Entry): entry is CellEntry =>
  entry.content.kind === 'set' || entry.content.kind === 'resolve'

/** The cell an operation is about; null for those about whole returns. */
export const cellOf = (content: Content): CellKey | null => ('cell' in content ? content.cell : null)

/**
 * Of live operations on one cell, in order of making, the one on screen: the last, but for those that were typed upon
 * something that one of the others had replaced already. These become sides beside it.
 */
export function headOf(live: readonly CellEntry[]): CellEntry | undefined {
  const passed = new Set<OpId | null>()
  let head: CellEntry | undefined
  for (const entry of live) {
    if (head !== undefined && passed.has(entry.content.base)) continue
    passed.add(entry.content.base)
    head = entry
  }
  return head
}

/** The returns an operation is about. */
export const sheetsOf = (content: Content): readonly SheetId[] =>
  content.kind === 'submit'
    ? content.value.sheets.map(entry => entry.sheet)
    : content.kind === 'withdraw'
      ? content.value.sheets
      : [content.sheet]

/** An operation whose base is among those replaced, with what stands for it. */
export function rebased(content: Content, bases: ReadonlyMap<OpId, OpId | null>): Content {
  const base = 'base' in content && content.base !== null ? bases.get(content.base) : undefined
  return base === undefined || !('base' in content) ? content : { ...content, base }
}

/** As it goes over the wire. */
export const operationOf = (entry: Entry, device: DeviceId): Operation =>
  ({ ...entry.content, device, seq: entry.seq }) as Operation

/** How many operations were saved here and are not yet received; what was taken back is nothing to wait for. */
export const waitingCount = (outbox: Outbox): number =>
  outbox.entries.filter(entry => isUnacked(entry) && entry.content.kind !== 'void').length

/** How many operations have been made on this device, in any tab; `Entry.order` counts the same. */
export const madeIn = ({ counters }: Outbox): number => counters.nextOrder - 1

/** Appends operations in the order given, each with the next number. */
export function append(outbox: Outbox, contents: readonly Content[]): Change {
  const { counters } = outbox
  return {
    puts: contents.map((content, index) => ({
      opId: content.opId,
      order: counters.nextOrder + index,
      device: counters.device,
      seq: counters.nextSeq + index,
      state: 'queued',
      content,
      receipt: null,
      dismissed: false,
    })),
    counters: {
      ...counters,
      nextOrder: counters.nextOrder + contents.length,
      nextSeq: counters.nextSeq + contents.length,
    },
  }
}

/** Queued operations of scopes that were taken away: still pushed in turn, and refused by the server, visibly. */
export function hold(outbox: Outbox, scopes: ReadonlySet<ScopeId>): Change {
  const puts = outbox.entries
    .filter(entry => entry.state === 'queued' && scopes.has(entry.content.scope))
    .map((entry): Entry => ({ ...entry, state: 'held' }))
  return { counters: outbox.counters, puts }
}

/** The person has seen a refusal. */
export function dismiss(outbox: Outbox, opId: OpId): Change {
  const puts = outbox.entries
    .filter(entry => entry.opId === opId && isRefused(entry) && !entry.dismissed)
    .map((entry): Entry => ({ ...entry, dismissed: true }))
  return { counters: outbox.counters, puts }
}

/** At least this long on the device after receipt, by the server's clock. */
export const retentionDays = 35

/** Received long enough ago, in a verified backup, and with nothing left for the person to see. */
export function mayBeForgotten(entry: Standing, counters: Counters): boolean {
  const received = entry.receipt?.receivedAt
  if (isOpen(entry, counters) || received === undefined) return false
  if (counters.durableThrough === null || counters.serverTime === null) return false
  const age = Date.parse(counters.serverTime) - Date.parse(received)
  return received <= counters.durableThrough && age >= retentionDays * 86_400_000
}
