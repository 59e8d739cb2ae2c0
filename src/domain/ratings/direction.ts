/** Direction of travel. The arrow up always means Improved, whatever the figure did; without polarity, words only. */

import type { Measured } from '../figures/measure.ts'
import { absolute, compare, type Exact, rounded, subtract, whole } from '../number/exact.ts'
import type { Indicator } from '../set/indicator-set.ts'
import type { RatedCondition } from '../set/target.ts'
import type { Period } from '../time/period.ts'
import { boundsOf } from './rating.ts'

export type Direction =
  | {
      readonly type: 'improved' | 'worsened' | 'same' | 'up' | 'down'
      readonly from: Exact
      readonly to: Exact
      readonly against: Period
    }
  | { readonly type: 'unknown'; readonly because: 'no-figure' | 'no-previous' | 'series-broken' }

/** How far a figure is from what is asked: 0 inside the range. */
export function distanceFrom(condition: RatedCondition, value: Exact): Exact {
  const { low, high } = boundsOf(condition)
  if (low && compare(value, low) < 0) return absolute(subtract(low, value))
  if (high && compare(value, high) > 0) return absolute(subtract(value, high))
  return whole(0)
}

/** From one value to another by polarity; `T` needs the condition, and without it has only Up and Down. */
export function movement(
  polarity: Indicator['polarity'],
  from: Exact,
  to: Exact,
  condition?: RatedCondition,
): 'improved' | 'worsened' | 'same' | 'up' | 'down' {
  const moved = compare(to, from)
  if (moved === 0) return 'same'
  if (polarity === 'H') return moved > 0 ? 'improved' : 'worsened'
  if (polarity === 'L') return moved < 0 ? 'improved' : 'worsened'
  if (polarity === 'T' && condition) {
    const nearer = compare(distanceFrom(condition, from), distanceFrom(condition, to))
    return nearer > 0 ? 'improved' : nearer < 0 ? 'worsened' : 'same'
  }
  return moved > 0 ? 'up' : 'down'
}

/** Whether the definition changed after one month, up to and including another: no arrow goes across. */
export const isBroken = (indicator: Pick<Indicator, 'seriesBreaks'>, from: Period, to: Period): boolean =>
  (indicator.seriesBreaks ?? []).some(month => from < month && month <= to)

/**
 * Against the last reported figure. Exact where both are known exactly; where one is only known as printed, both are
 * taken as printed, so that 61.54 after a printed 61.5 is the Same.
 */
export function direction(
  indicator: Pick<Indicator, 'polarity' | 'decimals' | 'seriesBreaks'>,
  now: Measured,
  previous: { readonly period: Period; readonly measured: Measured } | undefined,
  condition?: RatedCondition,
  /** The month of the figure: needed to see a break of the series in between. */
  month?: Period,
): Direction {
  if (now.state !== 'measured') return { type: 'unknown', because: 'no-figure' }
  if (previous?.measured.state !== 'measured') return { type: 'unknown', because: 'no-previous' }
  if (month !== undefined && isBroken(indicator, previous.period, month))
    return { type: 'unknown', because: 'series-broken' }
  const before = previous.measured
  const asPrinted = now.source === 'printed' || before.source === 'printed'
  const from = asPrinted ? rounded(before.value, indicator.decimals) : before.value
  const to = asPrinted ? rounded(now.value, indicator.decimals) : now.value
  return { type: movement(indicator.polarity, from, to, condition), from, to, against: previous.period }
}
