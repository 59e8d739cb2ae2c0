import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { monthOf } from '../../src/app/month/month.ts'
import { MonthWork, saveDelay } from '../../src/app/sheet/work/month-work.ts'
import { lastSaid } from '../../src/app/sheet/work/said.ts'
import { narrativeValue } from '../../src/app/sheet/work/texts.ts'
import { topicOf } from '../../src/app/sheet/work/topics.ts'
import { Unsaved } from '../../src/app/sheet/work/unsaved.ts'
import { indicatorCell, narrativeCell } from '../../src/domain/ids.ts'
import { achieved, amount, closed, contract, gap, open, pid, ratio } from '../domain/small-set.ts'
import { FakeDesk, june, sheetFor } from './fake-desk.ts'

const a = pid('east-a')
const b = pid('east-b')

function start(desk = new FakeDesk()) {
  const month = monthOf(desk.state(), contract.id, june)
  if (!month) throw new Error('no month')
  const unsaved = new Unsaved()
  const work = new MonthWork(desk, month, unsaved)
  work.start()
  return { desk, work, unsaved }
}

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('what she saw', () => {
  it('is what her figure replaces, although another came while she was in the field', async () => {
    const { desk, work } = start()
    desk.pull('east-a', { closed: amount(5) })
    const seen = work.cell(a, indicatorCell(closed.id))?.base
    work.enter({ place: a, indicator: closed.id })
    desk.pull('east-a', { closed: amount(8) })
    work.typeFigure(a, closed, 'value', '9')
    work.leave()
    await vi.runAllTimersAsync()
    expect(seen).toBeTruthy()
    expect(desk.saves).toEqual([[{ sheet: sheetFor('east-a'), cell: 'closed', value: amount(9), seen, asOf: 0 }]])
  })
  it('stays what it was where other work takes the place of this, in the field she is in', async () => {
    const { desk, work, unsaved } = start()
    desk.pull('east-a', { closed: amount(5) })
    const seen = work.cell(a, indicatorCell(closed.id))?.base
    work.enter({ place: a, indicator: closed.id })
    // Another district was taken from her, and in the same pull came another figure for this one.
    desk.pull('east-a', { closed: amount(8) })
    const next = new MonthWork(desk, work.month, unsaved, work)
    next.start()
    expect(next.isIn(a, closed.id)).toBe(true)
    next.typeFigure(a, closed, 'value', '9')
    next.leave()
    await vi.runAllTimersAsync()
    expect(desk.saves).toMatchObject([[{ value: amount(9), seen }]])
  })
  it('is her own write once it is saved, and nothing where the cell was empty', async () => {
    const { desk, work } = start()
    work.enter({ place: a, indicator: closed.id })
    work.typeFigure(a, closed, 'value', '1')
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(desk.saves.at(-1)).toMatchObject([{ seen: null }])
    const own = work.cell(a, indicatorCell(closed.id))?.base
    desk.pull('east-a', { closed: amount(8) })
    work.typeFigure(a, closed, 'value', '12')
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(own).toBeTruthy()
    expect(desk.saves.at(-1)).toMatchObject([{ value: amount(12), seen: own }])
  })
  it('holds for texts as well', async () => {
    const { desk, work } = start()
    const cell = narrativeCell('month')
    work.see(a, cell)
    desk.pull('east-a', { [cell]: { type: 'text', paragraphs: ['Of another.'], audience: 'council' } })
    work.typeText(a, cell, 'Mine.', narrativeValue)
    work.unsee(a, cell)
    await vi.runAllTimersAsync()
    expect(desk.saves).toMatchObject([[{ cell, seen: null }]])
  })
})

describe('typing', () => {
  it('is rated at once, before anything is saved', () => {
    const { desk, work } = start()
    work.typeFigure(a, closed, 'value', '3')
    work.typeFigure(a, achieved, 'part', '1')
    expect(work.readings.reading(a, achieved).rating.rag).toBe('red')
    expect(desk.saves).toEqual([])
  })
  it('tells only the cell, those that follow it, and their totals', () => {
    const { work } = start()
    const told: string[] = []
    for (const topic of [
      topicOf.cell(a, closed.id),
      topicOf.cell(a, achieved.id),
      topicOf.total(achieved.id),
      topicOf.cell(b, closed.id),
      topicOf.cell(a, open.id),
      topicOf.total(open.id),
    ])
      work.topics.subscribe(topic, () => told.push(topic))
    work.typeFigure(a, closed, 'value', '3')
    expect(told.sort()).toEqual(
      [topicOf.cell(a, achieved.id), topicOf.cell(a, closed.id), topicOf.total(achieved.id)].sort(),
    )
  })
  it('saves one second after the last key, and not before', async () => {
    const { desk, work, unsaved } = start()
    work.typeFigure(a, closed, 'value', '1')
    await vi.advanceTimersByTimeAsync(saveDelay - 1)
    work.typeFigure(a, closed, 'value', '12')
    await vi.advanceTimersByTimeAsync(saveDelay - 1)
    expect(desk.saves).toEqual([])
    expect(unsaved.count()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(desk.saves).toEqual([[{ sheet: sheetFor('east-a'), cell: 'closed', value: amount(12) }]])
    expect(unsaved.count()).toBe(0)
  })
  it('saves at once on leaving the cell, in one save with what else is typed', async () => {
    const { desk, work } = start()
    work.enter({ place: a, indicator: closed.id })
    work.typeFigure(a, closed, 'value', '1,234')
    work.typeFigure(a, achieved, 'part', '7')
    work.leave()
    await vi.advanceTimersByTimeAsync(0)
    expect(desk.saves).toHaveLength(1)
    expect(desk.value('east-a', 'closed')).toEqual(amount(1234))
    expect(desk.value('east-a', 'achieved')).toEqual(ratio('7'))
    expect(work.fieldText(a, closed, 'value')).toBe('1234')
  })
  it('is not called saved until the device has committed', async () => {
    const { desk, work, unsaved } = start()
    const release = desk.hold()
    work.typeFigure(a, closed, 'value', '4')
    const done = work.flush()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(unsaved.count()).toBe(1)
    release()
    await done
    expect(unsaved.count()).toBe(0)
  })
  it('what is typed while a save is on its way is saved after it', async () => {
    const { desk, work } = start()
    const release = desk.hold()
    work.typeFigure(a, closed, 'value', '4')
    const first = work.flush()
    work.typeFigure(a, closed, 'value', '45')
    release()
    await first
    expect(work.fieldText(a, closed, 'value')).toBe('45')
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(desk.value('east-a', 'closed')).toEqual(amount(45))
    expect(desk.saves).toHaveLength(2)
  })
  it('saves nothing where nothing changed', async () => {
    const { desk, work } = start()
    desk.pull('east-a', { closed: amount(1234) })
    work.typeFigure(a, closed, 'value', '1,234')
    await work.flush()
    expect(desk.saves).toEqual([])
    expect(work.fieldText(a, closed, 'value')).toBe('1234')
  })
})

describe('unreadable text', () => {
  it('is kept beside the cell, counts as an error, and is never sent as a figure', async () => {
    const { desk, work } = start()
    desk.pull('east-a', { closed: amount(4) })
    work.typeFigure(a, closed, 'value', '64%')
    await work.flush()
    expect(desk.saves).toEqual([])
    expect(desk.state().drafts).toEqual([{ sheet: sheetFor('east-a'), cell: 'closed', field: 'value', text: '64%' }])
    expect(work.fieldText(a, closed, 'value')).toBe('64%')
    expect(work.readings.reading(a, closed).measured.state).toBe('blank')
    expect(work.summary().errors.map(error => error.sentence)).toEqual(['“64%” is a percentage: type a number.'])
  })
  it('is there again after a restart, and gone once something readable is typed', async () => {
    const { desk, work } = start()
    work.typeFigure(a, closed, 'value', '12a')
    await work.flush()
    const again = start(desk).work
    expect(again.fieldText(a, closed, 'value')).toBe('12a')
    again.typeFigure(a, closed, 'value', '12')
    await again.flush()
    expect(desk.state().drafts).toEqual([])
    expect(desk.value('east-a', 'closed')).toEqual(amount(12))
  })
})

describe('what comes from elsewhere', () => {
  it('a pull changes what is shown and rated, and not what is being typed', () => {
    const { desk, work } = start()
    work.typeFigure(a, closed, 'value', '9')
    desk.pull('east-a', { closed: amount(3), open: amount(5) })
    expect(work.fieldText(a, closed, 'value')).toBe('9')
    expect(work.fieldText(a, open, 'value')).toBe('5')
    expect(work.readings.value(a, indicatorCell(closed.id))).toEqual(amount(9))
  })
  it('a submitted return is read-only, and can be typed in again when it is taken back', async () => {
    const { desk, work } = start()
    expect(work.readOnly(a)).toBeUndefined()
    await desk.submit([sheetFor('east-a')], { name: 'x', role: 'y' })
    expect(work.readOnly(a)).toBe('queued')
    desk.setSheet('east-a', { state: 'submitted', submitting: null })
    expect(work.readOnly(a)).toBe('submitted')
    await desk.takeBack([sheetFor('east-a')])
    expect(work.readOnly(a)).toBeUndefined()
  })
  it('a month that is not open is history', () => {
    const desk = new FakeDesk()
    desk.change({ collections: [] })
    expect(start(desk).work.readOnly(a)).toBe('history')
  })
})

describe('undo', () => {
  it('takes back her own deed only where it still stands: what another wrote there since stays', async () => {
    const { desk, work } = start()
    await work.apply([
      { sheet: sheetFor('east-a'), cell: indicatorCell(closed.id), value: amount(4) },
      { sheet: sheetFor('east-b'), cell: indicatorCell(closed.id), value: amount(5) },
    ])
    desk.pull('east-a', { closed: amount(7) })
    await work.undo()
    expect(desk.value('east-a', 'closed')).toEqual(amount(7))
    expect(desk.value('east-b', 'closed')).toBeNull()
    expect(lastSaid(work)).toContain('1 cell changed since stays')
    desk.pull('east-b', { closed: amount(9) })
    await work.redo()
    expect(desk.value('east-b', 'closed')).toEqual(amount(9))
    expect(desk.value('east-a', 'closed')).toEqual(amount(7))
  })
  it('takes a whole stay in a cell back, as a new edit', async () => {
    const { desk, work } = start()
    work.enter({ place: a, indicator: closed.id })
    work.typeFigure(a, closed, 'value', '1')
    await work.flush()
    work.typeFigure(a, closed, 'value', '12')
    await work.flush()
    await work.undo()
    expect(desk.value('east-a', 'closed')).toBeNull()
    expect(work.canUndo()).toBe(false)
    await work.redo()
    expect(desk.value('east-a', 'closed')).toEqual(amount(12))
  })
  it('asks a field that someone is in to show what undo put there', async () => {
    const { work } = start()
    work.typeFigure(a, closed, 'value', '1')
    await work.flush()
    await work.undo()
    expect(work.takeOverwrite(a, closed.id, 'value')).toBe(true)
    expect(work.takeOverwrite(a, closed.id, 'value')).toBe(false)
  })
  it('does not write into a return submitted meanwhile', async () => {
    const { desk, work } = start()
    work.typeFigure(a, closed, 'value', '1')
    await work.flush()
    await desk.submit([sheetFor('east-a')], { name: 'x', role: 'y' })
    const before = desk.saves.length
    await work.undo()
    expect(desk.saves).toHaveLength(before)
    expect(work.canUndo()).toBe(true)
  })
  it('a reason in several districts is one save, and one undo', async () => {
    const { desk, work } = start()
    await work.chooseGap([a, b], achieved.id, { type: 'gap', reason: 'not-available', note: 'late' })
    expect(desk.saves).toHaveLength(1)
    await work.undo()
    expect([desk.value('east-a', 'achieved'), desk.value('east-b', 'achieved')]).toEqual([null, null])
  })
})

describe('what is left', () => {
  it('counts what is owed and done by district; a reason is an answer', async () => {
    const { desk, work } = start()
    const before = work.summary()
    desk.pull('east-a', { closed: amount(3), achieved: gap('not-available') })
    const after = work.summary()
    expect(after.owed).toBe(before.owed)
    expect(after.done).toBe(before.done + 2)
  })
  it('a part above its whole is an error with its numbers, saved all the same', async () => {
    const { desk, work } = start()
    work.typeFigure(a, closed, 'value', '3')
    work.typeFigure(a, achieved, 'part', '5')
    await work.flush()
    expect(desk.value('east-a', 'achieved')).toEqual(ratio('5'))
    expect(work.summary().errors.map(error => error.sentence)).toEqual([
      '5 of 3: the part cannot be more than the whole.',
    ])
  })
})

describe('narrative', () => {
  it('is saved like a figure, in paragraphs', async () => {
    const { desk, work } = start()
    work.typeText(a, narrativeCell('month'), 'One.\n\nTwo,\nstill two.\n', narrativeValue)
    await vi.advanceTimersByTimeAsync(saveDelay)
    expect(desk.value('east-a', 'narrative/month')).toEqual({
      type: 'text',
      paragraphs: ['One.', 'Two,\nstill two.'],
      audience: 'council',
    })
  })
})
