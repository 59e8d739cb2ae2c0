/** Counting in instants. */
import type { Instant } from '../../domain/ids.ts'

/** Milliseconds. */
export const minute = 60_000

/** So many milliseconds after an instant; before it when they are negative. */
export const later = (at: Instant, milliseconds: number): Instant =>
  new Date(Date.parse(at) + milliseconds).toISOString() as Instant
