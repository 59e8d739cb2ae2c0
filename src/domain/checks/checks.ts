/** Errors: what blocks a submission, never saving. Each is data with its numbers; worded in sentences.ts. */

import { sumOfLines } from '../figures/lines.ts'
import { type CellReader, followed, isRatio, measure } from '../figures/measure.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../ids.ts'
import { compare, type Decimal, exact } from '../number/exact.ts'
import type { ReturnContext } from '../reading.ts'
import type { Indicator } from '../set/indicator-set.ts'
import { indicatorById, indicatorsOf, owes } from '../set/indicators.ts'

interface About {
  readonly severity: 'error'
  readonly place: PlaceId
  readonly indicator: IndicatorId
}
export type Problem = About &
  (
    | { readonly check: 'part-over-whole'; readonly data: { readonly part: Decimal; readonly whole: Decimal } }
    | { readonly check: 'unanswered'; readonly data: Record<never, never> }
    | { readonly check: 'incomplete'; readonly data: { readonly missing: 'part' | 'whole' | 'both' } }
    /** Text beside the cell that is no figure: found by the screen that holds it. */
    | { readonly check: 'unreadable'; readonly data: { readonly text: string } }
    | {
        readonly check: 'not-whole'
        readonly data: { readonly operand: 'value' | 'part' | 'whole'; readonly value: Decimal }
      }
  )

const isWhole = (value: Decimal): boolean => !value.includes('.')

/** The errors of one indicator in one return. */
export function errorsOfCell(context: ReturnContext, indicator: Indicator): readonly Problem[] {
  const { set, contract, place, period } = context
  const about: About = { severity: 'error', place, indicator: indicator.id }
  const cells = cellsOf(context)
  const value = cells.get(indicator.id)
  const problems: Problem[] = []
  if (owes(set, contract, indicator, period, place)) {
    const measured = measure(set, indicator, cells)
    if (measured.state === 'blank') problems.push({ ...about, check: 'unanswered', data: {} })
    if (measured.state === 'incomplete') {
      const { missing } = measured
      problems.push({ ...about, check: 'incomplete', data: { missing } })
    }
  }
  if (value?.type === 'amount' && indicator.kind === 'count' && !isWhole(value.value))
    problems.push({ ...about, check: 'not-whole', data: { operand: 'value', value: value.value } })
  if (value?.type === 'ratio' && isRatio(indicator)) {
    const typed = { part: value.part, whole: value.whole }
    if (indicator.kind === 'percent')
      for (const operand of ['part', 'whole'] as const) {
        const number = typed[operand]
        if (number !== undefined && !isWhole(number))
          problems.push({ ...about, check: 'not-whole', data: { operand, value: number } })
      }
    const part = typed.part ?? followed(set, indicator, 'part', cells)
    const whole = typed.whole ?? followed(set, indicator, 'whole', cells)
    // A mean is no share of its whole: 37 cases for 2.3 workers is what it counts.
    if (indicator.kind === 'percent' && !indicator.partMayExceedWhole && part !== undefined && whole !== undefined)
      if (compare(exact(part), exact(whole)) > 0)
        problems.push({ ...about, check: 'part-over-whole', data: { part, whole } })
  }
  return problems
}

/** The cells of a return by indicator; lines of an indicator are read as their sum. */
export const cellsOf = (context: ReturnContext): CellReader => ({
  get: id =>
    indicatorById(context.set, id)?.lines === undefined
      ? context.cells.get(indicatorCell(id))
      : (sumOfLines(context.cells, id) ?? context.cells.get(indicatorCell(id))),
})

/** Every error of a return, in the order of its sheet. Any of them stops submission. */
export const errorsOf = (context: ReturnContext): readonly Problem[] =>
  indicatorsOf(context.set, context.contract, context.period).flatMap(indicator => errorsOfCell(context, indicator))
