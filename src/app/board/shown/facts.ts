/** What a row of the board says beside its state and ratings, what needs an officer first. Pure. */
import { indicatorOfCell } from '../../../domain/cell-kinds.ts'
import type { CellKey, Instant } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { plural } from '../../words.ts'
import type { ShownRow } from '../board-rows.ts'

const weekday = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', weekday: 'short' })
const dayMonth = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', day: 'numeric', month: 'long' })

/** 'today', 'Tue' within a week, '4 July' before. `now` in milliseconds. */
export function sinceWords(since: Instant, now: number): string {
  const day = dayMonth.format(new Date(since))
  if (day === dayMonth.format(new Date(now))) return 'today'
  return now - Date.parse(since) < 6 * 86_400_000 ? weekday.format(new Date(since)) : day
}

/** 'CEH08', 'CEH08 and CEH09', 'CEH08 and 3 more', 'a text'. */
function cellsWords(cells: readonly CellKey[], set: IndicatorSet, one: ShownRow): string {
  const codes = new Set(
    cells.map(cell => {
      const id = indicatorOfCell(cell)
      const indicator = id && indicatorById(set, id)
      return indicator && one.collection ? codeIn(indicator, one.collection.period) : 'a text'
    }),
  )
  const [first = '', second, ...more] = codes
  if (second === undefined) return first
  return more.length === 0 ? `${first} and ${second}` : `${first} and ${more.length + 1} more`
}

function questionsWords(one: ShownRow, set: IndicatorSet, now: number): readonly string[] {
  const { owedByCouncil, owedByProvider, since, cells } = one.row.questions
  const about = cells.length === 0 ? '' : ` (${cellsWords(cells, set, one)})`
  const when = since === null ? '' : ` since ${sinceWords(since, now)}`
  // The time and the cells are of the question that has waited longest, whoever owes the word.
  const both = owedByCouncil > 0 && owedByProvider > 0
  const answered = owedByCouncil === 1 ? 'question answered' : `${owedByCouncil} questions answered`
  const waiting = owedByProvider === 1 ? 'question waiting' : `${owedByProvider} questions waiting`
  return [
    ...(owedByCouncil > 0 ? [both ? answered : `${answered}${when}${about}`] : []),
    ...(owedByProvider > 0 ? [both ? `${waiting}, the oldest${when}${about}` : `${waiting}${when}${about}`] : []),
  ]
}

/** Each a few words. */
export function factsOf(one: ShownRow, set: IndicatorSet, now: number): readonly string[] {
  const { row } = one
  const said = (count: number, words: string): readonly string[] => (count > 0 ? [words] : [])
  return [
    ...said(row.lockedOut, `${plural(row.lockedOut, 'change')} arrived after ${one.closed ? 'closing' : 'submission'}`),
    ...questionsWords(one, set, now),
    ...said(row.toDecide, `${row.toDecide} to decide`),
    ...said(row.conflicts, `${row.conflicts} entered differently by two people`),
    ...said(row.unexplained, `${row.unexplained} unexplained`),
    ...said(row.explained, `${row.explained} explained`),
    ...said(row.worsened, `${row.worsened} worsened`),
    ...said(row.toConfirm, `${row.toConfirm} to confirm`),
    ...(row.reopened ? ['open again'] : []),
  ]
}

/** How much it needs an officer: 0, not at all; the greater the sooner. */
export function needOf({ row }: ShownRow): number {
  const submitted = row.state !== 'submitted' ? 0 : row.clean ? 1 : 2
  return (
    (row.questions.owedByCouncil > 0 ? 16 : 0) + (row.toDecide > 0 ? 8 : 0) + (row.lockedOut > 0 ? 4 : 0) + submitted
  )
}
