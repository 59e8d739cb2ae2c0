/** The rating that is shown: none on a figure that cannot be right, whatever the arithmetic says of it. */
import type { Rag } from '../../../domain/ratings/rating.ts'
import type { Reading } from '../../../domain/reading.ts'

const impossible = (reading: Reading): boolean => reading.problems.some(problem => problem.check === 'part-over-whole')

/** A part above its whole (5 of 3 is "166.7 %") is an error, not Green. */
export const shownRag = (reading: Reading): Rag | null => (impossible(reading) ? null : reading.rating.rag)

/** Nor on a total that such a figure is part of. */
export const shownTotalRag = (total: Pick<Reading, 'rating'>, parts: readonly Reading[]): Rag | null =>
  parts.some(impossible) ? null : total.rating.rag
