/** Earlier months of one contract and place: as published, and where nothing was published yet, as they were returned. */
import { withFollowed } from '../earlier.ts'
import type { CellValue } from '../figures/figure.ts'
import { sumOfLines } from '../figures/lines.ts'
import type { CellKey } from '../ids.ts'
import type { PlaceHistory } from '../reading.ts'
import type { Contract, IndicatorSet } from '../set/indicator-set.ts'
import { indicatorsOf } from '../set/indicators.ts'
import type { Period } from '../time/period.ts'

/** One earlier return of the place: the cells that hold something. */
export interface ReturnedMonth {
  readonly period: Period
  readonly cells: ReadonlyMap<CellKey, CellValue>
}

/**
 * The published history with the returned months laid under it: what was published stands, a month that was not has the
 * figures returned. A figure that was to follow is the one a later return gave, whether its month is published or not.
 * `returns` may come in any order.
 */
export function withReturned(
  set: IndicatorSet,
  contract: Contract,
  published: PlaceHistory,
  returns: readonly ReturnedMonth[],
): PlaceHistory {
  if (returns.length === 0) return published
  const inOrder = returns.toSorted((a, b) => (a.period < b.period ? -1 : 1))
  const months: Record<string, Readonly<Record<string, CellValue>>> = { ...published }
  for (const { period, cells } of inOrder) {
    const figures = figuresOf(set, contract, period, cells)
    if (Object.keys(figures).length > 0) months[period] = { ...figures, ...months[period] }
  }
  return inOrder.reduce<PlaceHistory>((history, { cells }) => withFollowed(history, cells), months)
}

/** The figures of one return; lines count as their sum. */
function figuresOf(
  set: IndicatorSet,
  contract: Contract,
  period: Period,
  cells: ReadonlyMap<CellKey, CellValue>,
): Readonly<Record<string, CellValue>> {
  const own = [...cells].filter(([cell]) => !cell.includes('/'))
  const sums = indicatorsOf(set, contract, period).flatMap(({ id, lines }) => {
    const sum = lines === undefined ? undefined : sumOfLines(cells, id)
    return sum === undefined ? [] : [[id, sum] as const]
  })
  return Object.fromEntries([...own, ...sums])
}
