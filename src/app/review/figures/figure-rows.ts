/** The figures of a return as an officer reads them: one row an indicator, with what changed and what is odd. Pure. */
import { indicatorOfCell } from '../../../domain/cell-kinds.ts'
import { openQueries, queriesOf } from '../../../domain/checks/queries.ts'
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import { measure, showValue } from '../../../domain/figures/measure.ts'
import { type IndicatorId, indicatorCell } from '../../../domain/ids.ts'
import { historyCells, indicatorsOf, type Reading, type ReturnContext, readCell } from '../../../domain/reading.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, enteredAt } from '../../../domain/set/indicators.ts'
import { addMonths } from '../../../domain/time/period.ts'
import type { Question } from '../../../protocol/review.ts'
import { shownFigure } from '../../sheet/cell/shown-figure.tsx'
import { earlierMonths, type MonthFigure } from '../../sheet/dock/months.ts'
import { valueWords } from '../../sheet/sides/value-words.ts'

/** What stood before and what stands now, as shown. */
export interface Changed {
  readonly was: string
  readonly now: string
}

export interface FigureRow {
  readonly indicator: Indicator
  readonly code: string
  readonly reading: Reading
  readonly stored: CellValue | undefined
  /** The twelve months before this one. */
  readonly earlier: readonly MonthFigure[]
  /** Against the submission before this one; undefined: the same, or there was none. */
  readonly sinceSubmission: Changed | undefined
  /** Against the month before; undefined: the same, or one of them has no figure. */
  readonly sinceMonth: Changed | undefined
  /** Automatic queries that name it, and how many of them nothing explains. */
  readonly queries: number
  readonly unexplained: number
  /** Questions about it that are not closed. */
  readonly questions: number
}

interface At {
  readonly context: ReturnContext
  /** As it was submitted before. */
  readonly before: ReturnContext | undefined
  readonly questions: readonly Question[]
}

export function figureRows({ context, before, questions }: At): readonly FigureRow[] {
  const { set, contract, period, place, history } = context
  const queries = queriesOf(context)
  const open = openQueries(context)
  const month = addMonths(period, -1)
  return indicatorsOf(set, contract, period)
    .filter(indicator => enteredAt(indicator, place))
    .map(indicator => {
      const reading = readCell(context, indicator)
      const stored = context.cells.get(indicatorCell(indicator.id))
      const names = (query: { readonly indicators: readonly IndicatorId[] }): boolean =>
        query.indicators[0] === indicator.id
      const then = measure(set, indicator, historyCells(history, month))
      // The figure itself stands beside it with its unit.
      const [was, now] = [then, reading.measured].map(one => showValue(indicator, one).replace(' %', ''))
      const comparable = then.state === 'measured' && reading.measured.state === 'measured' && reading.of === period
      return {
        indicator,
        code: codeIn(indicator, period),
        reading,
        stored,
        earlier: earlierMonths(set, indicator, history, period, 13),
        sinceSubmission: before && changedBetween(before, context, indicator),
        sinceMonth: comparable && was !== undefined && now !== undefined && was !== now ? { was, now } : undefined,
        queries: queries.filter(names).length,
        unexplained: open.filter(names).length,
        questions: questionsAbout(questions, indicator.id).filter(one => one.closed === undefined).length,
      }
    })
}

function changedBetween(before: ReturnContext, after: ReturnContext, indicator: Indicator): Changed | undefined {
  const of = (context: ReturnContext) => {
    const value = context.cells.get(indicatorCell(indicator.id))
    return { value: value ?? null, shown: shownFigure(readCell(context, indicator), value) }
  }
  const [was, now] = [of(before), of(after)]
  if (was.shown !== now.shown) return { was: was.shown, now: now.shown }
  // The same figure, with another reason or another whole behind it.
  if (sameValue(was.value, now.value)) return undefined
  return { was: valueWords(was.value, after.set), now: valueWords(now.value, after.set) }
}

/** Questions about a figure, an earlier month of it, or an explanation of it. */
export const questionsAbout = (questions: readonly Question[], id: IndicatorId): readonly Question[] =>
  questions.filter(({ cells }) => cells.some(cell => indicatorOfCell(cell) === id))

export const choices = ['all', 'submission', 'month', 'rated', 'queries', 'questions'] as const
/** Which rows are shown. */
export type Choice = (typeof choices)[number]

export function isShown(row: FigureRow, choice: Choice): boolean {
  switch (choice) {
    case 'all':
      return true
    case 'submission':
      return row.sinceSubmission !== undefined
    case 'month':
      return row.sinceMonth !== undefined
    case 'rated':
      return row.reading.rating.rag === 'red' || row.reading.rating.rag === 'amber'
    case 'queries':
      return row.queries > 0
    case 'questions':
      return row.questions > 0
  }
}
