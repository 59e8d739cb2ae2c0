/** Everything about one cell of one return: what the sheet, the check page and the month board show. */

import { cellsOf, errorsOfCell, type Problem } from './checks/checks.ts'
import { addUp } from './figures/adding-up.ts'
import type { CellValue } from './figures/figure.ts'
import { type Measured, measure } from './figures/measure.ts'
import type { CellKey, IndicatorId, PlaceId } from './ids.ts'
import { type Direction, direction } from './ratings/direction.ts'
import { type Rating, rate } from './ratings/rating.ts'
import { lastReported, type PlaceHistory, type Reported, rollingThree } from './ratings/trends.ts'
import type { Contract, Indicator, IndicatorSet, Target } from './set/indicator-set.ts'
import { dueIn, indicatorsOf, owes } from './set/indicators.ts'
import { type RatedCondition, ratedCondition, targetFor } from './set/target.ts'
import { addMonths, type Period } from './time/period.ts'

export { historyCells, lastReported, type PlaceHistory } from './ratings/trends.ts'
export { indicatorsOf, owes } from './set/indicators.ts'

export interface ReturnContext {
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly place: PlaceId
  readonly period: Period
  readonly cells: ReadonlyMap<CellKey, CellValue>
  /** The cells of the contract-wide part, where they are at hand: an explanation of several districts lives there. */
  readonly wide?: ReadonlyMap<CellKey, CellValue>
  readonly history: PlaceHistory
}

export interface Reading {
  readonly indicator: Indicator
  readonly measured: Measured
  /** The month the figure is of: an earlier one for a quarterly or annual figure between its due months. */
  readonly of: Period
  readonly target: Target | undefined
  readonly condition: RatedCondition | undefined
  readonly rating: Rating
  readonly direction: Direction
  readonly problems: readonly Problem[]
}

const monthsBetweenFigures = { monthly: 1, quarterly: 3, annual: 12 } as const

/** A figure that is not due this month stands as last reported, for as long as its frequency says. */
function standing(
  set: IndicatorSet,
  indicator: Indicator,
  history: PlaceHistory,
  period: Period,
  measured: Measured,
): Reported {
  if (measured.state !== 'blank' || dueIn(indicator, period)) return { period, measured }
  const last = lastReported(set, indicator, history, period)
  const oldest = addMonths(period, -monthsBetweenFigures[indicator.frequency])
  return last && last.period >= oldest ? last : { period, measured }
}

interface At {
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly place: PlaceId
  readonly period: Period
  readonly history: PlaceHistory
  /** Instead of the contract's target for the place: of a total over several contracts, what they all ask for. */
  readonly asked?: { readonly target: Target | undefined }
}

/** What the rating is of: the figure, or the three months up to it where the indicator says so. */
const ratedFigure = (at: At, indicator: Indicator, figure: Reported): Measured =>
  indicator.ratedOver === 'rolling-three'
    ? rollingThree(at.set, indicator, at.history, figure.period, figure.measured)
    : figure.measured

function readMeasured(at: At, indicator: Indicator, measured: Measured): Omit<Reading, 'problems'> {
  const { set, contract, place, period, history } = at
  const figure = standing(set, indicator, history, period, measured)
  const target = at.asked ? at.asked.target : targetFor(set, indicator, contract.id, place, period)
  const { reportingYearBegins } = contract
  const condition = ratedCondition(indicator, target, { month: period, reportingYearBegins })
  const previous = lastReported(set, indicator, history, figure.period)
  return {
    indicator,
    measured: figure.measured,
    of: figure.period,
    target,
    condition,
    rating: rate(set, indicator, condition, ratedFigure(at, indicator, figure)),
    direction: direction(indicator, figure.measured, previous, condition, figure.period),
  }
}

/** One indicator of one return, read in full. */
export function readCell(context: ReturnContext, indicator: Indicator): Reading {
  const measured = measure(context.set, indicator, cellsOf(context))
  return { ...readMeasured(context, indicator, measured), problems: errorsOfCell(context, indicator) }
}

/**
 * The total of several places' returns of one month and service, against the target of `at.place` (an area, or `all`) in
 * the contract of the first, or against `at.asked`.
 * While places are missing the figure is of those present and is neither rated nor compared; with a part above its
 * whole in any of them it is not rated.
 */
export function readTotal(
  contexts: readonly ReturnContext[],
  at: Pick<At, 'place' | 'history' | 'asked'>,
  indicator: Indicator,
): Reading & { readonly missing: readonly PlaceId[] } {
  const [first] = contexts
  if (!first) throw new RangeError('A total needs at least one return')
  const { set, contract, period } = first
  const total = addUp(
    set,
    indicator,
    contexts.map(context => ({ place: context.place, cells: cellsOf(context) })),
  )
  const reading = readMeasured({ set, contract, period, ...at }, indicator, total.measured)
  const whole: Reading = { ...reading, problems: [] }
  if (total.missing.length === 0 || total.measured.state !== 'measured') {
    // One slip (7 of 5) would colour the whole contract.
    const slipped = contexts.some(context =>
      errorsOfCell(context, indicator).some(problem => problem.check === 'part-over-whole'),
    )
    const rating: Rating = slipped
      ? { rag: null, reason: { type: 'not-rated', because: 'part-over-whole' } }
      : reading.rating
    return { ...whole, rating, missing: total.missing }
  }
  return {
    ...whole,
    rating: { rag: null, reason: { type: 'not-rated', because: 'incomplete' } },
    direction: { type: 'unknown', because: 'no-figure' },
    missing: total.missing,
  }
}

/**
 * How much of what the provider owes is answered. A ratio is done when its part is there, and its whole unless it
 * follows another indicator; a gap is an answer. Narrative is not counted.
 */
export function completeness(context: ReturnContext): {
  readonly owed: number
  readonly done: number
  readonly missing: readonly IndicatorId[]
} {
  const { set, contract, place, period } = context
  const owed = indicatorsOf(set, contract, period).filter(one => owes(set, contract, one, period, place))
  const cells = cellsOf(context)
  const missing = owed.filter(indicator => {
    const { state } = measure(set, indicator, cells)
    if (state === 'blank') return true
    if (state !== 'incomplete') return false
    // Typed in full; what lacks is the figure it follows, which is counted itself.
    const value = cells.get(indicator.id)
    const has = (operand: 'part' | 'whole'): boolean =>
      (value?.type === 'ratio' && value[operand] !== undefined) || indicator[operand]?.follows !== undefined
    return !(has('part') && has('whole'))
  })
  return { owed: owed.length, done: owed.length - missing.length, missing: missing.map(indicator => indicator.id) }
}
