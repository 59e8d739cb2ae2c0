/**
 * Decides a pushed batch: what is stored, what each operation becomes. Pure: the same batch and state give the same
 * answer, nothing is read or written here.
 */
import type { Instant } from '../../../domain/ids.ts'
import type { Outcome } from '../../../protocol/exchange.ts'
import type { Reference } from '../../reference.ts'
import type { BatchState, BatchWrites, StoredOperation } from '../../storage/storage.ts'
import type { Arrival } from './arrival.ts'
import type { Batch } from './batch.ts'
import { become } from './become.ts'
import { settled } from './become-write.ts'
import { type Ledger, openLedger } from './ledger.ts'

export type Decision =
  | { readonly type: 'refused'; readonly code: 'device-forked' }
  | { readonly type: 'refused'; readonly code: 'sequence-gap'; readonly expected: number }
  /** The server has lost what the device holds receipts for. */
  | { readonly type: 'resend'; readonly from: number }
  | { readonly type: 'decided'; readonly outcomes: readonly Outcome[]; readonly writes: BatchWrites }

export function decide(batch: Batch, state: BatchState, reference: Reference): Decision {
  const { last } = batch
  if (last) {
    if (last.seq > state.lastSeq) return { type: 'resend', from: state.lastSeq + 1 }
    if (state.logged.get(last.seq) !== last.opId) return { type: 'refused', code: 'device-forked' }
  }
  const ledger = openLedger(state)
  for (const arrival of batch.arrivals) {
    const place = placeInOrder(arrival, ledger)
    if (place.type === 'refused') return place
    if (place.type === 'known') continue
    ledger.number(arrival.seq, arrival.opId)
    if (place.type === 'renumbered') continue
    ledger.add({ ...stored(batch, arrival), ...become(batch, arrival, ledger, reference) })
    settleWaiting(batch.receivedAt, ledger, reference)
  }
  // Also when nothing was new: what has waited too long is settled at the next contact.
  settleWaiting(batch.receivedAt, ledger, reference)
  const outcomes = batch.arrivals.flatMap(arrival => {
    const found = ledger.operations.get(arrival.opId)
    return found ? [outcomeOf(found)] : []
  })
  return { type: 'decided', outcomes, writes: ledger.writes() }
}

/** What has waited too long for its base is decided with no contact at all. */
export function decideOverdue(state: BatchState, at: Instant, reference: Reference): BatchWrites {
  const ledger = openLedger(state)
  settleWaiting(at, ledger, reference)
  return ledger.writes()
}

/** Device order: no gap, no number used twice, no id with two contents. */
function placeInOrder(
  arrival: Arrival,
  ledger: Ledger,
): { readonly type: 'known' | 'renumbered' | 'new' } | Extract<Decision, { readonly type: 'refused' }> {
  const forked = { type: 'refused', code: 'device-forked' } as const
  const numbered = ledger.logged(arrival.seq)
  const existing = ledger.operations.get(arrival.opId)
  if (existing && existing.hash !== arrival.hash) return forked
  if (numbered !== undefined) return numbered === arrival.opId ? { type: 'known' } : forked
  if (existing?.device === arrival.device) return forked
  const expected = ledger.lastSeq() + 1
  if (arrival.seq !== expected) return { type: 'refused', code: 'sequence-gap', expected }
  // Received before under the number of a device that has since been numbered anew: stored once, counted once.
  return { type: existing ? 'renumbered' : 'new' }
}

const stored = (batch: Batch, arrival: Arrival): Omit<StoredOperation, 'outcome'> => {
  const { opId, hash, device, seq, body } = arrival
  const about =
    arrival.type === 'unreadable'
      ? { sheet: arrival.sheet, cell: arrival.cell, base: arrival.base }
      : {
          sheet: arrival.operation.sheet,
          cell: 'cell' in arrival.operation ? arrival.operation.cell : null,
          base: 'base' in arrival.operation ? arrival.operation.base : null,
        }
  const by = { person: batch.author.id, personName: batch.author.name }
  return { opId, hash, device, seq, ...by, ...about, receivedAt: batch.receivedAt, body }
}

/** Decides what waited for an operation that has now arrived, and what has waited long enough. */
function settleWaiting(now: Instant, ledger: Ledger, reference: Reference): void {
  let again = true
  while (again) {
    again = false
    for (const waiting of ledger.waiting()) {
      const became = settled(waiting, now, ledger, reference)
      if (became.outcome === 'waiting') continue
      ledger.settle({ ...waiting, ...became })
      again = true
    }
  }
}

/** What the device is told, now and whenever it sends the operation again. */
export const outcomeOf = (operation: StoredOperation): Outcome => ({
  opId: operation.opId,
  outcome: operation.outcome,
  receivedAt: operation.receivedAt,
  ...(operation.code === undefined ? {} : { code: operation.code }),
  ...(operation.token === undefined ? {} : { token: operation.token }),
  ...(operation.sheets === undefined ? {} : { sheets: operation.sheets }),
})
