/** Whether a value may stand in a cell: shape and bounds only. Part over whole and every cross-cell rule is a check. */

import { kindOfCell } from '../../../domain/cell-kinds.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import { type CellKey, everywhere, type IndicatorId, type PlaceId } from '../../../domain/ids.ts'
import type { Contract, Indicator, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { enteredAt, indicatorById, isOf } from '../../../domain/set/indicators.ts'
import type { Period } from '../../../domain/time/period.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'

export interface CellPlace {
  readonly contract: Contract
  readonly place: PlaceId
  readonly period: Period
}

/** undefined when it fits, else why not. null clears a cell and fits wherever the cell exists. */
export function misfit(
  set: IndicatorSet,
  at: CellPlace,
  cell: CellKey,
  value: CellValue | null,
): ProblemCode | undefined {
  const found = kindOfCell(cell)
  switch (found.kind) {
    case 'figure':
      return figureMisfit(set, at, found.indicator, value, ['provider'])
    case 'line':
      return indicatorById(set, found.indicator)?.lines === undefined
        ? 'unknown-cell'
        : figureMisfit(set, at, found.indicator, value, ['provider'])
    case 'narrative':
      return narrativeMisfit(set, at, found.section, value)
    case 'explanation':
      return wordsMisfit(value)
    case 'cleared':
      return kindOfCell(found.text).kind === 'unknown' ? 'unknown-cell' : wordsMisfit(value)
    case 'answer':
    case 'own':
      return found.kind === 'own'
        ? figureMisfit(set, at, found.indicator, value, ['imported'])
        : (figureMisfit(set, at, found.indicator, null, ['imported']) ?? wordsMisfit(value))
    case 'carried':
      return indicatorById(set, found.indicator)?.carries === undefined
        ? 'unknown-cell'
        : (figureMisfit(set, at, found.indicator, null, ['provider']) ?? wordsMisfit(value))
    case 'earlier':
    case 'earlier-why': {
      // A correction is of a month before this return's, by what the indicator was in that month.
      if (found.month >= at.period) return 'unknown-cell'
      const then = { ...at, period: found.month }
      return found.kind === 'earlier'
        ? figureMisfit(set, then, found.indicator, value, ['provider'])
        : (figureMisfit(set, then, found.indicator, null, ['provider']) ?? wordsMisfit(value))
    }
    case 'note':
    case 'unknown':
      // Officers' notes come by another way.
      return 'unknown-cell'
  }
}

const wordsMisfit = (value: CellValue | null): ProblemCode | undefined =>
  value === null || value.type === 'explanation' ? undefined : 'wrong-kind'

function figureMisfit(
  set: IndicatorSet,
  { contract, place, period }: CellPlace,
  id: IndicatorId,
  value: CellValue | null,
  sources: readonly Indicator['source'][],
): ProblemCode | undefined {
  const indicator = indicatorById(set, id)
  if (!indicator || !isOf(contract, indicator, period) || !enteredAt(indicator, place)) return 'unknown-cell'
  if (!sources.includes(indicator.source)) return 'not-yours-to-enter'
  if (value === null || value.type === 'gap') return undefined
  if (value.type === 'ratio') return isRatio(indicator) ? undefined : 'wrong-kind'
  if (value.type !== 'amount' || isRatio(indicator)) return 'wrong-kind'
  return decimalsOf(value.value) > allowedDecimals(indicator) ? 'out-of-bounds' : undefined
}

const decimalsOf = (value: string): number => value.split('.')[1]?.length ?? 0
const allowedDecimals = (indicator: Indicator): number => (indicator.kind === 'count' ? 0 : indicator.decimals)

function narrativeMisfit(
  set: IndicatorSet,
  { contract, place }: CellPlace,
  section: string,
  value: CellValue | null,
): ProblemCode | undefined {
  const service = set.services.find(each => each.id === contract.service)
  const found = service?.narrative.find(each => each.id === section)
  if (!found || (found.per === 'contract') !== (place === everywhere)) return 'unknown-cell'
  if (value === null) return undefined
  // A provider's text starts as the council's; an officer publishes it.
  return value.type === 'text' && value.audience === 'council' ? undefined : 'wrong-kind'
}
