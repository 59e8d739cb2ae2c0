/**
 * The record's chain: each entry's hash covers all of it and the hash before, so that no entry can be changed, taken
 * out, put in or moved without every later hash telling. Pure. What a chain alone cannot tell is that its end was cut
 * off or that all of it was made anew: the first is told by the stored tip, the second only by a tip that was written
 * down elsewhere.
 */
import { hash as digest } from 'node:crypto'

/** An entry as stored; texts exactly as they stand in the row. */
export interface ChainedEntry {
  /** 1, 2, 3 ... without a gap. */
  readonly seq: number
  readonly at: string
  readonly person: string | null
  readonly person_name: string
  readonly what: string
  readonly contract: string | null
  readonly place: string | null
  readonly period: string | null
  readonly service: string | null
  /** JSON. */
  readonly about: string
  /** The hash of the entry before. */
  readonly prev: string
  readonly hash: string
}

/** Where a record ends. */
export interface Tip {
  readonly seq: number
  readonly hash: string
}

/** Before the first entry. */
export const beginning: Tip = { seq: 0, hash: '0'.repeat(64) }

/** SHA-256 of the hash before and of every other column in a fixed order, as JSON: no two entries read the same. */
export function hashOf(entry: Omit<ChainedEntry, 'hash'>): string {
  const { seq, at, person, person_name, what, contract, place, period, service, about, prev } = entry
  const text = JSON.stringify([seq, at, person, person_name, what, contract, place, period, service, about])
  return digest('sha256', `${prev}\n${text}`, 'hex')
}

/** The entry as it follows a tip. */
export function chained(entry: Omit<ChainedEntry, 'seq' | 'prev' | 'hash'>, after: Tip): ChainedEntry {
  const placed = { ...entry, seq: after.seq + 1, prev: after.hash }
  return { ...placed, hash: hashOf(placed) }
}

export const tipOf = ({ seq, hash }: ChainedEntry): Tip => ({ seq, hash })

export interface ChainFault {
  readonly because: /** Another number was due: an entry is missing, or stands twice. */
    | 'number'
    /** It does not name the entry before it. */
    | 'link'
    /** It is not what was written. */
    | 'content'
    /** The record does not end where it says it ends. */
    | 'end'
  /** The number of the first entry that does not hold; for `end`, where the record says it ends. */
  readonly seq: number
}

export const isFault = (found: Tip | ChainFault): found is ChainFault => 'because' in found

/** The tip after an entry, or what is wrong with it there. */
export function follow(after: Tip, entry: ChainedEntry): Tip | ChainFault {
  if (entry.seq !== after.seq + 1) return { because: 'number', seq: after.seq + 1 }
  if (entry.prev !== after.hash) return { because: 'link', seq: entry.seq }
  if (entry.hash !== hashOf(entry)) return { because: 'content', seq: entry.seq }
  return tipOf(entry)
}

/** The first place that does not hold, or the tip. `end`: where the record says it ends. */
export function verify(entries: Iterable<ChainedEntry>, end: Tip): Tip | ChainFault {
  let tip: Tip = beginning
  for (const entry of entries) {
    const next = follow(tip, entry)
    if (isFault(next)) return next
    tip = next
  }
  return tip.seq === end.seq && tip.hash === end.hash ? tip : { because: 'end', seq: end.seq }
}
