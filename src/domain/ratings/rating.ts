/** Red, Amber, Green: exact, with its reason as data. Worded in sentences.ts. */

import type { Gap } from '../figures/figure.ts'
import type { Measured } from '../figures/measure.ts'
import { absolute, add, compare, type Exact, exact, multiply, subtract, whole } from '../number/exact.ts'
import type { Indicator, IndicatorSet, Tolerance } from '../set/indicator-set.ts'
import type { RatedCondition } from '../set/target.ts'

export type Rag = 'green' | 'amber' | 'red'
export type MeasuredFigure = Extract<Measured, { state: 'measured' }>

/** What of an indicator decides its rating. */
export type RatingRule = Pick<Indicator, 'kind' | 'polarity' | 'tolerance' | 'ratedAgainst' | 'informationOnly'> &
  // Absent where a published table does not say whether its parts lie inside their wholes.
  Partial<Pick<Indicator, 'partMayExceedWhole'>>

export type NotRated =
  | 'blank'
  | 'incomplete'
  | 'gap'
  | 'nobody'
  | 'no-target'
  | 'no-polarity'
  | 'information-only'
  | 'not-rated-by-rule'
  | 'whole-too-small'
  | 'part-over-whole'
  | 'withheld'

export type RatingReason =
  | {
      readonly type: 'met' | 'within-tolerance' | 'beyond-tolerance'
      readonly measured: MeasuredFigure
      readonly condition: RatedCondition
      readonly tolerance: Tolerance
      /** The last value that is still Amber, on the side the figure is on; absent where there is no Amber. */
      readonly amberEdge?: Exact
      /** The whole is so small that one case moves the figure far. */
      readonly small: boolean
    }
  | {
      readonly type: 'not-rated'
      readonly because: NotRated
      readonly gap?: Gap
      /** The set's smallest whole that is rated, when the whole is below it. */
      readonly minimumWhole?: number
      readonly whole?: Exact
    }
export interface Rating {
  readonly rag: Rag | null
  readonly reason: RatingReason
}

/** The bounds a condition puts on a figure, exact. */
export function boundsOf(condition: RatedCondition): { readonly low?: Exact; readonly high?: Exact } {
  switch (condition.type) {
    case 'at-least':
      return { low: condition.exactly ?? exact(condition.value) }
    case 'at-most':
      return { high: condition.exactly ?? exact(condition.value) }
    case 'between':
      return { low: exact(condition.low), high: exact(condition.high) }
  }
}

/**
 * The last value that is Amber below (`low`) or above (`high`) a bound, inclusive; undefined without Amber. Shares
 * and relative distances are of the bound itself; a share below 1 on an upper bound reaches as far above it.
 */
export function amberEdge(tolerance: Tolerance, bound: Exact, side: 'low' | 'high'): Exact | undefined {
  const away = (distance: Exact): Exact => (side === 'low' ? subtract(bound, distance) : add(bound, distance))
  switch (tolerance.type) {
    case 'none':
      return undefined
    case 'limit': {
      const limit = exact(tolerance.limit)
      // Of a range, a limit reaches out on its own side only.
      return compare(limit, bound) === (side === 'low' ? 1 : -1) ? undefined : limit
    }
    case 'share':
      return away(multiply(absolute(bound), absolute(subtract(whole(1), exact(tolerance.share)))))
    case 'points':
      return away(exact(tolerance.points))
    case 'relative':
      return away(multiply(absolute(bound), multiply(exact(tolerance.percent), { n: 1n, d: 100n })))
  }
}

interface Judged {
  readonly rag: Rag
  readonly amberEdge?: Exact
}

function judge(tolerance: Tolerance, condition: RatedCondition, value: Exact): Judged {
  const { low, high } = boundsOf(condition)
  if (low && compare(value, low) < 0) {
    const edge = amberEdge(tolerance, low, 'low')
    return edge ? { rag: compare(value, edge) >= 0 ? 'amber' : 'red', amberEdge: edge } : { rag: 'red' }
  }
  if (high && compare(value, high) > 0) {
    const edge = amberEdge(tolerance, high, 'high')
    return edge ? { rag: compare(value, edge) <= 0 ? 'amber' : 'red', amberEdge: edge } : { rag: 'red' }
  }
  return { rag: 'green' }
}

/** The bare rule: Green met, Amber not met but within tolerance (inclusive), Red beyond it. Never rounded. */
export const rateValue = (tolerance: Tolerance, condition: RatedCondition, value: Exact): Rag =>
  judge(tolerance, condition, value).rag

const reasonTypes = { green: 'met', amber: 'within-tolerance', red: 'beyond-tolerance' } as const

const notRated = (because: NotRated, more: { gap?: Gap; minimumWhole?: number; whole?: Exact } = {}): Rating => ({
  rag: null,
  reason: { type: 'not-rated', because, ...more },
})

const isPartOverWhole = ({ kind, partMayExceedWhole }: RatingRule, { part, whole: of }: MeasuredFigure): boolean =>
  kind === 'percent' && partMayExceedWhole === false && part !== undefined && of !== undefined && compare(part, of) > 0

/** The rating of a figure under the set's rules, or why it has none. */
export function rate(
  set: Pick<IndicatorSet, 'rules'>,
  indicator: RatingRule,
  condition: RatedCondition | undefined,
  measured: Measured,
): Rating {
  if (indicator.informationOnly) return notRated('information-only')
  if (measured.state === 'gap') return notRated('gap', { gap: measured.gap })
  if (measured.state !== 'measured') return notRated(measured.state)
  if (indicator.ratedAgainst === 'none') return notRated('not-rated-by-rule')
  if (indicator.polarity === null) return notRated('no-polarity')
  if (!condition) return notRated('no-target')
  // 5 of 3 is a slip, not 166.7 %: an error blocks its submission, and until it is mended it has no rating.
  if (isPartOverWhole(indicator, measured)) return notRated('part-over-whole')
  const { minimumWhole, smallWhole } = set.rules
  if (indicator.kind === 'percent' && measured.whole && compare(measured.whole, whole(minimumWhole)) < 0)
    return notRated('whole-too-small', { minimumWhole, whole: measured.whole })
  const { rag, ...edge } = judge(indicator.tolerance, condition, measured.value)
  const small =
    indicator.kind === 'percent' && measured.whole !== undefined && compare(measured.whole, whole(smallWhole)) <= 0
  return {
    rag,
    reason: { type: reasonTypes[rag], measured, condition, tolerance: indicator.tolerance, ...edge, small },
  }
}
