/** What a council says of returns, at a fake desk. */
import type { ShownQuestion } from '../../../src/device/desk.ts'
import type { CellKey, Instant, IsoDate, OpId, PersonId } from '../../../src/domain/ids.ts'

export const officer = { id: 'officer' as PersonId, name: 'Commissioning officer' }
export const askedAt = '2017-07-11T09:00:00.000Z' as Instant
export const questionId = (n: number): OpId => `0190a0a0-0000-7000-8000-0000000003${String(n).padStart(2, '0')}` as OpId

/** A question of the council's about a cell, or the whole return. */
export function question(n: number, cells: readonly string[], more: Partial<ShownQuestion> = {}): ShownQuestion {
  const id = questionId(n)
  const text = `Question ${n}: why?`
  return {
    id,
    cells: cells as readonly string[] as CellKey[],
    due: '2017-07-14' as IsoDate,
    messages: [{ id, by: officer, side: 'council', text, deviceTime: askedAt, receivedAt: askedAt }],
    ...more,
  }
}

/** The same, answered by the provider. */
export function answeredOne(one: ShownQuestion, text: string): ShownQuestion {
  const by = { id: 'person-1' as PersonId, name: 'Provider editor' }
  const id = questionId(90)
  return {
    ...one,
    messages: [...one.messages, { id, by, side: 'provider', text, deviceTime: askedAt, receivedAt: askedAt }],
  }
}
