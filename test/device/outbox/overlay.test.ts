import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { append, applyChange, type Entry, emptyOutbox, hold, type Outbox } from '../../../src/device/outbox/outbox.ts'
import { submit, write } from '../../../src/device/outbox/outbox-edits.ts'
import { markSent, nextBatch, receive, registered } from '../../../src/device/outbox/outbox-sending.ts'
import { needsYou, seenCells, viewOfSheet } from '../../../src/device/outbox/overlay.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import type { CellKey, DeviceId, Instant, OpId, PersonId, ScopeId } from '../../../src/domain/ids.ts'
import type { Cell, Outcome, SheetRow } from '../../../src/protocol/exchange.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { stampAt } from '../stamp.ts'

const at = (second: number): Instant => new Date(Date.UTC(2017, 6, 11, 9, 0, second)).toISOString() as Instant
const me = { id: lead.id, name: lead.name, email: lead.email, role: lead.role }
const colleague = { id: 'provider-editor' as PersonId, name: 'Provider editor' }
const opId = (): OpId => newOpId(1)
const cell = (value: number, token: OpId, more: Partial<Cell> = {}): Cell => ({
  value: amount(value),
  token,
  by: colleague,
  at: at(0),
  ...more,
})
const row = (held: Record<string, Cell>, more: Partial<SheetRow> = {}): SheetRow => ({
  sheet: sheets.east,
  rev: 1,
  state: 'open',
  submission: null,
  cells: held as SheetRow['cells'],
  digest: 'd'.repeat(64),
  ...more,
})
const empty = applyChange(emptyOutbox, registered(emptyOutbox, '0198c0de-0000-4000-8000-000000000001' as DeviceId))
const typed = (outbox: Outbox, value: number, token: OpId | null = null): Outbox =>
  applyChange(
    outbox,
    write(
      outbox,
      { sheet: sheets.east, cell: cells.closed, value: amount(value) },
      { token, sides: [] },
      stampAt(at(1)),
    ),
  )
const sent = (outbox: Outbox): Outbox => applyChange(outbox, markSent(outbox, nextBatch(outbox)))
const received = (outbox: Outbox, outcome: Partial<Outcome>): Outbox =>
  applyChange(
    outbox,
    receive(
      outbox,
      {
        outcomes: outbox.entries.map(entry => ({
          opId: entry.opId,
          outcome: 'applied',
          receivedAt: at(5),
          ...outcome,
        })),
        durableThrough: null,
      },
      at(6),
    ),
  )
const pulled = (outbox: Outbox): Outbox => ({
  ...outbox,
  counters: { ...outbox.counters, pulledAck: outbox.counters.ackNo },
})
const view = (outbox: Outbox, truth?: SheetRow, before?: ReturnType<typeof viewOfSheet>) =>
  viewOfSheet(
    { sheet: sheets.east, truth, mine: outbox.entries, counters: outbox.counters, uncommitted: [], me },
    before,
  )
const closed = (outbox: Outbox, truth?: SheetRow) => view(outbox, truth).cells.get(cells.closed)

describe('what the person sees of a cell', () => {
  it('beside her own that waits, is what the server last gave too; once hers is received, hers alone', () => {
    const token = opId()
    const truth = row({ [cells.closed]: cell(4, token) })
    const waiting = closed(typed(empty, 5, token), truth)
    expect(waiting).toMatchObject({
      value: amount(5),
      standing: 'waiting',
      received: { value: amount(4), by: colleague, at: at(0) },
    })
    expect(closed(typed(empty, 5))?.received).toBeUndefined()
    expect(closed(received(sent(typed(empty, 5, token)), {}), truth)?.received).toBeUndefined()
    expect(closed(empty, truth)?.received).toBeUndefined()
  })
  it('is the truth where she has written nothing', () => {
    const token = opId()
    expect(closed(empty, row({ closed: cell(4, token) }))).toEqual({
      value: amount(4),
      base: token,
      standing: 'received',
      by: colleague,
      at: at(0),
    })
  })

  it('is her own until it is received, and still until the truth has been pulled', () => {
    const token = opId()
    const truth = row({ closed: cell(4, token) })
    const mine = typed(empty, 5, token)
    expect(closed(mine, truth)).toMatchObject({ value: amount(5), standing: 'waiting' })
    expect(closed(sent(mine), truth)).toMatchObject({ value: amount(5), standing: 'waiting' })
    const acked = received(sent(mine), {})
    expect(closed(acked, truth)).toMatchObject({ value: amount(5), standing: 'received', base: acked.entries[0]?.opId })
    // Once pulled, the truth alone speaks, even when a colleague has gone on from it.
    const later = row({ closed: cell(9, opId()) })
    expect(closed(pulled(acked), later)).toMatchObject({ value: amount(9), by: colleague })
  })

  it('is the standing figure when hers was refused, marked, and under Needs you until she closes it', () => {
    const token = opId()
    const truth = row({ closed: cell(4, token) })
    const refused = received(sent(typed(empty, 5, token)), { outcome: 'rejected', code: 'locked' })
    expect(closed(refused, truth)).toMatchObject({ value: amount(4), base: token, standing: 'refused', code: 'locked' })
    expect(needsYou(refused.entries, () => true)).toMatchObject([
      { sheet: sheets.east, cell: cells.closed, code: 'locked', value: amount(5) },
    ])
    const dismissed = { ...refused, entries: refused.entries.map((entry): Entry => ({ ...entry, dismissed: true })) }
    expect(closed(dismissed, truth)).toMatchObject({ value: amount(4), standing: 'received' })
    expect(needsYou(dismissed.entries, () => true)).toEqual([])
  })

  it('keeps showing hers where the server waits for the write she built on, until the truth has it', () => {
    const waiting = pulled(received(sent(typed(empty, 5, opId())), { outcome: 'waiting' }))
    expect(closed(waiting, row({}))).toMatchObject({ value: amount(5), standing: 'waiting' })
    const mine = waiting.entries[0]?.opId ?? opId()
    const decided = row({ closed: cell(5, mine, { by: { id: me.id, name: me.name } }) })
    expect(closed(waiting, decided)).toMatchObject({ value: amount(5), standing: 'received' })
  })

  it('shows both sides of a conflict with the standing figure', () => {
    const mine = received(sent(typed(empty, 5)), { outcome: 'conflict' })
    const side = {
      value: amount(5),
      token: mine.entries[0]?.opId ?? opId(),
      by: { id: me.id, name: me.name },
      deviceTime: at(1),
      receivedAt: at(5),
    }
    const truth = row({ closed: cell(4, opId(), { sides: [side] }) })
    expect(closed(pulled(mine), truth)).toMatchObject({ value: amount(4), standing: 'received', sides: [side] })
  })
})

describe('what needs her', () => {
  const refused = received(sent(typed(empty, 5)), { outcome: 'rejected', code: 'locked' })
  it('can be entered again where the cell is open to her', () => {
    const asked: unknown[] = []
    const needs = (open: boolean) =>
      needsYou(refused.entries, (...cell) => {
        asked.push(cell)
        return open
      })
    expect(needs(true)).toMatchObject([{ standing: 'refused', again: true }])
    expect(needs(false)).toMatchObject([{ standing: 'refused', again: false }])
    expect(asked[0]).toEqual([sheets.east, cells.closed])
  })
  it('P1: is also what still goes although her access was taken away, until it is answered', () => {
    const waiting = typed(empty, 5)
    const held = applyChange(waiting, hold(waiting, new Set(['su-helper-2016/east-a' as ScopeId])))
    const going = { sheet: sheets.east, cell: cells.closed, value: amount(5), code: 'no-access', standing: 'going' }
    expect(needsYou(held.entries, () => true)).toMatchObject([{ ...going, again: false }])
    expect(needsYou(sent(held).entries, () => true)).toMatchObject([going])
    // Typed while it was being taken away: not held yet.
    const notHers = (scope: ScopeId) => scope !== 'su-helper-2016/east-a'
    expect(needsYou(waiting.entries, () => false, notHers)).toMatchObject([going])
    expect(needsYou(waiting.entries, () => false)).toEqual([])
    const answered = received(sent(held), { outcome: 'rejected', code: 'no-access' })
    expect(needsYou(answered.entries, () => false)).toMatchObject([{ ...going, standing: 'refused' }])
  })
})

describe('changes that came after submission', () => {
  const late = [opId(), opId()].map((id, n) => ({
    ...{ opId: id, cell: cells.closed, value: amount(n), by: colleague, deviceTime: at(1), receivedAt: at(2) },
  }))
  const [one, two] = late
  const truth = row({}, { state: 'submitted', late })
  const about = { v: 1 as const, person: lead.id, setVersion: 'none', appVersion: '0', deviceTime: at(3) }
  const leave = applyChange(
    empty,
    append(empty, [
      {
        ...about,
        ...{ opId: opId(), scope: 'su-helper-2016/east-a' as ScopeId, sheet: sheets.east, kind: 'leave' },
        value: { operations: [one?.opId ?? opId()], reason: 'Counted twice' },
      },
    ]),
  )
  it('are shown until she takes them in or leaves them out, and again when that is refused', () => {
    expect(view(empty, row({}))).not.toHaveProperty('late')
    expect(view(empty, truth).late).toEqual(late)
    expect(view(leave, truth).late).toEqual([two])
    expect(view(received(sent(leave), {}), truth).late).toEqual([two])
    expect(view(received(sent(leave), { outcome: 'rejected', code: 'not-allowed' }), truth).late).toEqual(late)
    const edit = { sheet: sheets.east, cell: cells.closed, value: amount(1) }
    const taken = (outbox: Outbox, takes: OpId) =>
      applyChange(outbox, write(outbox, edit, { token: null, sides: [] }, stampAt(at(4)), takes))
    expect(view(taken(empty, two?.opId ?? opId()), truth).late).toEqual([one])
    expect(view(taken(leave, two?.opId ?? opId()), truth)).not.toHaveProperty('late')
  })
  it('are a change of the view', () => {
    const before = view(empty, truth)
    expect(view(empty, row({}, { state: 'submitted', late: structuredClone(late) }), before)).toBe(before)
    expect(view(empty, row({}, { state: 'submitted' }), before)).not.toBe(before)
  })
})

describe('what the person sees of a submission', () => {
  const asked = submit(
    empty,
    [{ sheet: sheets.east, seen: 'a'.repeat(64) }],
    { name: 'Provider lead', role: 'Lead' },
    stampAt(at(1)),
  )
  const queued = applyChange(empty, asked)
  it('is on its way until answered, then submitted by the receipt, before any pull', () => {
    expect(view(queued).submitting).toMatchObject({ state: 'queued' })
    expect(view(sent(queued)).submitting).toMatchObject({ state: 'sent' })
    const done = received(sent(queued), { sheets: [{ sheet: sheets.east, ok: true, ordinal: 3 }] })
    expect(view(done)).toMatchObject({
      state: 'submitted',
      submitting: null,
      submission: { ordinal: 3, name: 'Provider lead' },
    })
  })
  it('needs her when the server says no for one return', () => {
    const done = received(sent(queued), { sheets: [{ sheet: sheets.east, ok: false, code: 'seen-differs' }] })
    expect(view(done)).toMatchObject({ state: 'open', submitting: null })
    expect(needsYou(done.entries, () => true)).toMatchObject([{ sheet: sheets.east, cell: null, code: 'seen-differs' }])
  })
})

describe('an unchanged part of a view', () => {
  it('is the same object as before', () => {
    const tokens = [opId(), opId()] as const
    const truth = row({ closed: cell(4, tokens[0]), open: cell(5, tokens[1]) })
    const first = view(empty, truth)
    expect(view(empty, structuredClone(truth), first)).toBe(first)
    const changed = view(typed(empty, 6, tokens[0]), structuredClone(truth), first)
    expect(changed).not.toBe(first)
    expect(changed.cells.get(cells.open)).toBe(first.cells.get(cells.open))
    expect(changed.cells.get(cells.closed)).not.toBe(first.cells.get(cells.closed))
  })
})

describe('for any truth and any operations', () => {
  const values = fc.dictionary(fc.constantFrom('closed', 'open', 'narrative/summary'), fc.nat(99))
  const edits = fc.array(
    fc.record({ cell: fc.constantFrom('closed', 'open', 'narrative/summary'), value: fc.nat(99), send: fc.boolean() }),
    { maxLength: 12 },
  )
  it('P4: laying the operations over the truth gives what the server gives by applying them', () => {
    fc.assert(
      fc.property(values, edits, (before, made) => {
        const truth = row(Object.fromEntries(Object.entries(before).map(([key, value]) => [key, cell(value, opId())])))
        let outbox = empty
        for (const edit of made) {
          const key = edit.cell as CellKey
          const shown = { token: truth.cells[key]?.token ?? null, sides: [] }
          outbox = applyChange(
            outbox,
            write(outbox, { sheet: sheets.east, cell: key, value: amount(edit.value) }, shown, stampAt(at(1))),
          )
          if (edit.send) outbox = sent(outbox)
        }
        const expected = { ...before, ...Object.fromEntries(made.map(edit => [edit.cell, edit.value])) }
        const shown = Object.fromEntries([...seenCells(view(outbox, truth))])
        expect(shown).toEqual(Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, amount(value)])))
      }),
      { numRuns: 200 },
    )
  })
})
