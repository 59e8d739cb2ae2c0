import { isExplained, queriesOf } from '../../../domain/checks/queries.ts'
import { querySentence, reasonsFor } from '../../../domain/checks/query-sentences.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import type { AskedLine, QueryLine } from './queries-later.ts'

/** Every query of one return's figures, worded, in the order of the sheet within each kind. */
export const askedLines = (context: ReturnContext): readonly AskedLine[] =>
  queriesOf(context).map(query => ({
    place: context.place,
    query,
    sentence: querySentence(context.set, query),
    reasons: reasonsFor(query),
  }))

/** Which of them an explanation answers: read again while one is typed, without the figures. */
export const answeredLines = (context: ReturnContext, lines: readonly AskedLine[]): readonly QueryLine[] =>
  lines.map(line => ({ ...line, explained: isExplained(context, line.query) }))
