import { figureOfCell } from '../../../domain/cell-kinds.ts'
import { errorsBeside } from '../../../domain/checks/beside.ts'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import { entrySentence, problemSentence, sayWhySentences } from '../../../domain/sentences.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import type { MonthWork } from './month-work.ts'
import type { ErrorLine } from './summary.ts'

/** What is wrong with lines, own figures, disputes and figures of earlier months in one return. */
export function besideErrors(work: MonthWork, place: PlaceId): readonly ErrorLine[] {
  const { set } = work.month
  const unreadable = [...cellsWithTexts(work, place)].flatMap(cell => unreadableIn(work, place, cell))
  const wrong = errorsBeside(work.readings.context(place)).map(({ cell, problem }) => ({
    place,
    cell,
    sentence: problem.check === 'say-why' ? sayWhySentences[problem.of] : problemSentence(set, problem),
  }))
  return [...unreadable, ...wrong]
}

/** The errors of one of these cells, as its own field shows them. */
export const besideErrorsOf = (work: MonthWork, place: PlaceId, cell: CellKey): readonly string[] =>
  besideErrors(work, place).flatMap(error => (error.cell === cell ? [error.sentence] : []))

const cellsWithTexts = (work: MonthWork, place: PlaceId): ReadonlySet<CellKey> =>
  new Set(
    work.desk
      .state()
      .drafts.flatMap(({ sheet, cell }) => (sheet === work.sheet(place) && cell.includes('/') ? [cell] : [])),
  )

function unreadableIn(work: MonthWork, place: PlaceId, cell: CellKey): readonly ErrorLine[] {
  const id = figureOfCell(cell)
  const indicator = id && indicatorById(work.month.set, id)
  if (indicator === undefined) return []
  return work
    .unreadable(place, indicator, cell)
    .map(({ problem, text }) => ({ place, cell, sentence: entrySentence(problem, indicator, text) }))
}
