/** What was said of a return beside its figures: the server's truth, and what she has said that is not in it yet. Pure. */
import type { CellKey } from '../../domain/ids.ts'
import type { CellView, ShownMessage, ShownReview } from '../desk.ts'
import { type Entry, isLive, isUnacked } from './outbox.ts'
import type { SheetLayers } from './overlay.ts'

/** The same object as the truth's where she has said nothing since. */
export function reviewOf({ truth, mine, counters, me }: SheetLayers): ShownReview | undefined {
  const review = truth?.review
  const hers = mine.filter(entry => entry.content.kind === 'answer' && isLive(entry, counters))
  if (review?.questions === undefined || hers.length === 0) return review
  const questions = review.questions.map(question => {
    const known = new Set(question.messages.map(({ id }) => id))
    const more = hers.flatMap(entry => (known.has(entry.opId) ? [] : messageOf(entry, question.id, me)))
    return more.length === 0 ? question : { ...question, messages: [...question.messages, ...more] }
  })
  return { ...review, questions }
}

function messageOf({ content, ...entry }: Entry, question: string, { id, name }: SheetLayers['me']): ShownMessage[] {
  if (content.kind !== 'answer' || content.value.question !== question) return []
  const { deviceTime, value } = content
  const said = { id: entry.opId, by: { id, name }, side: 'provider', text: value.text, deviceTime } as const
  if (!isUnacked(entry)) return [{ ...said, receivedAt: entry.receipt?.receivedAt ?? deviceTime }]
  return [{ ...said, receivedAt: deviceTime, standing: entry.state === 'queued' ? 'queued' : 'sent' }]
}

/** Figures of the council's that she has confirmed and the truth does not hold as confirmed yet. */
export const confirmedIn = (
  cells: ReadonlyMap<CellKey, CellView>,
  { mine, counters, me }: SheetLayers,
): readonly (readonly [CellKey, CellView])[] =>
  mine.flatMap(entry => {
    const { content, receipt } = entry
    if (content.kind !== 'confirm' || !isLive(entry, counters)) return []
    const confirmed = { by: { id: me.id, name: me.name }, at: receipt?.receivedAt ?? content.deviceTime }
    return content.value.cells.flatMap(({ cell, token }) => {
      const view = cells.get(cell)
      if (view?.behalf === undefined || view.behalf.confirmed !== undefined || view.base !== token) return []
      const behalf = { ...view.behalf, confirmed, ...(isUnacked(entry) ? { standing: 'waiting' as const } : {}) }
      return [[cell, { ...view, behalf }] as const]
    })
  })
