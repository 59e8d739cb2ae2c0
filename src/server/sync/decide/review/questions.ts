/** The questions about a return: asked, answered, closed. Nothing said is ever changed or lost. Pure. */
import type { OpId } from '../../../../domain/ids.ts'
import type { ProblemCode } from '../../../../protocol/problems.ts'
import type { Message, Question } from '../../../../protocol/review.ts'
import type { Operations } from '../batch.ts'
import type { Doer } from './effect.ts'

/** Of one return, and in one question: far more than people write, and no more than a row can carry. */
const mostQuestions = 300
const mostMessages = 200

const messageOf = (
  { opId: id, deviceTime }: Operations<'question' | 'answer'>,
  text: string,
  { by, side, receivedAt }: Doer,
): Message => ({ id, by, side, text, deviceTime, receivedAt })

export function asked(
  questions: readonly Question[],
  operation: Operations<'question'>,
  doer: Doer,
): readonly Question[] | ProblemCode {
  if (questions.length >= mostQuestions) return 'too-large'
  const { text, ...about } = operation.value
  return [...questions, { id: operation.opId, ...about, messages: [messageOf(operation, text, doer)] }]
}

/** In the order of receipt: of two answers that did not know of each other both are kept. */
export function answered(
  questions: readonly Question[],
  operation: Operations<'answer'>,
  doer: Doer,
): readonly Question[] | ProblemCode {
  const { question, text } = operation.value
  const found = questions.find(each => each.id === question)
  if (found === undefined) return 'not-found'
  if (found.closed !== undefined) return 'locked'
  if (found.messages.length >= mostMessages) return 'too-large'
  const messages = [...found.messages, messageOf(operation, text, doer)]
  return questions.map(each => (each === found ? { ...each, messages } : each))
}

/** undefined: it was closed before. */
export function closed(
  questions: readonly Question[],
  id: OpId,
  closing: NonNullable<Question['closed']>,
): readonly Question[] | ProblemCode | undefined {
  const found = questions.find(each => each.id === id)
  if (found === undefined) return 'not-found'
  if (found.closed !== undefined) return undefined
  return questions.map(each => (each === found ? { ...each, closed: closing } : each))
}
