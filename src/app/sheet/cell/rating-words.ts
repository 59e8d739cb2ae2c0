/** The reason sentence of a reading, with the month it is of when that is not this one. */

import { showValue } from '../../../domain/figures/measure.ts'
import type { Reading } from '../../../domain/reading.ts'
import { ratingSentence } from '../../../domain/sentences.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { periodName } from '../../../domain/time/period.ts'

/** "64.3 % (18 of 28) against at least 80 %: Red." A figure that is not rated is said before why not. */
export function ratingWords(set: IndicatorSet, reading: Reading): string {
  const { indicator, measured, rating } = reading
  const sentence = ratingSentence(set, indicator, rating)
  const shown =
    rating.rag === null && measured.state === 'measured' ? `${showValue(indicator, measured)}. ${sentence}` : sentence
  return reading.measured.state === 'measured' && indicator.frequency !== 'monthly'
    ? `${periodName(reading.of)}: ${shown}`
    : shown
}
