/** What a question is about, in words; and which come first. Pure. */
import type { SheetId } from '../../../domain/ids.ts'
import { owesAnswer } from '../../../domain/review/owes.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { Question } from '../../../protocol/review.ts'
import { aboutCellOf } from '../../month/about-change.ts'

export type About = Pick<Question, 'cells' | 'row' | 'paragraph'>

/** 'CEH09 Closed with outcomes achieved, with its earlier months', 'Narrative: This month, paragraph 2', 'The whole return'. */
export function aboutWords({ cells, row, paragraph }: About, sheet: SheetId, set: IndicatorSet): string {
  if (cells.length === 0) return 'The whole return'
  const names = cells.map(cell => aboutCellOf(sheet, cell, set).text.replace(/^Your (own|answer)/, 'The provider’s $1'))
  const more = row ? ', with its earlier months' : paragraph === undefined ? '' : `, paragraph ${paragraph + 1}`
  return `${names.join('; ')}${more}`
}

/** 'The provider owes an answer', 'You owe an answer', 'Closed'. */
export function owesWords(question: Question): string {
  const owes = owesAnswer(question)
  if (owes === undefined) return 'Closed'
  return owes === 'provider' ? 'The provider owes an answer' : 'The council owes an answer'
}

/** Open ones, those first that wait for the council, then the oldest; closed ones apart. */
export function sorted(questions: readonly Question[]): {
  readonly open: readonly Question[]
  readonly closed: readonly Question[]
} {
  const rank = (question: Question): number => (owesAnswer(question) === 'council' ? 0 : 1)
  return {
    open: questions.filter(one => one.closed === undefined).toSorted((a, b) => rank(a) - rank(b)),
    closed: questions.filter(one => one.closed !== undefined),
  }
}
