/** The provider's answers to figures of the council's, as edits: of one cell or of many as one deed. */
import type { Edit } from '../../../device/desk.ts'
import { answerCell, ownFigureCell } from '../../../domain/cell-kinds.ts'
import type { Explanation } from '../../../domain/figures/figure.ts'
import { type Standing, standingOf } from '../../../domain/figures/imported.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { enteredAt } from '../../../domain/set/indicators.ts'
import type { MonthWork } from '../work/month-work.ts'

export type Answer = 'agree' | 'dispute'

export const answerValue = (indicator: Indicator, answer: Answer, why = ''): Explanation => ({
  type: 'explanation',
  text: answer === 'agree' ? '' : why.trim().toWellFormed(),
  reasons: [answer],
  cells: [indicatorCell(indicator.id)],
})

export interface Supplied {
  readonly indicator: Indicator
  readonly standing: Exclude<Standing, { readonly state: 'awaited' }>
}

/** The figures of the council's that have arrived for a place, in the order of the sheet. */
export function suppliedAt(work: MonthWork, place: PlaceId): readonly Supplied[] {
  const context = work.readings.context(place)
  return work.month.indicators.flatMap(indicator => {
    const standing = enteredAt(indicator, place) ? standingOf(context, indicator) : undefined
    return standing === undefined || standing.state === 'awaited' ? [] : [{ indicator, standing }]
  })
}

/** Agreeing takes an own figure back: it stood against the council's. */
export function answerEdits(
  work: MonthWork,
  place: PlaceId,
  indicators: readonly Indicator[],
  answer: Answer,
  why = '',
): readonly Edit[] {
  const sheet = work.sheet(place)
  return indicators.flatMap((indicator): readonly Edit[] => {
    const own = ownFigureCell(indicator.id)
    const withdrawn = answer === 'agree' && (work.cell(place, own)?.value ?? null) !== null
    return [
      { sheet, cell: answerCell(indicator.id), value: answerValue(indicator, answer, why) },
      ...(withdrawn ? [{ sheet, cell: own, value: null }] : []),
    ]
  })
}
