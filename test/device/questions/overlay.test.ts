import { describe, expect, it } from 'vitest'
import type { SheetView } from '../../../src/device/desk.ts'
import { answer, confirm } from '../../../src/device/outbox/answers.ts'
import { applyChange, type Entry, emptyOutbox, type Outbox } from '../../../src/device/outbox/outbox.ts'
import { markSent, nextBatch, receive, registered } from '../../../src/device/outbox/outbox-sending.ts'
import { needsYou, viewOfSheet } from '../../../src/device/outbox/overlay.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { keptSheet } from '../../../src/device/storage/as-submitted.ts'
import type { CellKey, DeviceId, Instant, IsoDate, PersonId } from '../../../src/domain/ids.ts'
import type { Outcome, SheetRow } from '../../../src/protocol/exchange.ts'
import type { Behalf, Question } from '../../../src/protocol/review.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { stampAt } from '../stamp.ts'

const at = (second: number): Instant => new Date(Date.UTC(2017, 6, 11, 9, 0, second)).toISOString() as Instant
const officer = { id: 'officer' as PersonId, name: 'Commissioning officer' }
const me = { id: lead.id, name: lead.name, email: lead.email, role: lead.role }
const asked = newOpId(1)
const question: Question = {
  id: asked,
  cells: [cells.closed],
  due: '2017-07-14' as IsoDate,
  messages: [{ id: asked, by: officer, side: 'council', text: 'Why so few?', deviceTime: at(0), receivedAt: at(0) }],
}
const row = (more: Partial<SheetRow> = {}): SheetRow => ({
  sheet: sheets.east,
  rev: 1,
  state: 'submitted',
  submission: null,
  cells: {},
  review: { questions: [question] },
  digest: 'd'.repeat(64),
  ...more,
})
const empty = applyChange(emptyOutbox, registered(emptyOutbox, '0198c0de-0000-4000-8000-000000000001' as DeviceId))
const answered = (outbox: Outbox, text: string): Outbox =>
  applyChange(outbox, answer(outbox, sheets.east, asked, text, stampAt(at(1))))
const sent = (outbox: Outbox): Outbox => applyChange(outbox, markSent(outbox, nextBatch(outbox)))
const received = (outbox: Outbox, said: Partial<Outcome> = {}): Outbox => {
  const outcomes = outbox.entries.map(({ opId }): Outcome => ({ opId, outcome: 'applied', receivedAt: at(5), ...said }))
  return applyChange(outbox, receive(outbox, { outcomes, durableThrough: null }, at(6)))
}
const view = (outbox: Outbox, truth: SheetRow = row(), before?: SheetView): SheetView =>
  viewOfSheet(
    { sheet: sheets.east, truth, mine: outbox.entries, counters: outbox.counters, uncommitted: [], me },
    before,
  )
const said = (outbox: Outbox, truth?: SheetRow) => view(outbox, truth).review?.questions?.[0]?.messages.slice(1) ?? []
const only = (outbox: Outbox): Entry => {
  const [entry, ...more] = outbox.entries
  if (entry === undefined || more.length > 0) throw new Error('not one entry')
  return entry
}

describe('an answer of hers', () => {
  it('stands in its question while queued, sent, and received before the next pull; then the truth shows it, once', () => {
    const queued = answered(empty, ' The form came late. ')
    expect(said(queued)).toMatchObject([{ text: 'The form came late.', side: 'provider', standing: 'queued' }])
    expect(said(sent(queued))).toMatchObject([{ standing: 'sent' }])
    const taken = received(sent(queued))
    expect(said(taken)).toMatchObject([{ text: 'The form came late.', receivedAt: at(5) }])
    expect(said(taken)[0]).not.toHaveProperty('standing')
    const { opId } = only(taken)
    const message = { ...said(taken)[0], id: opId } as Question['messages'][number]
    const truth = row({ review: { questions: [{ ...question, messages: [...question.messages, message] }] } })
    expect(said(taken, truth)).toHaveLength(1)
  })
  it('is replaced in place while queued, and taken back by a void of the same number', () => {
    const first = answered(empty, 'One')
    const second = answered(first, 'Two')
    expect(only(second)).toMatchObject({ opId: only(first).opId, seq: 1, content: { value: { text: 'Two' } } })
    const back = answered(second, '')
    expect(only(back)).toMatchObject({ opId: only(first).opId, seq: 1, content: { kind: 'void' } })
    expect(said(back)).toEqual([])
  })
  it('is never replaced once it may have left: the next word follows it', () => {
    const outbox = answered(sent(answered(empty, 'One')), 'Two')
    expect(said(outbox).map(({ text, standing }) => [text, standing])).toEqual([
      ['One', 'sent'],
      ['Two', 'queued'],
    ])
    expect(outbox.entries.map(entry => entry.seq)).toEqual([1, 2])
  })
  it('of another question touches neither', () => {
    const other: Question = { ...question, id: newOpId(2) }
    const truth = row({ review: { questions: [question, other] } })
    const outbox = applyChange(
      answered(empty, 'One'),
      answer(answered(empty, 'One'), sheets.east, other.id, 'Another', stampAt(at(2))),
    )
    expect(view(outbox, truth).review?.questions?.map(one => one.messages.at(-1)?.text)).toEqual(['One', 'Another'])
  })
  it('that is empty, or longer than a message may be, is none', () => {
    expect(answer(empty, sheets.east, asked, '  ', stampAt(at(1))).puts).toEqual([])
    expect(() => answer(empty, sheets.east, asked, 'x'.repeat(2_001), stampAt(at(1)))).toThrow(RangeError)
    expect(said(answered(empty, 'x'.repeat(2_000)))).toHaveLength(1)
  })
  it('refused because the question was closed is under *Needs you* with its words, and not in the thread', () => {
    const refused = received(sent(answered(empty, 'Too late')), { outcome: 'rejected', code: 'locked' })
    expect(said(refused)).toEqual([])
    expect(needsYou(refused.entries, () => true)).toMatchObject([
      { sheet: sheets.east, cell: null, code: 'locked', said: { kind: 'answer', question: asked, text: 'Too late' } },
    ])
  })
  it('leaves everything else of the view as it was, and nothing to redraw when nothing changed', () => {
    const truth = row({ cells: { [cells.closed]: { value: amount(3), token: newOpId(3), by: officer, at: at(0) } } })
    const before = view(answered(empty, 'One'), truth)
    expect(view(answered(empty, 'One'), truth, before).cells).toBe(before.cells)
    const same = answered(empty, 'One')
    expect(view(same, truth, view(same, truth))).toEqual(view(same, truth))
    const drawn = view(same, truth)
    expect(view(same, truth, drawn)).toBe(drawn)
    expect(view(answered(same, 'Two'), truth, drawn)).not.toBe(drawn)
  })
  it('stays out of a return that has no such question, as after a restore: it still goes', () => {
    const outbox = answered(empty, 'One')
    expect(view(outbox, row({ review: {} })).review).toEqual({})
    expect(nextBatch(outbox)).toHaveLength(1)
  })
})

describe('what is kept of a return', () => {
  it('keeps what the council said of it, sent back or not', () => {
    const submission = {
      ...{ ordinal: 1, seen: 'a'.repeat(64), by: officer, name: 'Lead', role: 'Lead' },
      ...{ deviceTime: at(0), receivedAt: at(0) },
    }
    const before = row({ submission, state: 'submitted', review: {} })
    expect(keptSheet(row({ submission, state: 'sent-back' }), before).review?.questions).toEqual([question])
  })
})

describe('a figure that the council entered', () => {
  const token = newOpId(4)
  const behalf: Behalf = { source: 'by phone', date: '2017-07-03' as IsoDate }
  const truth = row({
    cells: { [cells.closed]: { value: amount(3), token, by: officer, at: at(0), behalf } },
  })
  const confirmed = (outbox: Outbox, of: readonly CellKey[] = [cells.closed]): Outbox =>
    applyChange(outbox, confirm(outbox, view(outbox, truth), of, stampAt(at(2))))
  const shown = (outbox: Outbox, of = truth) => view(outbox, of).cells.get(cells.closed)

  it('says so, and where it comes from', () => {
    expect(shown(empty)).toMatchObject({ value: amount(3), standing: 'received', behalf })
  })
  it('is confirmed as it was seen, once, and says that it waits until it is received', () => {
    const outbox = confirmed(confirmed(empty))
    expect(only(outbox)).toMatchObject({
      content: { kind: 'confirm', value: { cells: [{ cell: cells.closed, token }] } },
    })
    expect(shown(outbox)?.behalf).toMatchObject({ confirmed: { by: { id: lead.id } }, standing: 'waiting' })
    const taken = received(sent(outbox))
    expect(shown(taken)?.behalf?.confirmed).toMatchObject({ at: at(5) })
    expect(shown(taken)?.behalf).not.toHaveProperty('standing')
  })
  it('that was entered anew meanwhile is to be confirmed anew', () => {
    const anew = row({
      cells: { [cells.closed]: { value: amount(4), token: newOpId(9), by: officer, at: at(3), behalf } },
    })
    expect(shown(confirmed(empty), anew)?.behalf).toEqual(behalf)
  })
  it('of which nothing was entered for her cannot be confirmed', () => {
    expect(confirmed(empty, [cells.open]).entries).toEqual([])
  })
  it('refused, is under *Needs you* by the cells it named', () => {
    const refused = received(sent(confirmed(empty)), { outcome: 'rejected', code: 'not-allowed' })
    expect(needsYou(refused.entries, () => true)).toMatchObject([{ said: { kind: 'confirm', cells: [cells.closed] } }])
    expect(shown(refused)?.behalf).toEqual(behalf)
  })
})
