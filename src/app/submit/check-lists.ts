/** What the check page lists before the figures: what stops the submission, and what the council will ask about. */

import { standingOf } from '../../domain/figures/imported.ts'
import { type IndicatorId, indicatorCell, type PlaceId } from '../../domain/ids.ts'
import type { SummaryLine } from '../govuk/error-summary.tsx'
import { nameOfPlace } from '../month/month.ts'
import { aboutQuestion, questionsOf, questionsPath } from '../questions/standing.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { openQueriesOf } from '../sheet/work/open-queries.ts'
import { plural } from '../words.ts'

/** '1 error and 12 figures to answer'. */
export function stoppingTitle(work: MonthWork): string {
  const { owed, done, errors } = work.summary()
  const left = owed - done
  return [
    ...(errors.length > 0 ? [plural(errors.length, 'error')] : []),
    ...(left > 0 ? [`${plural(left, 'figure')} to answer`] : []),
  ].join(' and ')
}

/** So many unanswered figures of one place are named one by one. */
const namedOneByOne = 3

/** Errors first, each with its cell; then what is unanswered, one line an indicator and district. */
export function stoppingLines(work: MonthWork): readonly SummaryLine[] {
  const { month } = work
  const { places } = work.summary()
  const about = (place: PlaceId, id: IndicatorId) => aboutCell(month, place, indicatorCell(id))
  const errors = places.flatMap(one =>
    one.errors.map(error => {
      const { name, to } = aboutCell(month, error.place, error.cell)
      return { text: `${name}: ${error.sentence}`, to }
    }),
  )
  const unanswered = places.flatMap(one => {
    const [first] = one.missing
    if (first === undefined) return []
    if (one.missing.length <= namedOneByOne)
      return one.missing.map(id => {
        const { name, to } = about(one.place, id)
        return { text: `${name}: no answer yet`, to }
      })
    const place = nameOfPlace(month.set, one.place, month.period)
    const { name, to } = about(one.place, first)
    return [{ text: `${place}: ${one.missing.length} figures to answer, first ${name}`, to }]
  })
  return [...errors, ...unanswered]
}

export interface OpenLine {
  readonly place: PlaceId
  readonly text: string
  readonly to: string
}

/** Figures that ask for an explanation and have none: never a reason to stop. One line a figure, as the sheet counts them. */
export function unexplained(work: MonthWork): readonly OpenLine[] {
  const open = Map.groupBy(openQueriesOf(work).open, ({ place, query }) => `${place}/${query.indicators[0]}`)
  return [...open.values()].flatMap((lines): readonly OpenLine[] => {
    const [first] = lines
    if (first === undefined) return []
    const { name, to } = aboutCell(work.month, first.place, indicatorCell(first.query.indicators[0]))
    return [{ place: first.place, to, text: `${name}: ${lines.map(line => line.sentence).join(' ')}` }]
  })
}

/** Figures from the council that nobody has agreed with or disputed. */
export function unansweredOfCouncil(work: MonthWork): readonly OpenLine[] {
  const { month } = work
  return month.places.flatMap(place =>
    month.indicators
      .filter(indicator => standingOf(work.readings.context(place), indicator)?.state === 'unanswered')
      .map((indicator): OpenLine => {
        const { name, to } = aboutCell(month, place, indicatorCell(indicator.id))
        return { place, to, text: `${name}: agree with the council's figure, or dispute it` }
      }),
  )
}

/** Questions of the council's that wait for an answer. */
export function unanswered(work: MonthWork): readonly OpenLine[] {
  return questionsOf(work.desk.state(), work.month).flatMap(({ place, question, state }) => {
    if (state !== 'yours') return []
    const { name } = aboutQuestion(work.month, place, question)
    return [{ place, to: questionsPath(work.month), text: `${name}: ${question.messages.at(-1)?.text ?? ''}` }]
  })
}
