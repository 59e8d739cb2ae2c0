/** One return as the month board shows it: how far it is, how its figures stand, and what in it waits for somebody. */

import { answerCell } from '../../domain/cell-kinds.ts'
import { errorsOf } from '../../domain/checks/checks.ts'
import { isExplained, queriesOf } from '../../domain/checks/queries.ts'
import { proposalsOf } from '../../domain/earlier.ts'
import type { CellKey, Instant, OpId } from '../../domain/ids.ts'
import { completeness, indicatorsOf, type ReturnContext, readCell } from '../../domain/reading.ts'
import { owesAnswer } from '../../domain/review/owes.ts'
import { enteredAt } from '../../domain/set/indicators.ts'
import type { BoardRow } from '../../protocol/exchange.ts'
import type { Question } from '../../protocol/review.ts'
import type { StoredSheet } from '../storage/storage.ts'
import { seenDigest } from '../sync/decide/decide-return.ts'
import { receiptOf } from '../sync/decide/review/receipt.ts'

/** `row`: as it is stored; undefined: nothing has been written yet. */
export function boardRow(
  sheet: BoardRow['sheet'],
  row: StoredSheet | undefined,
  context: ReturnContext,
  setVersion: string,
): BoardRow {
  const { owed, done } = completeness(context)
  const standing = Object.values(row?.cells ?? {})
  const review = row?.review ?? {}
  const received = (row && receiptOf(row)) ?? null
  const waits = {
    lockedOut: row?.late?.length ?? 0,
    conflicts: standing.filter(cell => cell.sides !== undefined).length,
    ...explainedOf(context),
    questions: questionsOf(review.questions ?? []),
    toConfirm: standing.filter(cell => cell.behalf !== undefined && cell.behalf.confirmed === undefined).length,
    toDecide: row ? toDecide(context, row) : 0,
  }
  const state = row?.state ?? 'open'
  return {
    sheet,
    state,
    answered: done,
    owed,
    written: context.cells.size,
    ordinal: row?.submission?.ordinal ?? null,
    submittedAt: row?.submission?.receivedAt ?? null,
    ...ratingsOf(context),
    ...waits,
    received,
    // Of the submission that was received then: a later one says nothing of when the first was made.
    statedAt: row?.submission?.receivedAt === received ? (row?.submission?.deviceTime ?? null) : null,
    onTime: review.onTime?.reason ?? null,
    reopened: review.reopened !== undefined,
    seen: row ? seenDigest(row.cells, setVersion) : null,
    clean: state === 'submitted' && !asksForALook(waits) && errorsOf(context).length === 0,
  }
}

type Waits = Pick<BoardRow, 'lockedOut' | 'conflicts' | 'unexplained' | 'questions' | 'toConfirm' | 'toDecide'>
const asksForALook = ({ lockedOut, conflicts, unexplained, questions, toConfirm, toDecide }: Waits): boolean =>
  [lockedOut, conflicts, unexplained, questions.owedByProvider, questions.owedByCouncil, toConfirm, toDecide].some(
    count => count > 0,
  )

function ratingsOf(context: ReturnContext): Pick<BoardRow, 'ratings' | 'worsened'> {
  const ratings = { green: 0, amber: 0, red: 0, notRated: 0 }
  let worsened = 0
  for (const indicator of indicatorsOf(context.set, context.contract, context.period)) {
    if (!enteredAt(indicator, context.place)) continue
    const { rating, direction, of } = readCell(context, indicator)
    ratings[rating.rag ?? 'notRated'] += 1
    // A figure that is not due this month stands as it was, and has not worsened since.
    if (direction.type === 'worsened' && of === context.period) worsened += 1
  }
  return { ratings, worsened }
}

/** A return that nobody has begun asks for nothing: what is not there is counted as unanswered already. */
function explainedOf(context: ReturnContext): Pick<BoardRow, 'explained' | 'unexplained'> {
  if (context.cells.size === 0) return { explained: 0, unexplained: 0 }
  const queries = queriesOf(context)
  const explained = queries.filter(query => isExplained(context, query)).length
  return { explained, unexplained: queries.length - explained }
}

/** Since when the other side has waited: its own last word may have been several. */
function waitsSince({ messages }: Question): Instant | undefined {
  const last = messages.at(-1)?.side
  const answered = messages.findLastIndex(message => message.side !== last)
  return messages[answered + 1]?.receivedAt
}

function questionsOf(questions: readonly Question[]): BoardRow['questions'] {
  const open = questions.flatMap(question => {
    const [owes, since] = [owesAnswer(question), waitsSince(question)]
    return owes === undefined || since === undefined ? [] : [{ owes, since, cells: question.cells }]
  })
  const [longest] = open.toSorted((a, b) => (a.since < b.since ? -1 : 1))
  return {
    owedByProvider: open.filter(each => each.owes === 'provider').length,
    owedByCouncil: open.filter(each => each.owes === 'council').length,
    since: longest?.since ?? null,
    cells: longest?.cells ?? [],
  }
}

/** Disputes with a figure of the council's and proposed corrections, as long as nobody has decided on what stands there. */
function toDecide(context: ReturnContext, row: StoredSheet): number {
  const disputes = indicatorsOf(context.set, context.contract, context.period).flatMap(({ id }) => {
    const answer = context.cells.get(answerCell(id))
    return answer?.type === 'explanation' && answer.reasons.includes('dispute') ? [answerCell(id)] : []
  })
  const proposals = proposalsOf(context).map(each => each.cell)
  return [...disputes, ...proposals].filter(cell => isUndecided(row, cell)).length
}

const isUndecided = ({ cells, review }: StoredSheet, cell: CellKey): boolean => {
  const ruled: OpId | undefined = review?.rulings?.[cell]?.token
  return ruled === undefined || ruled !== cells[cell]?.token
}
