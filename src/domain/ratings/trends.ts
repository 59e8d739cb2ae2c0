/** Earlier figures of a series: the last reported, the mean of four, the same month last year, rolling three months. */

import type { CellValue } from '../figures/figure.ts'
import { isRatio, type Measured, measure, ratioOf } from '../figures/measure.ts'
import type { IndicatorId } from '../ids.ts'
import { add, type Exact, multiply, whole as wholeNumber } from '../number/exact.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import type { RatedCondition } from '../set/target.ts'
import { addMonths, type Period } from '../time/period.ts'
import { type Direction, direction, isBroken } from './direction.ts'

/** Earlier months of one contract and place, as published or accepted. */
export interface PlaceHistory {
  readonly [period: string]: { readonly [indicator: string]: CellValue }
}

export interface Reported {
  readonly period: Period
  readonly measured: Measured
}

/** One earlier month's cells. */
export const historyCells = (history: PlaceHistory, month: Period) => ({
  get: (id: IndicatorId): CellValue | undefined => history[month]?.[id],
})

/** The reported figures before a month, latest first. */
function* reportedBefore(
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  before: Period,
): Generator<Reported> {
  const months = Object.keys(history)
    .filter((month): month is Period => month < before)
    .sort()
    .reverse()
  for (const month of months) {
    const measured = measure(set, indicator, historyCells(history, month))
    if (measured.state === 'measured') yield { period: month, measured }
  }
}

/** The last reported figure of an indicator before a month, or undefined. */
export const lastReported = (
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  before: Period,
): Reported | undefined => reportedBefore(set, indicator, history, before).next().value ?? undefined

/** The values of the last so many reported figures before a month, latest first; none from before a break. */
export function lastValues(
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  before: Period,
  most: number,
): readonly Exact[] {
  const values: Exact[] = []
  for (const { period, measured } of reportedBefore(set, indicator, history, before)) {
    if (values.length === most || isBroken(indicator, period, before)) break
    if (measured.state === 'measured') values.push(measured.value)
  }
  return values
}

const meanOf = (values: readonly Exact[]): Exact =>
  multiply(values.reduce(add, wholeNumber(0)), { n: 1n, d: BigInt(values.length) })

interface At {
  readonly set: IndicatorSet
  readonly history: PlaceHistory
  readonly month: Period
}

/** Against the mean of the last four reported figures; unknown when there are fewer. */
export function againstMeanOfFour(at: At, indicator: Indicator, now: Measured, condition?: RatedCondition): Direction {
  const values = lastValues(at.set, indicator, at.history, at.month, 4)
  if (values.length < 4) return direction(indicator, now, undefined, condition)
  const measured: Measured = { state: 'measured', value: meanOf(values), source: 'amount' }
  return direction(indicator, now, { period: addMonths(at.month, -1), measured }, condition, at.month)
}

/** Against the same month last year. */
export function againstLastYear(at: At, indicator: Indicator, now: Measured, condition?: RatedCondition): Direction {
  const period = addMonths(at.month, -12)
  const measured = measure(at.set, indicator, historyCells(at.history, period))
  return direction(indicator, now, { period, measured }, condition, at.month)
}

/**
 * This month and the two before as one figure: parts over wholes for a ratio, the mean for the rest, so that a
 * monthly target can rate it. A blank while one of the three is not there, or its parts are not known.
 */
export function rollingThree(
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  month: Period,
  now: Measured,
): Measured {
  const earlier = [1, 2].map(back => measure(set, indicator, historyCells(history, addMonths(month, -back))))
  const three = [now, ...earlier]
  if (isBroken(indicator, addMonths(month, -2), month)) return { state: 'blank' }
  const counted = three.filter(one => one.state !== 'nobody')
  if (counted.length === 0) return { state: 'nobody' }
  const measured = counted.flatMap(one => (one.state === 'measured' ? [one] : []))
  if (measured.length < counted.length) return now.state === 'gap' ? now : { state: 'blank' }
  if (!isRatio(indicator)) return { state: 'measured', value: meanOf(measured.map(one => one.value)), source: 'amount' }
  const parts = measured.flatMap(one => (one.part ? [one.part] : []))
  const wholes = measured.flatMap(one => (one.whole ? [one.whole] : []))
  if (parts.length < measured.length || wholes.length < measured.length) return { state: 'blank' }
  return ratioOf(indicator, parts.reduce(add), wholes.reduce(add))
}
