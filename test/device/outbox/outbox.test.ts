import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Edit } from '../../../src/device/desk.ts'
import {
  applyChange,
  type Change,
  dismiss,
  emptyOutbox,
  hold,
  isUnacked,
  mayBeForgotten,
  type Outbox,
  operationOf,
  waitingCount,
} from '../../../src/device/outbox/outbox.ts'
import { submit, takeBack, write } from '../../../src/device/outbox/outbox-edits.ts'
import {
  markSent,
  nextBatch,
  receive,
  registered,
  renumber,
  sendAgainFrom,
  withNewIds,
} from '../../../src/device/outbox/outbox-sending.ts'
import { damagedIn, setAside } from '../../../src/device/outbox/set-aside.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import { opIdSchema } from '../../../src/domain/id-schemas.ts'
import type { CellKey, DeviceId, Instant, OpId, ScopeId, SheetId } from '../../../src/domain/ids.ts'
import type { Outcome } from '../../../src/protocol/exchange.ts'
import { operationSchema } from '../../../src/protocol/operation.ts'
import { amount, cells, lead, sheets } from '../county.ts'
import { stampAt } from '../stamp.ts'

const at = (second: number): Instant => new Date(Date.UTC(2017, 6, 11, 9, 0, second)).toISOString() as Instant
const device = '0198c0de-0000-4000-8000-000000000001' as DeviceId
const second = '0198c0de-0000-4000-8000-000000000002' as DeviceId
const never = { token: null, sides: [] }

const start: Outbox = applyChange(emptyOutbox, registered(emptyOutbox, device))
const step = (outbox: Outbox, change: Change): Outbox => applyChange(outbox, change)
const type = (outbox: Outbox, value: number, cell: CellKey = cells.closed, sheet: SheetId = sheets.east): Outbox =>
  step(outbox, write(outbox, { sheet, cell, value: amount(value) }, never, stampAt(at(1))))
const seenBase = (
  outbox: Outbox,
  seen: OpId | null | undefined,
  shown: { token: OpId | null; sides: OpId[] },
  sides?: OpId[],
) => {
  const began = { ...(seen === undefined ? {} : { seen }), ...(sides === undefined ? {} : { sides }) }
  const edit = { sheet: sheets.east, cell: cells.closed, value: amount(9), ...began }
  return write(outbox, edit, shown, stampAt(at(1))).puts[0]?.content
}
const aside = { person: lead.id, now: at(4), newId: () => newOpId(4) }
const sendAll = (outbox: Outbox): Outbox => step(outbox, markSent(outbox, nextBatch(outbox)))
const answered = (outbox: Outbox, outcome: Partial<Outcome> = {}, only?: (opId: OpId) => boolean): Outbox =>
  step(
    outbox,
    receive(
      outbox,
      {
        outcomes: outbox.entries
          .filter(entry => only?.(entry.opId) ?? true)
          .map(entry => ({ opId: entry.opId, outcome: 'applied', receivedAt: at(2), ...outcome })),
        durableThrough: null,
      },
      at(3),
    ),
  )

describe('the outbox', () => {
  it('makes ids that the protocol takes', () => {
    expect(opIdSchema.safeParse(newOpId(Date.now())).success).toBe(true)
    expect(newOpId(5) < newOpId(6)).toBe(true)
  })

  it('replaces a queued operation on the same cell in place: same id, number and base', () => {
    const once = type(start, 1)
    const twice = type(once, 2)
    expect(twice.entries).toHaveLength(1)
    const [before] = once.entries
    expect(twice.entries[0]).toMatchObject({ opId: before?.opId, seq: 1, content: { base: null, value: amount(2) } })
  })

  it('never replaces what was sent: the next edit names it as its base', () => {
    const sent = sendAll(type(start, 1))
    const then = type(sent, 2)
    expect(then.entries.map(entry => [entry.seq, entry.state])).toEqual([
      [1, 'sent'],
      [2, 'queued'],
    ])
    expect(then.entries[1]?.content).toMatchObject({ base: then.entries[0]?.opId })
  })

  it('keeps a receipt that is not yet in the truth as the base, and a refused operation never', () => {
    const received = answered(sendAll(type(start, 1)))
    expect(type(received, 2).entries[1]?.content).toMatchObject({ base: received.entries[0]?.opId })
    const refused = answered(sendAll(type(start, 1)), { outcome: 'rejected', code: 'locked' })
    expect(type(refused, 2).entries[1]?.content).toMatchObject({ base: null })
  })

  it('does not slip an edit in before a submission that waits', () => {
    const edited = type(start, 1)
    const seen = 'a'.repeat(64)
    const submitted = step(
      edited,
      submit(edited, [{ sheet: sheets.east, seen }], { name: 'N', role: 'R' }, stampAt(at(1))),
    )
    const late = type(submitted, 2)
    expect(late.entries.map(entry => entry.content.kind)).toEqual(['set', 'submit', 'set'])
  })

  it('takes a queued submission back in place, part or all of it, and withdraws one that has gone', () => {
    const seen = 'a'.repeat(64)
    const both = [sheets.east, sheets.south].map(sheet => ({ sheet, seen }))
    const queued = step(start, submit(start, both, { name: 'N', role: 'R' }, stampAt(at(1))))
    expect(queued.entries[0]?.content).toMatchObject({
      scope: 'su-helper-2016/all',
      sheet: 'su-helper-2016/all/2017-06',
    })
    const part = step(queued, takeBack(queued, [sheets.east], stampAt(at(2))))
    expect(part.entries).toHaveLength(1)
    expect(part.entries[0]?.content).toMatchObject({
      kind: 'submit',
      value: { sheets: [{ sheet: sheets.south, seen }] },
    })
    const none = step(part, takeBack(part, [sheets.south], stampAt(at(2))))
    expect(none.entries[0]).toMatchObject({ seq: 1, state: 'queued', content: { kind: 'void' } })
    expect(waitingCount(none)).toBe(0)
    expect(answered(sendAll(none)).entries[0]?.state).toBe('cancelled')
    const gone = sendAll(queued)
    const withdrawn = step(gone, takeBack(gone, [sheets.east], stampAt(at(2))))
    expect(withdrawn.entries.map(entry => entry.content.kind)).toEqual(['submit', 'withdraw'])
    expect(step(withdrawn, takeBack(withdrawn, [sheets.east], stampAt(at(2)))).entries).toHaveLength(2)
  })

  it('sends in device order, a month of a whole contract at once, fewer when they are long', () => {
    let outbox = start
    for (let n = 0; n < 510; n += 1) outbox = type(outbox, n, `cell-${n}` as CellKey)
    expect(nextBatch(outbox).map(entry => entry.seq)).toEqual(Array.from({ length: 500 }, (_, n) => n + 1))
    expect(nextBatch(outbox, { operations: 100, characters: 2_000 }).length).toBeLessThan(10)
    expect(nextBatch(outbox, { operations: 100, characters: 1 })).toHaveLength(1)
  })

  it('sends again from a number, as it was, and says when it cannot', () => {
    let outbox = start
    for (let n = 0; n < 4; n += 1) outbox = type(outbox, n, `cell-${n}` as CellKey)
    outbox = answered(sendAll(outbox))
    const change = sendAgainFrom(outbox, 3)
    if (change === undefined) throw new Error('it can')
    const again = step(outbox, change)
    expect(nextBatch(again).map(entry => entry.seq)).toEqual([3, 4])
    expect(again.counters.last?.seq).toBe(2)
    const forgotten = { ...outbox, entries: outbox.entries.filter(entry => entry.seq !== 3) }
    expect(sendAgainFrom(forgotten, 3)).toBeUndefined()
  })

  it('P3: one counter says that a batch has left; its rows are not written again, nor by the receipts', () => {
    const outbox = type(type(start, 1), 2, cells.open)
    const sending = markSent(outbox, nextBatch(outbox))
    expect(sending.puts).toEqual([])
    expect(sending.counters.sentThrough).toBe(2)
    const sent = step(outbox, sending)
    expect(sent.entries.map(entry => entry.state)).toEqual(['sent', 'sent'])
    expect(markSent(sent, nextBatch(sent)).counters).toBe(sent.counters)
    const outcomes = sent.entries.map(({ opId }): Outcome => ({ opId, outcome: 'applied', receivedAt: at(2) }))
    const receiving = receive(sent, { outcomes, durableThrough: null }, at(3))
    expect(receiving).toMatchObject({ puts: [], receipts: { ackNo: 1, outcomes } })
    expect(step(sent, receiving).entries.map(entry => [entry.state, entry.receipt?.ackNo])).toEqual([
      ['acked', 1],
      ['acked', 1],
    ])
    // An answer about what has not left is no answer of ours.
    expect(receive(outbox, { outcomes, durableThrough: null }, at(3)).receipts).toBeUndefined()
  })

  it('P1: what is held goes in turn and takes its answer; a new number forgets what the old one had sent', () => {
    const typed = type(type(start, 1), 2, cells.open, sheets.south)
    const held = step(typed, hold(typed, new Set(['su-helper-2016/east-a' as ScopeId])))
    expect(held.entries.map(entry => entry.state)).toEqual(['held', 'queued'])
    expect(answered(held).entries.map(entry => entry.state)).toEqual(['held', 'queued'])
    const sent = sendAll(held)
    expect(sent.entries.map(entry => entry.state)).toEqual(['held', 'sent'])
    expect(answered(sent).entries.map(entry => entry.state)).toEqual(['acked', 'acked'])
    const later = type(sent, 3, cells.closed, sheets.west)
    const anew = step(later, renumber(later, second, 'unacked'))
    expect(anew.counters.sentThrough).toBe(0)
    expect(anew.entries.map(entry => [entry.seq, entry.state])).toEqual([
      // Its answer may still come, as that of the next may.
      [1, 'sent'],
      [2, 'sent'],
      [3, 'queued'],
    ])
    expect(answered(anew).entries.map(entry => entry.state)).toEqual(['acked', 'acked', 'queued'])
  })

  it('P3: what waits under new ids has not left, though its number had', () => {
    const two = sendAll(type(type(start, 1), 2, cells.open))
    const resent = sendAgainFrom(
      answered(two, {}, opId => opId === two.entries[0]?.opId),
      1,
    )
    if (resent === undefined) throw new Error('it can')
    const waiting = type(
      step(
        answered(two, {}, opId => opId === two.entries[0]?.opId),
        resent,
      ),
      3,
      cells.summary,
    )
    const anew = step(
      waiting,
      withNewIds(waiting, () => newOpId(5)),
    )
    // The first is the server's own and is left alone; the others move up.
    expect(anew.entries.filter(isUnacked).map(entry => [entry.seq, entry.state])).toEqual([
      [1, 'sent'],
      [2, 'queued'],
    ])
  })

  it('shows again what she had closed, when it goes again', () => {
    const refused = answered(sendAll(type(start, 1)), { outcome: 'rejected', code: 'locked' })
    const closed = step(refused, dismiss(refused, refused.entries[0]?.opId as OpId))
    expect(closed.entries[0]?.dismissed).toBe(true)
    const change = sendAgainFrom(closed, 1)
    if (change === undefined) throw new Error('it can')
    expect(step(closed, change).entries[0]).toMatchObject({ state: 'sent', dismissed: false })
    expect(step(closed, renumber(closed, second, 'all')).entries[0]).toMatchObject({ state: 'sent', dismissed: false })
  })

  it('P6: sets one aside, gives its number to a void and its base to what follows, sent or not', () => {
    const first = answered(sendAll(type(start, 1)))
    const two = sendAll(type(sendAll(type(first, 2)), 3))
    const outbox = type(type(two, 4), 5, cells.open)
    const [acked, bad, sent, queued] = outbox.entries
    if (acked === undefined || bad === undefined || sent === undefined || queued === undefined) throw new Error('none')
    const after = step(outbox, setAside(outbox, new Map([[bad.opId, 'malformed']]), aside))
    const find = (opId: OpId) => after.entries.find(entry => entry.opId === opId)
    expect(find(bad.opId)).toMatchObject({
      ...{ state: 'acked', device: null, seq: 0, content: bad.content },
      receipt: { outcome: 'rejected', code: 'malformed' },
    })
    expect(find(sent.opId)?.content).toMatchObject({ base: acked.opId, value: amount(3) })
    expect(find(queued.opId)?.content).toMatchObject({ base: sent.opId })
    const waiting = after.entries.filter(isUnacked)
    expect(waiting.map(entry => [entry.seq, entry.content.kind])).toEqual([
      [2, 'void'],
      [3, 'set'],
      [4, 'set'],
      [5, 'set'],
    ])
    // Two in a row: what follows is given what stood before both.
    const both = setAside(outbox, new Map([bad, sent].map(entry => [entry.opId, 'too-large'])), aside)
    expect(step(outbox, both).entries.find(entry => entry.opId === queued.opId)?.content).toMatchObject({
      base: acked.opId,
    })
    // It has no number any more: a device that is numbered anew leaves it where it is.
    const anew = step(after, renumber(after, second, 'all'))
    expect(anew.entries.find(entry => entry.opId === bad.opId)).toMatchObject({ state: 'acked', seq: 0 })
    // A void that cannot be read leaves nothing behind but another void.
    const stand = waiting[0]?.opId as OpId
    const again = step(after, setAside(after, new Map([[stand, 'malformed']]), aside))
    expect(again.entries.some(entry => entry.opId === stand)).toBe(false)
    expect(again.entries.filter(isUnacked).map(entry => entry.seq)).toEqual([2, 3, 4, 5])
    expect(damagedIn(again).size).toBe(0)
  })

  it('keeps what is received 35 days by the server clock, and until a backup has it', () => {
    const [entry] = answered(sendAll(type(start, 1))).entries
    if (entry === undefined) throw new Error('no entry')
    const day = 86_400_000
    const later = (days: number) => new Date(Date.parse(at(2)) + days * day).toISOString() as Instant
    const counters = { ...start.counters, pulledAck: 1, ackNo: 1 }
    expect(mayBeForgotten(entry, { ...counters, serverTime: later(34), durableThrough: later(30) })).toBe(false)
    expect(mayBeForgotten(entry, { ...counters, serverTime: later(35), durableThrough: null })).toBe(false)
    expect(mayBeForgotten(entry, { ...counters, serverTime: later(35), durableThrough: later(-1) })).toBe(false)
    expect(mayBeForgotten(entry, { ...counters, serverTime: later(35), durableThrough: later(30) })).toBe(true)
    const refused = { ...entry, receipt: entry.receipt && { ...entry.receipt, outcome: 'rejected' as const } }
    expect(mayBeForgotten(refused, { ...counters, serverTime: later(35), durableThrough: later(30) })).toBe(false)
  })
})

type Step =
  | { readonly do: 'type'; readonly cell: number; readonly value: number }
  | { readonly do: 'send' }
  | { readonly do: 'answer'; readonly every: number }
  | { readonly do: 'fork' }
  | { readonly do: 'new-ids' }
  | { readonly do: 'again'; readonly from: number }
  | { readonly do: 'aside'; readonly nth: number }
  | { readonly do: 'hold' }

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('type' as const), cell: fc.nat(3), value: fc.nat(99) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('send' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer' as const), every: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fork' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('new-ids' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const), from: fc.integer({ min: 1, max: 9 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('aside' as const), nth: fc.nat(4) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('hold' as const) }) },
)

function run(outbox: Outbox, { do: what, ...how }: Step & Record<string, unknown>): Outbox {
  const number = (name: string): number => Number(how[name])
  switch (what) {
    case 'type':
      return type(outbox, number('value'), `cell-${number('cell')}` as CellKey)
    case 'send':
      return sendAll(outbox)
    case 'answer':
      return answered(outbox, {}, opId => outbox.entries.findIndex(entry => entry.opId === opId) < number('every') * 2)
    case 'fork':
      return step(outbox, renumber(outbox, second, 'unacked'))
    case 'new-ids':
      return step(
        outbox,
        withNewIds(outbox, () => newOpId(1)),
      )
    case 'aside': {
      const bad = nextBatch(outbox).at(number('nth'))
      return step(outbox, setAside(outbox, new Map(bad === undefined ? [] : [[bad.opId, 'malformed']]), aside))
    }
    case 'hold':
      return step(outbox, hold(outbox, new Set(['su-helper-2016/east-a' as ScopeId])))
    case 'again':
      return step(outbox, sendAgainFrom(outbox, number('from')) ?? { counters: outbox.counters, puts: [] })
  }
}

describe('whatever happens to an outbox', () => {
  it('P5: what waits is numbered without a gap, in order of making, and reads as the protocol says', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), steps => {
        const outbox = steps.reduce<Outbox>((now, each) => run(now, each as Step & Record<string, unknown>), start)
        const waiting = outbox.entries.filter(isUnacked)
        for (const [index, entry] of waiting.entries()) {
          expect(entry.seq).toBe((waiting[0]?.seq ?? 0) + index)
          expect(operationSchema.safeParse(operationOf(entry, device)).success).toBe(true)
          expect(entry.content.opId).toBe(entry.opId)
        }
        if (waiting.length > 0) expect(outbox.counters.nextSeq).toBe((waiting.at(-1)?.seq ?? 0) + 1)
        expect(new Set(outbox.entries.map(entry => entry.opId)).size).toBe(outbox.entries.length)
      }),
      { numRuns: 300 },
    )
  })

  it('P2: each edit of a cell names the one before it, or replaces it unseen', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), steps => {
        const outbox = steps.reduce<Outbox>((now, each) => run(now, each as Step & Record<string, unknown>), start)
        const last = new Map<string, OpId>()
        for (const { content, opId, seq } of outbox.entries) {
          // What was set aside has no number: nothing is built on it.
          if (content.kind !== 'set' || seq === 0) continue
          expect(content.base).toBe(last.get(content.cell) ?? null)
          last.set(content.cell, opId)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('P1: the last value typed in each cell is in it, whatever was sent, answered or renumbered', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), steps => {
        const outbox = steps.reduce<Outbox>((now, each) => run(now, each as Step & Record<string, unknown>), start)
        const typed = new Map<string, number>()
        for (const each of steps) if (each.do === 'type') typed.set(`cell-${each.cell}`, each.value)
        for (const [cell, value] of typed) {
          const mine = outbox.entries.findLast(({ content }) => 'cell' in content && content.cell === cell)
          expect(mine?.content).toMatchObject({ value: amount(value) })
        }
      }),
      { numRuns: 300 },
    )
  })
})

describe('the base of an edit', () => {
  const [old, now, side] = [newOpId(1), newOpId(2), newOpId(3)] as [OpId, OpId, OpId]
  it('is the write its author says she saw, not one that came under her hands', () => {
    expect(seenBase(start, old, { token: now, sides: [] })).toMatchObject({ kind: 'set', base: old })
    expect(seenBase(start, null, { token: now, sides: [] })).toMatchObject({ kind: 'set', base: null })
    expect(seenBase(start, undefined, { token: now, sides: [] })).toMatchObject({ kind: 'set', base: now })
  })
  it('settles a conflict only when its sides were on her screen', () => {
    const shown = { token: now, sides: [side] }
    expect(seenBase(start, undefined, shown)).toMatchObject({ kind: 'resolve', base: now, sides: [side] })
    expect(seenBase(start, now, shown, [side])).toMatchObject({ kind: 'resolve', base: now, sides: [side] })
    expect(seenBase(start, old, shown)).toMatchObject({ kind: 'set', base: old })
    // A side that came while she was in the field was not on it when she began.
    expect(seenBase(start, now, shown)).toMatchObject({ kind: 'set', base: now })
    expect(seenBase(start, now, { token: now, sides: [side, old] }, [side])).toMatchObject({ sides: [side] })
  })
  it('P2: never settles a text by a letter more, only by a choice between the versions', () => {
    const shown = { token: now, sides: [side] }
    const paragraph = { type: 'text' as const, paragraphs: ['Two families withdrew.!'], audience: 'council' as const }
    const typed = { sheet: sheets.east, cell: cells.summary, value: paragraph, seen: now, sides: [side] }
    const kindOf = (edit: Edit) => write(start, edit, shown, stampAt(at(1))).puts[0]?.content
    expect(kindOf(typed)).toMatchObject({ kind: 'set', base: now })
    expect(kindOf({ ...typed, chosen: true })).toMatchObject({ kind: 'resolve', base: now, sides: [side] })
  })
  it('is her own last write where she has one', () => {
    const mine = sendAll(type(start, 5))
    expect(seenBase(mine, null, { token: now, sides: [] })).toMatchObject({ base: mine.entries[0]?.opId })
  })
})
