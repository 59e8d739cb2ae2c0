/** Whether a value may stand in a cell: shape and bounds only. Part over whole and every cross-cell rule is a check. */

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
  const [name = '', rest] = cell.split('/')
  if (rest === undefined) return figureMisfit(set, at, name as IndicatorId, value)
  if (name === 'narrative') return narrativeMisfit(set, at, rest, value)
  if (name === 'explain') return value === null || value.type === 'explanation' ? undefined : 'wrong-kind'
  // Lines of an indicator and officers' notes have no place in the set yet.
  return 'unknown-cell'
}

function figureMisfit(
  set: IndicatorSet,
  { contract, place, period }: CellPlace,
  id: IndicatorId,
  value: CellValue | null,
): ProblemCode | undefined {
  const indicator = indicatorById(set, id)
  if (!indicator || !isOf(contract, indicator, period) || !enteredAt(indicator, place)) return 'unknown-cell'
  if (indicator.source !== 'provider') return 'not-yours-to-enter'
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
