/** The last months of one figure, ending with this one: for the strip and the sparkline. */

import { type Measured, measure, showValue } from '../../../domain/figures/measure.ts'
import { historyCells, type PlaceHistory } from '../../../domain/reading.ts'
import type { Indicator, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { figureMonth } from '../../../domain/set/indicators.ts'
import { addMonths, type Period, periodsFrom, shortPeriodName } from '../../../domain/time/period.ts'
import { toNumber } from './to-number.ts'

export interface MonthFigure {
  readonly period: Period
  /** 'Jun'. */
  readonly label: string
  readonly shown: string
  /** For drawing only: nothing is rated by it. */
  readonly height: number | null
}

const figureOf = (indicator: Indicator, period: Period, measured: Measured): MonthFigure => ({
  period,
  label: shortPeriodName(figureMonth(indicator, period)),
  shown: showValue(indicator, measured),
  height: measured.state === 'measured' ? toNumber(measured.value) : null,
})

/** The month being typed. */
export const thisMonth = figureOf

/** The `count` months up to `period`, without `period` itself. */
export const earlierMonths = (
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  period: Period,
  count: number,
): readonly MonthFigure[] =>
  periodsFrom(addMonths(period, 1 - count), addMonths(period, -1)).map(month =>
    figureOf(indicator, month, measure(set, indicator, historyCells(history, month))),
  )
