/** Figures far from their own history. Never an accusation: a query that a reason answers. */

import type { Measured } from '../figures/measure.ts'
import { absolute, add, compare, type Exact, multiply, subtract, whole } from '../number/exact.ts'
import { lastReported, lastValues, type PlaceHistory } from '../ratings/trends.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import type { Period } from '../time/period.ts'

/** Taken where a set says nothing else. */
const usual = { deviations: 5, jumpPercent: 60, tiny: 10 } as const
const fewestPoints = 6
const longestHistory = 12

export type Unusual =
  | {
      readonly check: 'unusual'
      readonly data: { readonly value: Exact; readonly median: Exact; readonly points: number }
    }
  | {
      readonly check: 'jump'
      readonly data: { readonly value: Exact; readonly previous: Exact; readonly month: Period }
    }

/** The middle value, or the mean of the two in the middle. */
export function median(values: readonly Exact[]): Exact {
  const sorted = values.toSorted(compare)
  const middle = sorted.length / 2
  const upper = sorted[Math.floor(middle)] ?? whole(0)
  if (!Number.isInteger(middle)) return upper
  return multiply(add(sorted[middle - 1] ?? upper, upper), { n: 1n, d: 2n })
}

const isPercent = (indicator: Indicator): boolean => indicator.kind === 'percent'

/** Counts, and wholes of ratios, too small to mean anything beside what is typical. */
export function isTiny(set: IndicatorSet, measured: Extract<Measured, { state: 'measured' }>, typical: Exact): boolean {
  const tiny = set.rules.queries?.tiny ?? usual.tiny
  if (measured.whole) return compare(measured.whole, whole(tiny)) < 0
  const larger = compare(measured.value, typical) > 0 ? measured.value : typical
  return compare(larger, whole(tiny)) < 0
}

/**
 * What is unusual about a figure: further from the median of its last 12 reported figures (at least 6) than so many
 * median absolute deviations; or else, for a count, a jump from the figure before. A steady series still has room:
 * the deviation is never taken below a point of a percentage or a tenth of a count's median.
 */
export function unusualOf(
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  month: Period,
  measured: Measured,
): Unusual | undefined {
  if (measured.state !== 'measured') return undefined
  const own = set.rules.queries
  const values = lastValues(set, indicator, history, month, longestHistory)
  const typical = median(values)
  if (values.length > 0 && isTiny(set, measured, typical)) return undefined
  if (values.length >= fewestPoints) {
    const deviation = median(values.map(value => absolute(subtract(value, typical))))
    const least = isPercent(indicator) ? whole(1) : multiply(absolute(typical), { n: 1n, d: 10n })
    const allowed = multiply(
      compare(deviation, least) > 0 ? deviation : least,
      whole(own?.deviations ?? usual.deviations),
    )
    const far = compare(absolute(subtract(measured.value, typical)), allowed) > 0
    return far
      ? { check: 'unusual', data: { value: measured.value, median: typical, points: values.length } }
      : undefined
  }
  if (indicator.kind !== 'count') return undefined
  const last = lastReported(set, indicator, history, month)
  if (last?.measured.state !== 'measured' || last.measured.value.n === 0n) return undefined
  const previous = last.measured.value
  const apart = absolute(subtract(measured.value, previous))
  if (compare(multiply(apart, whole(100)), multiply(previous, whole(own?.jumpPercent ?? usual.jumpPercent))) <= 0)
    return undefined
  return { check: 'jump', data: { value: measured.value, previous, month: last.period } }
}
