/**
 * Earlier months in this month's return: figures that were to follow, typed here once they are known, and corrections
 * proposed to the council. Both stand in `earlier/ID_YYYY-MM` of this return, so they are saved and sent like any figure.
 */
import { earlierCell, earlierWhyCell, kindOfCell } from './cell-kinds.ts'
import type { CellValue, Gap } from './figures/figure.ts'
import type { CellKey } from './ids.ts'
import type { PlaceHistory, ReturnContext } from './reading.ts'
import type { Indicator } from './set/indicator-set.ts'
import { enteredAt, indicatorById, indicatorsOf } from './set/indicators.ts'
import type { Period } from './time/period.ts'

/** A figure of an earlier month that was promised. */
export interface ToFollow {
  readonly indicator: Indicator
  readonly month: Period
  readonly gap: Gap
  /** Where it is typed in this return. */
  readonly cell: CellKey
  /** What this return gives for it; absent: it is still to follow. */
  readonly filled?: CellValue
}

const isToFollow = (value: CellValue | undefined): value is Gap => value?.type === 'gap' && value.reason === 'to-follow'

/** Every figure of an earlier month that was to follow, the oldest month first, each month in the order of its sheet. */
export function toFollow(context: ReturnContext): readonly ToFollow[] {
  const { set, contract, place, period, history, cells } = context
  return monthsOf(history, period).flatMap(month => {
    const promised = history[month] ?? {}
    if (!Object.values(promised).some(isToFollow)) return []
    return indicatorsOf(set, contract, month).flatMap((indicator): readonly ToFollow[] => {
      const gap = promised[indicator.id]
      if (!isToFollow(gap) || indicator.source !== 'provider' || !enteredAt(indicator, place)) return []
      const cell = earlierCell(indicator.id, month)
      const given = cells.get(cell)
      const filled = given === undefined || isToFollow(given) ? {} : { filled: given }
      return [{ indicator, month, gap, cell, ...filled }]
    })
  })
}

const monthsOf = (history: PlaceHistory, before: Period): readonly Period[] =>
  Object.keys(history)
    .filter((month): month is Period => month < before)
    .sort()

/** Another figure for an earlier month, for the council to decide. */
export interface Proposal {
  readonly indicator: Indicator
  readonly month: Period
  readonly cell: CellKey
  /** What stands for that month; absent: nothing does. */
  readonly instead?: CellValue
  readonly value: CellValue
  /** '' when nothing was said yet. */
  readonly why: string
}

/** The corrections proposed in this return, as they were written. A figure that was to follow is none. */
export function proposalsOf(context: ReturnContext): readonly Proposal[] {
  const { set, history, cells } = context
  return [...cells].flatMap(([cell, value]): readonly Proposal[] => {
    const found = kindOfCell(cell)
    if (found.kind !== 'earlier') return []
    const indicator = indicatorById(set, found.indicator)
    const instead = history[found.month]?.[found.indicator]
    if (indicator === undefined || isToFollow(instead)) return []
    const said = cells.get(earlierWhyCell(indicator.id, found.month))
    const why = said?.type === 'explanation' ? said.text : ''
    return [{ indicator, month: found.month, cell, ...(instead ? { instead } : {}), value, why }]
  })
}

/**
 * A history with what a later return gave for months that were to follow. A proposed correction changes nothing: the
 * council decides it.
 */
export function withFollowed(history: PlaceHistory, cells: ReadonlyMap<CellKey, CellValue>): PlaceHistory {
  let filled = history
  for (const [cell, value] of cells) {
    const found = kindOfCell(cell)
    if (found.kind !== 'earlier') continue
    const month = filled[found.month]
    if (isToFollow(month?.[found.indicator]))
      filled = { ...filled, [found.month]: { ...month, [found.indicator]: value } }
  }
  return filled
}
