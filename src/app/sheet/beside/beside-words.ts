/** What is said of a figure that is not simply typed: from the council and how it was answered, or added up of lines. */
import type { Standing } from '../../../domain/figures/imported.ts'
import type { CellKey, IndicatorId, Instant } from '../../../domain/ids.ts'
import { plural, whenSentence } from '../../words.ts'

type Answered = Exclude<Standing['state'], 'awaited'>

/** In a word for the sheet. */
export const answeredShort: Readonly<Record<Answered, string>> = {
  unanswered: 'answer',
  agreed: 'agreed',
  disputed: 'disputed',
}

/** For whoever hears it. */
export const answeredWords: Readonly<Record<Answered, string>> = {
  unanswered: 'Not answered yet: agree or dispute.',
  agreed: 'You agree.',
  disputed: 'Disputed: it stands until the council has settled it.',
}

/** 'From the council, received 7 July 2017 at 09:00.' When it was counted is not in the data, so it is not said. */
export const suppliedSentence = (at: Instant | undefined): string =>
  at === undefined ? 'From the council.' : `From the council, received ${whenSentence(at)}.`

/** The keys of an indicator's lines that hold something, as they stand. */
export const linesOf = (cells: ReadonlyMap<CellKey, unknown>, id: IndicatorId): readonly string[] =>
  [...cells.keys()].flatMap(key => (key.startsWith(`${id}/`) ? [key.slice(id.length + 1)] : [])).sort()

export const linesSentence = (count: number): string => plural(count, 'line')
