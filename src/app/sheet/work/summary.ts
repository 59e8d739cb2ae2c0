/** "Done 71 of 90" and "2 errors": what is left of a contract's month, place by place. */
import { type CellKey, everywhere, type IndicatorId, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { completeness } from '../../../domain/reading.ts'
import { entrySentence, problemSentence } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { enteredAt } from '../../../domain/set/indicators.ts'
import { placesOf } from '../../month/month.ts'
import { besideErrors } from './beside-errors.ts'
import { isContested } from './device-view.ts'
import type { MonthWork } from './month-work.ts'

export interface ErrorLine {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly sentence: string
}

const contestedSentence = 'Entered differently by more than one person: choose one.'

export interface PlaceSummary {
  readonly place: PlaceId
  readonly owed: number
  readonly done: number
  readonly missing: readonly IndicatorId[]
  /** Errors other than unanswered figures; unreadable texts are among them. */
  readonly errors: readonly ErrorLine[]
}

export interface MonthSummary {
  readonly owed: number
  readonly done: number
  readonly errors: readonly ErrorLine[]
  readonly places: readonly PlaceSummary[]
}

/** The errors of one cell as sentences: unreadable texts, and what the checks say of the figures. */
export function cellErrors(work: MonthWork, place: PlaceId, indicator: Indicator): readonly string[] {
  const unreadable = work.unreadable(place, indicator)
  const said = unreadable.map(({ problem, text }) => entrySentence(problem, indicator, text))
  if (unreadable.length > 0) return said
  return [
    ...(isContested(work.cell(place, indicatorCell(indicator.id))) ? [contestedSentence] : []),
    ...work.readings
      .reading(place, indicator)
      .problems.filter(problem => problem.check !== 'unanswered')
      .map(problem => problemSentence(work.month.set, problem)),
  ]
}

/** Texts that people wrote differently: like a figure entered twice, they stop the submission. */
const contestedTexts = (work: MonthWork, place: PlaceId): readonly ErrorLine[] =>
  [...(work.view(place)?.cells ?? [])].flatMap(([cell, view]) =>
    isContested(view) && cell.includes('/') ? [{ place, cell, sentence: contestedSentence }] : [],
  )

export function summaryOf(work: MonthWork): MonthSummary {
  const { month } = work
  const shown = month.holdsWide ? [...month.places, ...wideOnly(work)] : month.places
  const places = shown.map((place): PlaceSummary => {
    const { owed, done, missing } = completeness(work.readings.context(place))
    const errors = month.indicators
      .filter(indicator => placesOf(month, indicator).includes(place))
      .flatMap(indicator =>
        cellErrors(work, place, indicator).map(sentence => ({ place, cell: indicatorCell(indicator.id), sentence })),
      )
    return {
      place,
      owed,
      done,
      missing,
      errors: [...errors, ...besideErrors(work, place), ...contestedTexts(work, place)],
    }
  })
  return {
    owed: places.reduce((sum, one) => sum + one.owed, 0),
    done: places.reduce((sum, one) => sum + one.done, 0),
    errors: places.flatMap(one => one.errors),
    places,
  }
}

/** The contract-wide part counts where it holds figures, or a text that stops its submission. */
const wideOnly = (work: MonthWork): readonly PlaceId[] =>
  work.month.indicators.some(indicator => enteredAt(indicator, everywhere)) ||
  contestedTexts(work, everywhere).length > 0 ||
  besideErrors(work, everywhere).length > 0
    ? [everywhere]
    : []
