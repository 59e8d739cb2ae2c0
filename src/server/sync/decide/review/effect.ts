/**
 * What an act of review does to a return, from what stands in it alone: the same when it is decided and when the
 * record is played again. Who may do it, and what only the council's documents know, is asked in become-review.ts.
 */
import { kindOfCell } from '../../../../domain/cell-kinds.ts'
import type { Instant, PersonId } from '../../../../domain/ids.ts'
import type { Side } from '../../../../domain/review/owes.ts'
import { next } from '../../../../domain/workflow.ts'
import type { Cell } from '../../../../protocol/exchange.ts'
import type { ProblemCode } from '../../../../protocol/problems.ts'
import type { Question, Review } from '../../../../protocol/review.ts'
import type { StoredSheet } from '../../../storage/storage.ts'
import type { Operations } from '../batch.ts'
import { withoutLeft } from '../late.ts'
import type { Change } from '../ledger.ts'
import { answered, asked, closed } from './questions.ts'
import { receiptOf } from './receipt.ts'

/** Every kind that this decides. */
export const reviewKinds = [
  'answer',
  'confirm',
  'question',
  'close-question',
  'send-back',
  'accept',
  'on-time',
  'reopen',
  'rule',
  'take-late',
  'enter',
] as const
export type ReviewOperation = Operations<(typeof reviewKinds)[number]>
const kinds: readonly string[] = reviewKinds
export const isReview = <O extends { readonly kind: string }>(operation: O): operation is O & ReviewOperation =>
  kinds.includes(operation.kind)

/** Who did it, for whom, and when the server received it. */
export interface Doer {
  readonly by: { readonly id: PersonId; readonly name: string }
  readonly side: Side
  readonly receivedAt: Instant
}

export type Effect =
  | { readonly type: 'changes'; readonly change: Change }
  /** It is so already. */
  | { readonly type: 'stands' }
  | { readonly type: 'refused'; readonly code: ProblemCode }

const refused = (code: ProblemCode): Effect => ({ type: 'refused', code })
const stands: Effect = { type: 'stands' }
const changes = (change: Change): Effect => ({ type: 'changes', change })

export function effectOf(operation: ReviewOperation, sheet: StoredSheet, doer: Doer): Effect {
  const { review = {} } = sheet
  const { by, receivedAt: at } = doer
  switch (operation.kind) {
    case 'question':
      return withQuestions(review, asked(review.questions ?? [], operation, doer))
    case 'answer':
      return withQuestions(review, answered(review.questions ?? [], operation, doer))
    case 'close-question':
      return withQuestions(review, closed(review.questions ?? [], operation.value.question, { by, at }))
    case 'send-back':
      return sendBack(operation, sheet, doer)
    case 'accept':
      return accept(operation, sheet, doer)
    case 'on-time': {
      const { reason } = operation.value
      const { onTime, ...rest } = review
      if (reason === null) return onTime === undefined ? stands : changes({ review: rest })
      return changes({ review: { ...review, onTime: { by, at, reason } } })
    }
    case 'reopen':
      if (review.reopened !== undefined) return stands
      return changes({ review: { ...review, reopened: { by, at, reason: operation.value.reason } } })
    case 'rule':
      return rule(operation, sheet, doer)
    case 'take-late':
      return takeLate(operation, sheet)
    case 'enter':
      return enter(operation, sheet, doer)
    case 'confirm':
      return confirm(operation, sheet, doer)
  }
}

const withQuestions = (review: Review, found: readonly Question[] | ProblemCode | undefined): Effect => {
  if (found === undefined) return stands
  return typeof found === 'string' ? refused(found) : changes({ review: { ...review, questions: [...found] } })
}

function sendBack({ value }: Operations<'send-back'>, sheet: StoredSheet, { by, receivedAt: at }: Doer): Effect {
  const state = next(sheet.state, 'send-back', 'officer')
  if (state === undefined) return refused('not-submitted')
  const { accepted: _no, ...review } = sheet.review ?? {}
  const received = receiptOf(sheet)
  const returned = { by, at, ordinal: sheet.submission?.ordinal ?? 0, words: value.words }
  // From here on the first receipt stays, whatever is withdrawn later.
  return changes({ state, review: { ...review, ...(received ? { received } : {}), returned } })
}

function accept({ value }: Operations<'accept'>, sheet: StoredSheet, { by, receivedAt: at }: Doer): Effect {
  const state = next(sheet.state, 'accept', 'officer')
  if (state === undefined) return refused('not-submitted')
  if (Object.values(sheet.cells).some(cell => cell.sides !== undefined)) return refused('incomplete')
  const accepted = { by, at, ordinal: sheet.submission?.ordinal ?? 0, seen: value.seen }
  return changes({ state, review: { ...sheet.review, accepted } })
}

function rule({ cell, value }: Operations<'rule'>, sheet: StoredSheet, { by, receivedAt: at }: Doer): Effect {
  const standing = sheet.cells[cell]
  if (standing === undefined) return refused('not-found')
  if (!isDecided(cell, standing)) return refused('unknown-cell')
  if (standing.token !== value.token) return refused('seen-differs')
  const rulings = { ...sheet.review?.rulings, [cell]: { ...value, by, at } }
  return changes({ review: { ...sheet.review, rulings } })
}

/** A dispute with what the provider says instead, a proposed correction, or a figure that is to follow. */
function isDecided(cell: Operations<'rule'>['cell'], { value }: Cell): boolean {
  const { kind } = kindOfCell(cell)
  if (kind === 'figure') return value?.type === 'gap' && value.reason === 'to-follow'
  return kind === 'answer' || kind === 'own' || kind === 'earlier'
}

/** What was accepted stays as it was accepted: whoever wants it otherwise sends it back first, and everybody sees it. */
const isAccepted = ({ state }: StoredSheet): boolean => state === 'accepted' || state === 'released'

/** Each stands as its author wrote it: under its own id, in her name, as of its receipt. */
function takeLate({ value }: Operations<'take-late'>, sheet: StoredSheet): Effect {
  const { late = [] } = sheet
  if (isAccepted(sheet)) return refused('locked')
  const taken = value.operations.flatMap(id => late.find(each => each.opId === id) ?? [])
  if (taken.length < value.operations.length) return refused('not-found')
  // Of two for one cell the first would be written over by the second, and nobody would have chosen.
  if (new Set(taken.map(each => each.cell)).size < taken.length) return refused('malformed')
  if (taken.some(each => sheet.cells[each.cell]?.sides !== undefined)) return refused('seen-differs')
  const cells = Object.fromEntries(
    taken.map(each => [each.cell, { value: each.value, token: each.opId, by: each.by, at: each.receivedAt }]),
  )
  return changes({ cells, late: withoutLeft(late, value.operations) })
}

function enter(operation: Operations<'enter'>, sheet: StoredSheet, { by, receivedAt: at }: Doer): Effect {
  const { cell, value, base, opId: token, source, date } = operation
  const standing = sheet.cells[cell]
  if (isAccepted(sheet)) return refused('locked')
  // An officer writes over nothing that she has not seen, and chooses between nobody's figures.
  if ((standing?.token ?? null) !== base || standing?.sides !== undefined) return refused('seen-differs')
  return changes({ cells: { [cell]: { value, token, by, at, behalf: { source, date } } } })
}

/** All of them, or none: what is confirmed is what was on her screen. */
function confirm({ value }: Operations<'confirm'>, sheet: StoredSheet, { by, receivedAt: at }: Doer): Effect {
  const cells: Record<string, Cell> = {}
  for (const { cell, token } of value.cells) {
    const standing = sheet.cells[cell]
    if (standing?.token !== token) return refused('seen-differs')
    if (standing.behalf === undefined) return refused('not-found')
    if (standing.behalf.confirmed === undefined)
      cells[cell] = { ...standing, behalf: { ...standing.behalf, confirmed: { by, at } } }
  }
  return Object.keys(cells).length === 0 ? stands : changes({ cells })
}
