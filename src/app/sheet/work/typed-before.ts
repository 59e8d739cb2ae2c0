/** Text that cannot be read was never a figure: undo first puts back what stood in its place. */
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { type Field, storedField } from '../cell/typed-value.ts'
import type { CellAt, MonthWork } from './month-work.ts'

export interface TypedBefore {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly field: Field
  readonly text: string
}

/** The fields of the cell someone is in that hold such text, and what they held before. */
export function typedBefore(work: MonthWork, at: CellAt | undefined): readonly TypedBefore[] {
  const indicator = at && indicatorById(work.month.set, at.indicator)
  if (at === undefined || indicator === undefined) return []
  const stored = work.cell(at.place, indicatorCell(at.indicator))?.value
  return work
    .unreadable(at.place, indicator)
    .map(({ field }) => ({ place: at.place, indicator, field, text: storedField(stored, field) ?? '' }))
}
