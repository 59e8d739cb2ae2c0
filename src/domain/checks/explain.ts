/** Figures that ask to be explained: Red, Amber twice running, much worse than before. */

import { measure } from '../figures/measure.ts'
import { absolute, compare, type Exact, multiply, subtract, whole } from '../number/exact.ts'
import { rate } from '../ratings/rating.ts'
import { historyCells } from '../ratings/trends.ts'
import type { Reading, ReturnContext } from '../reading.ts'
import type { IndicatorSet } from '../set/indicator-set.ts'
import { ratedCondition, targetFor } from '../set/target.ts'
import { isTiny } from './unusual.ts'

/** Points of a percentage, or percent of another figure; taken where a set says nothing else. */
const worsenedBy = 20

export type Explain =
  | { readonly check: 'explain-red'; readonly data: Record<never, never> }
  | { readonly check: 'explain-amber-twice'; readonly data: Record<never, never> }
  | { readonly check: 'explain-worsened'; readonly data: { readonly from: Exact; readonly to: Exact } }

/** Much worse than before, of a figure that is rated and large enough to mean something. */
function worsened(set: IndicatorSet, { indicator, measured, direction }: Reading): Explain | undefined {
  if (direction.type !== 'worsened' || measured.state !== 'measured') return undefined
  if (indicator.informationOnly || indicator.ratedAgainst === 'none') return undefined
  const { from, to } = direction
  if (indicator.kind !== 'mean' && isTiny(set, measured, indicator.kind === 'percent' ? measured.value : from))
    return undefined
  const apart = absolute(subtract(to, from))
  const limit = whole(set.rules.queries?.worsenedBy ?? worsenedBy)
  const allowed = indicator.kind === 'percent' ? limit : multiply(absolute(from), { n: limit.n, d: 100n })
  return compare(apart, allowed) >= 0 ? { check: 'explain-worsened', data: { from, to } } : undefined
}

/** The first reason why a reading asks for an explanation, or undefined. Tiny figures are left alone by their rating. */
export function explainOf(context: ReturnContext, reading: Reading): Explain | undefined {
  const { set, contract, place, history } = context
  const { indicator, rating, direction } = reading
  if (rating.rag === 'red') return { check: 'explain-red', data: {} }
  if (rating.rag === 'amber' && direction.type !== 'unknown') {
    const before = direction.against
    const target = targetFor(set, indicator, contract.id, place, before)
    const at = { month: before, reportingYearBegins: contract.reportingYearBegins }
    const measured = measure(set, indicator, historyCells(history, before))
    if (rate(set, indicator, ratedCondition(indicator, target, at), measured).rag === 'amber')
      return { check: 'explain-amber-twice', data: {} }
  }
  return worsened(set, reading)
}
