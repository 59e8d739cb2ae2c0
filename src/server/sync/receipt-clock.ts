/** The instants of receipt: each push its own, later than every one before it. */
import type { Instant } from '../../domain/ids.ts'

/**
 * Gives `now`, or a millisecond more than what was given last where the clock stands still or has gone back. Ask it
 * while the right to write is held: then whatever is received up to an instant is in every copy that holds that
 * instant, and in no copy made before. `last` is the newest instant stored; null: none.
 */
export function receiptClock(now: () => Instant, last: Instant | null): () => Instant {
  let given = last === null ? Number.NEGATIVE_INFINITY : Date.parse(last)
  return () => {
    given = Math.max(Date.parse(now()), given + 1)
    return new Date(given).toISOString() as Instant
  }
}
