/** How operations leave and what the server's answers do to them. Pure transitions of the outbox. */
import type { DeviceId, Instant, OpId } from '../../domain/ids.ts'
import type { Outcome, PushAnswer } from '../../protocol/exchange.ts'
import { type Change, type Content, type Entry, isUnacked, type Outbox, operationOf } from './outbox.ts'

export interface BatchLimits {
  readonly operations: number
  /** Characters of JSON before compression. */
  readonly characters: number
}

/** The protocol's: 100 operations or 1 MB, whichever comes first. A character may be three bytes. */
export const batchLimits: BatchLimits = { operations: 100, characters: 340_000 }

/** The next operations to push, in device order; at least one when any waits. */
export function nextBatch(outbox: Outbox, limits: BatchLimits = batchLimits): readonly Entry[] {
  const { device } = outbox.counters
  if (device === null) return []
  const batch: Entry[] = []
  let characters = 0
  for (const entry of outbox.entries) {
    if (!isUnacked(entry)) continue
    characters += JSON.stringify(operationOf(entry, device)).length
    if (batch.length > 0 && (batch.length >= limits.operations || characters > limits.characters)) break
    batch.push(entry)
  }
  return batch
}

/** What must be committed before the request leaves: from then on nothing in the batch is ever replaced. */
export const markSent = (outbox: Outbox, batch: readonly Entry[]): Change => ({
  counters: outbox.counters,
  puts: batch.filter(entry => entry.state !== 'sent').map((entry): Entry => ({ ...entry, state: 'sent' })),
})

/** Stores the receipts of one answer. A receipt already here stays; an outcome for an operation never sent is ignored. */
export function receive(outbox: Outbox, answer: PushAnswer, now: Instant): Change {
  const { counters } = outbox
  const outcomes = new Map<OpId, Outcome>(answer.outcomes.map(outcome => [outcome.opId, outcome]))
  const puts: Entry[] = []
  let last = counters.last
  for (const entry of outbox.entries) {
    const outcome = outcomes.get(entry.opId)
    if (outcome === undefined || entry.state !== 'sent') continue
    const { opId, ...said } = outcome
    const state = entry.content.kind === 'void' ? 'cancelled' : 'acked'
    puts.push({ ...entry, state, receipt: { ...said, ackNo: counters.ackNo + 1 } })
    if (entry.device === counters.device && (last === null || entry.seq > last.seq)) last = { seq: entry.seq, opId }
  }
  const stored = puts.length > 0
  return {
    puts,
    counters: {
      ...counters,
      last,
      ackNo: stored ? counters.ackNo + 1 : counters.ackNo,
      receivedAt: stored ? now : counters.receivedAt,
      durableThrough: answer.durableThrough ?? counters.durableThrough,
    },
  }
}

/**
 * The server has lost operations from this number on (it was restored from a backup): they go again, as they were.
 * undefined when one of them is no longer on this device; the rest must then go under a new device number.
 * Takes the whole outbox, not only what is open.
 */
export function sendAgainFrom(outbox: Outbox, from: number): Change | undefined {
  const { counters } = outbox
  const mine = outbox.entries.filter(entry => entry.device === counters.device && entry.seq >= from)
  const complete = mine.length === counters.nextSeq - from
  if (!complete) return undefined
  return {
    counters: { ...counters, last: lastBefore(outbox, from) },
    puts: mine.filter(entry => !isUnacked(entry)).map(again),
  }
}

function lastBefore(outbox: Outbox, from: number): Outbox['counters']['last'] {
  const before = outbox.entries.findLast(
    entry => entry.device === outbox.counters.device && entry.seq < from && entry.receipt !== null,
  )
  return before === undefined ? null : { seq: before.seq, opId: before.opId }
}

const again = (entry: Entry): Entry => ({ ...entry, state: 'sent' })

/**
 * A new device number: everything unacked is numbered from 1 in the old order. With `all`, what has a receipt goes
 * again too (the server does not know this device any more). Takes the whole outbox when `all`.
 */
export function renumber(outbox: Outbox, device: DeviceId, which: 'unacked' | 'all'): Change {
  const moving = outbox.entries.filter(entry => which === 'all' || isUnacked(entry))
  return {
    puts: moving.map((entry, index) => ({
      ...entry,
      device,
      seq: index + 1,
      state: isUnacked(entry) ? entry.state : 'sent',
    })),
    counters: { ...outbox.counters, device, nextSeq: moving.length + 1, last: null },
  }
}

/** The first registration: what was made before it keeps its numbers. */
export const registered = (outbox: Outbox, device: DeviceId): Change => ({
  counters: { ...outbox.counters, device },
  puts: outbox.entries.filter(entry => isUnacked(entry)).map(entry => ({ ...entry, device })),
})

/**
 * The server holds other content under ids that wait here: a copy of this profile went on after the id was made.
 * What waits gets new ids, its bases following, so that both copies' work arrives as what it is: two people's
 * worth of edits. What already had a receipt is the server's own and is left alone.
 */
export function withNewIds(outbox: Outbox, newId: () => OpId): Change {
  const waiting = outbox.entries.filter(isUnacked)
  const moving = waiting.filter(entry => entry.receipt === null)
  const ids = new Map(moving.map(entry => [entry.opId, newId()]))
  const puts = waiting.map((entry): Entry => {
    const opId = ids.get(entry.opId)
    if (opId === undefined) return { ...entry, state: 'acked' }
    return { ...entry, opId, content: { ...rebased(entry.content, ids), opId } }
  })
  const sent = puts.filter(isUnacked)
  // What went again and is left alone leaves no gap: the server expects the first number that waited.
  const first = waiting[0]?.seq ?? outbox.counters.nextSeq
  const numbered = puts.map(entry => (isUnacked(entry) ? { ...entry, seq: first + sent.indexOf(entry) } : entry))
  return {
    counters: { ...outbox.counters, nextSeq: first + sent.length },
    puts: numbered,
    removes: [...ids.keys()],
  }
}

function rebased(content: Content, ids: ReadonlyMap<OpId, OpId>): Content {
  if (!('base' in content) || content.base === null) return content
  return { ...content, base: ids.get(content.base) ?? content.base }
}

/** Operations the server could not decide yet are asked about again: same id and content, so the stored outcome comes. */
export function askAgain(outbox: Outbox): Change {
  const puts = outbox.entries
    .filter(
      entry =>
        entry.state === 'acked' && entry.receipt?.outcome === 'waiting' && entry.device === outbox.counters.device,
    )
    .map(again)
  return { counters: outbox.counters, puts }
}
