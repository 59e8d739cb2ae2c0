/** A part or whole typed in place of the figure that it is defined as: stored as typed, and asked why. */
import { followed } from '../figures/measure.ts'
import type { IndicatorId } from '../ids.ts'
import { compare, type Decimal, exact } from '../number/exact.ts'
import type { ReturnContext } from '../reading.ts'
import type { Indicator } from '../set/indicator-set.ts'
import type { Period } from '../time/period.ts'
import { cellsOf } from './checks.ts'

export interface Overtyped {
  readonly check: 'overtyped'
  readonly data: {
    readonly operand: 'part' | 'whole'
    readonly typed: Decimal
    readonly instead: Decimal
    readonly from: IndicatorId
    readonly month: Period
  }
}

/** The first side of a ratio that differs from the figure it follows; undefined when none does, or that has no figure. */
export function overtypedOf({ set, period, ...context }: ReturnContext, indicator: Indicator): Overtyped | undefined {
  const cells = cellsOf({ set, period, ...context })
  const value = cells.get(indicator.id)
  if (value?.type !== 'ratio') return undefined
  for (const operand of ['part', 'whole'] as const) {
    const from = indicator[operand]?.follows
    const typed = value[operand]
    const instead = followed(set, indicator, operand, cells)
    if (from === undefined || typed === undefined || instead === undefined) continue
    if (compare(exact(typed), exact(instead)) !== 0)
      return { check: 'overtyped', data: { operand, typed, instead, from, month: period } }
  }
  return undefined
}
