/** How operations leave and what the server's answers do to them. Pure transitions of the outbox. */
import type { DeviceId, Instant, OpId } from '../../domain/ids.ts'
import type { PushAnswer } from '../../protocol/exchange.ts'
import { mostOperations } from '../../protocol/versions.ts'
import { type Change, type Entry, hasLeft, isUnacked, type Outbox, operationOf, rebased } from './outbox.ts'

export interface BatchLimits {
  readonly operations: number
  /** Characters of JSON before compression. */
  readonly characters: number
}

/** The protocol's number of operations or 1 MB, whichever comes first. A character may be three bytes. */
export const batchLimits: BatchLimits = { operations: mostOperations, characters: 340_000 }

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
export function markSent({ counters }: Outbox, batch: readonly Entry[]): Change {
  const through = batch.at(-1)?.seq ?? 0
  return { counters: through > counters.sentThrough ? { ...counters, sentThrough: through } : counters, puts: [] }
}

/** Stores the receipts of one answer. A receipt already here stays; an outcome for an operation never sent is ignored. */
export function receive(outbox: Outbox, answer: PushAnswer, now: Instant): Change {
  const { counters } = outbox
  const sent = new Map(outbox.entries.filter(entry => hasLeft(entry, counters)).map(entry => [entry.opId, entry]))
  const outcomes = answer.outcomes.filter(({ opId }) => sent.has(opId))
  let { last } = counters
  for (const { opId } of outcomes) {
    const entry = sent.get(opId)
    if (entry?.device === counters.device && (last === null || entry.seq > last.seq)) last = { seq: entry.seq, opId }
  }
  const durableThrough = answer.durableThrough ?? counters.durableThrough
  if (outcomes.length === 0) return { counters: { ...counters, durableThrough }, puts: [] }
  const ackNo = counters.ackNo + 1
  return {
    puts: [],
    receipts: { ackNo, outcomes },
    counters: { ...counters, last, ackNo, receivedAt: now, durableThrough },
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

/** Its number no longer says that it has left, and an answer about it may still come: then its state says so. */
const gone = (entry: Entry, counters: Outbox['counters']): Entry =>
  !isUnacked(entry) ? again(entry) : hasLeft(entry, counters) ? { ...entry, state: 'sent' } : entry

/** Whatever comes of it this time is news, also of what she had closed. */
const again = (entry: Entry): Entry => ({ ...entry, state: 'sent', dismissed: false })

/**
 * A new device number: everything unacked is numbered from 1 in the old order, and what the server could not decide
 * with it, because it is asked about under the number of today only. With `all`, what has a receipt goes
 * again too (the server does not know this device any more). Takes the whole outbox when `all`.
 */
export function renumber(outbox: Outbox, device: DeviceId, which: 'unacked' | 'all'): Change {
  // What was set aside has no number and never goes again.
  const moving = outbox.entries.filter(
    entry => isUnacked(entry) || isUndecided(entry) || (which === 'all' && entry.seq > 0),
  )
  return {
    puts: moving.map((entry, index) => ({ ...gone(entry, outbox.counters), device, seq: index + 1 })),
    counters: { ...outbox.counters, device, nextSeq: moving.length + 1, sentThrough: 0, last: null },
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
  // What went again and is left alone leaves no gap: the server expects the first number that waited.
  const first = waiting[0]?.seq ?? outbox.counters.nextSeq
  let nextSeq = first
  const puts = waiting.map((entry): Entry => {
    const opId = ids.get(entry.opId)
    if (opId === undefined) return { ...entry, state: 'acked' }
    const seq = nextSeq
    nextSeq += 1
    return { ...entry, opId, seq, content: { ...rebased(entry.content, ids), opId } }
  })
  return {
    counters: {
      ...outbox.counters,
      nextSeq,
      sentThrough: Math.min(outbox.counters.sentThrough, first - 1),
    },
    puts,
    removes: [...ids.keys()],
  }
}

/** Received, and not decided yet: what it was built on has not reached the server. */
const isUndecided = ({ state, receipt }: Entry): boolean => state === 'acked' && receipt?.outcome === 'waiting'

/** Whether there is anything to ask again about. */
export const hasUndecided = ({ entries, counters }: Outbox): boolean =>
  entries.some(entry => isUndecided(entry) && entry.device === counters.device)

/** Operations the server could not decide yet are asked about again: same id and content, so the stored outcome comes. */
export function askAgain(outbox: Outbox): Change {
  const puts = outbox.entries.filter(entry => isUndecided(entry) && entry.device === outbox.counters.device).map(again)
  return { counters: outbox.counters, puts }
}
