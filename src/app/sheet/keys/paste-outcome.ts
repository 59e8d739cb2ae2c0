/** What pasting would do to each cell: a new figure, another one, or the one that is there already. */
import type { Edit } from '../../../device/desk.ts'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { sameValue } from '../../../domain/figures/figure.ts'
import { followed } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { typedCell } from '../cell/typed-value.ts'
import type { MonthWork } from '../work/month-work.ts'
import { copiedText } from './cell-text.ts'
import type { Fit } from './paste.ts'

export interface Outcome {
  readonly fit: Fit
  readonly edit: Edit
  readonly what: 'new' | 'changed' | 'same'
  /** As it stands now; '' for nothing. */
  readonly before: string
}

/** A cell as it would be copied. */
export function shownInCell(work: MonthWork, place: PlaceId, indicator: Indicator): string {
  const cells = cellsOf(work.readings.context(place))
  const { set } = work.month
  return copiedText(indicator, work.readings.value(place, indicatorCell(indicator.id)), {
    part: followed(set, indicator, 'part', cells),
    whole: followed(set, indicator, 'whole', cells),
  })
}

/** Each fit over what its cell holds now; what it does not name stays. */
export const outcomesOf = (work: MonthWork, fits: readonly Fit[]): readonly Outcome[] =>
  fits.map(fit => {
    const cell = indicatorCell(fit.indicator.id)
    const stored = work.readings.value(fit.place, cell) ?? null
    const figure = stored?.type === 'amount' || stored?.type === 'ratio' ? stored : null
    const value = fit.gap ?? typedCell(fit.indicator, figure, fit.texts).save
    const what = sameValue(stored, value) ? 'same' : stored === null ? 'new' : 'changed'
    const edit = { sheet: work.sheet(fit.place), cell, value }
    return { fit, edit, what, before: shownInCell(work, fit.place, fit.indicator) }
  })
