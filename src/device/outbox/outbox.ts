/**
 * The outbox: every operation this device made, from typed to received. Pure: each function takes the outbox as it
 * is and gives the change to make; `storage/store.ts` commits it in one strict transaction or not at all.
 *
 * queued -> sent (committed before the request leaves; never replaced from then on) -> acked, or cancelled when it
 * was taken back before it left. `held`: its scope has been taken away; still pushed in turn.
 */
import type { CellKey, DeviceId, Instant, OpId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { Outcome } from '../../protocol/exchange.ts'
import type { Operation } from '../../protocol/operation.ts'

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
}

export const noCounters: Counters = {
  rev: 0,
  truthRev: 0,
  device: null,
  nextSeq: 1,
  nextOrder: 1,
  ackNo: 0,
  pulledAck: 0,
  last: null,
  durableThrough: null,
  serverTime: null,
  savedAt: null,
  receivedAt: null,
}

export interface Outbox {
  readonly counters: Counters
  /** In order of making. */
  readonly entries: readonly Entry[]
}

export interface Change {
  readonly counters: Counters
  readonly puts: readonly Entry[]
  readonly removes?: readonly OpId[]
}

export const emptyOutbox: Outbox = { counters: noCounters, entries: [] }

/** The outbox after a change. */
export function applyChange(outbox: Outbox, change: Change): Outbox {
  const gone = new Set<OpId>([...(change.removes ?? []), ...change.puts.map(entry => entry.opId)])
  const kept = outbox.entries.filter(entry => !gone.has(entry.opId))
  return { counters: change.counters, entries: [...kept, ...change.puts].sort((a, b) => a.order - b.order) }
}

/** What the states below are told by: all of it clear in the database. */
type Standing = Pick<Entry, 'state' | 'receipt' | 'dismissed'>

export const isUnacked = (entry: Standing): boolean =>
  entry.state === 'queued' || entry.state === 'sent' || entry.state === 'held'

/** Refused, wholly or (a submission) for some of its returns. */
export const isRefused = (entry: Standing): boolean =>
  entry.receipt !== null &&
  (entry.receipt.outcome === 'rejected' || (entry.receipt.sheets?.some(sheet => !sheet.ok) ?? false))

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

/** The returns an operation is about. */
export const sheetsOf = (content: Content): readonly SheetId[] =>
  content.kind === 'submit'
    ? content.value.sheets.map(entry => entry.sheet)
    : content.kind === 'withdraw'
      ? content.value.sheets
      : [content.sheet]

/** As it goes over the wire. */
export const operationOf = (entry: Entry, device: DeviceId): Operation =>
  ({ ...entry.content, device, seq: entry.seq }) as Operation

/** How many operations were saved here and are not yet received; what was taken back is nothing to wait for. */
export const waitingCount = (outbox: Outbox): number =>
  outbox.entries.filter(entry => isUnacked(entry) && entry.content.kind !== 'void').length

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
