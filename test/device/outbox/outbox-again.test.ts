import { describe, expect, it } from 'vitest'
import type { SheetView } from '../../../src/device/desk.ts'
import { append, applyChange, emptyOutbox, type Outbox } from '../../../src/device/outbox/outbox.ts'
import { enterAgain, leaveOut, takeIn } from '../../../src/device/outbox/outbox-again.ts'
import { type Shown, takeBack, write } from '../../../src/device/outbox/outbox-edits.ts'
import { newOpId } from '../../../src/device/outbox/uuid.ts'
import type { Instant, OpId } from '../../../src/domain/ids.ts'
import { amount, cells, sheets } from '../county.ts'
import { stampAt } from '../stamp.ts'

const stamp = stampAt('2017-07-11T09:00:00.000Z' as Instant)
const nothing: Shown = { token: null, sides: [] }
const token = newOpId(1)
const shown = () => ({ token, sides: [] })
const closed = { sheet: sheets.east, cell: cells.closed }
const late = (value: number) => ({ opId: newOpId(value), cell: cells.closed, value: amount(value) })

const submitted: SheetView = {
  sheet: sheets.east,
  state: 'submitted',
  submission: null,
  submitting: null,
  cells: new Map(),
}
const open: SheetView = { ...submitted, state: 'open' }

/** As if the server had refused the operation of that place. */
function refused(outbox: Outbox, opId: OpId, code: 'locked' | 'wrong-kind'): Outbox {
  return {
    ...outbox,
    entries: outbox.entries.map(entry =>
      entry.opId === opId
        ? {
            ...entry,
            state: 'acked',
            receipt: { outcome: 'rejected', code, receivedAt: '2017-07-11T10:00:00.000Z' as Instant, ackNo: 1 },
          }
        : entry,
    ),
  }
}

function typed(...values: readonly number[]): Outbox {
  let outbox = emptyOutbox
  for (const value of values) {
    const change = write({ ...outbox, entries: [] }, { ...closed, value: amount(value) }, nothing, stamp)
    outbox = { counters: change.counters, entries: [...outbox.entries, ...change.puts] }
  }
  return outbox
}

describe('entering refused changes again', () => {
  it('makes one for each, in order, each naming the late change it takes in; the last one stands', () => {
    const two = typed(1, 2)
    const ids = two.entries.map(entry => entry.opId)
    const outbox = ids.reduce((now, opId) => refused(now, opId, 'locked'), two)
    const after = applyChange(outbox, enterAgain(outbox, ids, shown, stamp))
    expect(after.entries.slice(0, 2).map(entry => entry.dismissed)).toEqual([true, true])
    const fresh = after.entries.slice(2).map(entry => entry.content)
    expect(fresh).toMatchObject([
      { kind: 'set', base: token, takes: ids[0], value: amount(1) },
      { kind: 'set', base: fresh[0]?.opId, takes: ids[1], value: amount(2) },
    ])
  })

  it('takes none in that was refused for another reason, and makes nothing twice', () => {
    const one = typed(1)
    const ids = one.entries.map(entry => entry.opId)
    const outbox = ids.reduce((now, opId) => refused(now, opId, 'wrong-kind'), one)
    const after = applyChange(outbox, enterAgain(outbox, ids, shown, stamp))
    expect(after.entries[1]?.content).not.toHaveProperty('takes')
    expect(enterAgain(after, ids, shown, stamp).puts).toEqual([])
  })
})

describe('taking late changes in', () => {
  it('withdraws a return that is submitted, once, before they are entered', () => {
    const kinds = (outbox: Outbox) => outbox.entries.map(entry => entry.content.kind)
    const once = applyChange(emptyOutbox, takeIn(emptyOutbox, submitted, [late(7)], shown, stamp))
    expect(kinds(once)).toEqual(['withdraw', 'set'])
    expect(kinds(applyChange(once, takeIn(once, submitted, [late(8)], shown, stamp)))).toEqual([
      'withdraw',
      'set',
      'set',
    ])
    expect(kinds(applyChange(emptyOutbox, takeIn(emptyOutbox, open, [late(7)], shown, stamp)))).toEqual(['set'])
    expect(takeIn(emptyOutbox, submitted, [], shown, stamp).puts).toEqual([])
  })

  it('does nothing to a return that the council has accepted', () => {
    expect(takeIn(emptyOutbox, { ...open, state: 'accepted' }, [late(7)], shown, stamp).puts).toEqual([])
  })

  it('is not slipped in before a withdrawal that waits, nor is any other edit', () => {
    const before = applyChange(emptyOutbox, write(emptyOutbox, { ...closed, value: amount(1) }, nothing, stamp))
    const taken = applyChange(before, takeIn(before, submitted, [late(7)], shown, stamp))
    expect(taken.entries.map(({ content }) => ('value' in content ? content.value : null))).toMatchObject([
      amount(1),
      { sheets: [sheets.east] },
      amount(7),
    ])
    expect(taken.entries[2]?.content).toMatchObject({ base: before.entries[0]?.opId })
    const withdrawn = applyChange(before, takeBack(before, [sheets.east], stamp))
    const edited = applyChange(withdrawn, write(withdrawn, { ...closed, value: amount(2) }, nothing, stamp))
    expect(edited.entries).toHaveLength(3)
  })

  it('keeps what it takes in when the figure is corrected before it has gone', () => {
    const change = late(7)
    const taken = applyChange(emptyOutbox, takeIn(emptyOutbox, open, [change], shown, stamp))
    const edited = applyChange(taken, write(taken, { ...closed, value: amount(8) }, nothing, stamp))
    expect(edited.entries.map(entry => entry.content)).toMatchObject([{ takes: change.opId, value: amount(8) }])
  })
})

describe('leaving late changes out', () => {
  it('names a hundred at most in one operation', () => {
    const ids = Array.from({ length: 150 }, (_none, index) => newOpId(index))
    const { puts } = leaveOut(emptyOutbox, sheets.east, ids, 'Too late', stamp)
    expect(puts.map(({ content }) => (content.kind === 'leave' ? content.value.operations.length : 0))).toEqual([
      100, 50,
    ])
    expect(() => leaveOut(emptyOutbox, sheets.east, ids, 'x'.repeat(501), stamp)).toThrow(RangeError)
  })
})

describe('the meaning of a figure', () => {
  it('is that of the last edit, also where it takes the place of one that waits', () => {
    const meaning = (text: string) => ({ ...stamp, meaningOf: () => text })
    const first = applyChange(emptyOutbox, write(emptyOutbox, { ...closed, value: amount(1) }, nothing, meaning('a')))
    const second = applyChange(first, write(first, { ...closed, value: amount(2) }, nothing, meaning('b')))
    expect(second.entries.map(entry => entry.content)).toMatchObject([{ meaning: 'b', value: amount(2) }])
    const third = applyChange(second, write(second, { ...closed, value: amount(2) }, nothing, stamp))
    expect(third.entries[0]?.content).not.toHaveProperty('meaning')
    expect(append(emptyOutbox, []).puts).toEqual([])
  })
})
