/** Whether a figure is still last month's, taken over by choice. */
import { carriedCell } from '../../../domain/cell-kinds.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { isPeriod, type Period } from '../../../domain/time/period.ts'
import { storedField } from '../cell/typed-value.ts'
import type { MonthWork } from './month-work.ts'

/** The month it was carried from while it equals that month's; undefined once it is retyped, or was never carried. */
export function carriedIn({ cells, history }: ReturnContext, indicator: Indicator): Period | undefined {
  const side = indicator.carries
  const mark = side && cells.get(carriedCell(indicator.id))
  const month = mark?.type === 'explanation' ? mark.reasons[0] : undefined
  if (side === undefined || month === undefined || !isPeriod(month)) return undefined
  const now = storedField(cells.get(indicatorCell(indicator.id)), side)
  const then = storedField(history[month]?.[indicator.id], side)
  return now !== undefined && now === then ? month : undefined
}

export const carriedFrom = (work: MonthWork, place: PlaceId, indicator: Indicator): Period | undefined =>
  carriedIn(work.readings.context(place), indicator)
