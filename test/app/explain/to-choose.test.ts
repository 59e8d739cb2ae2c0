/** An explanation that two people wrote differently is not moved, nor its reasons changed, until one is chosen. */
import { expect, it } from 'vitest'
import { countWords } from '../../../src/app/late/late-words.ts'
import { monthOf } from '../../../src/app/month/month.ts'
import { hangOn, pickReasons, standingAt } from '../../../src/app/sheet/explain/explanations.ts'
import { MonthWork } from '../../../src/app/sheet/work/month-work.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { CellKey, Instant, OpId, PersonId } from '../../../src/domain/ids.ts'
import type { Late } from '../../../src/protocol/exchange.ts'
import { contract, iid, pid } from '../../domain/small-set.ts'
import { june, sheetFor } from '../fake-desk.ts'
import { deskThatAsks } from './asking.ts'

const when = '2017-07-11T08:30:00.000Z' as Instant
const cell = 'explain/achieved' as CellKey
const said = (text: string): CellValue => ({ type: 'explanation', text, reasons: [], cells: ['achieved' as CellKey] })

it('both versions stay where they are', async () => {
  const desk = deskThatAsks()
  const sheet = sheetFor('east-a')
  const view = desk.state().sheets.get(sheet)
  if (view === undefined) throw new Error('no return')
  const side = { value: said('Two moved'), token: '0190a0a0-0000-7000-8000-000000000902' as OpId }
  const by = { id: 'two' as PersonId, name: 'Another editor' }
  const cells = new Map(view.cells).set(cell, {
    value: said('One moved'),
    base: '0190a0a0-0000-7000-8000-000000000901' as OpId,
    standing: 'received',
    sides: [{ ...side, by, deviceTime: when, receivedAt: when }],
  })
  desk.change({ sheets: new Map(desk.state().sheets).set(sheet, { ...view, cells }) })
  const month = monthOf(desk.state(), contract.id, june)
  if (month === undefined) throw new Error('no month')
  const work = new MonthWork(desk, month, new Unsaved())
  const here = { place: pid('east-a'), indicator: iid('achieved') }
  const [standing] = standingAt(work, here)
  if (standing === undefined) throw new Error('nothing stands')
  const before = desk.saves.length
  expect(await hangOn(work, standing, [here, { ...here, place: pid('east-b') }])).toEqual(standing)
  expect(await pickReasons(work, standing, ['late'])).toEqual(standing)
  expect(desk.saves).toHaveLength(before)
})

it('a line and a figure of an earlier month that came late are figures, not texts', () => {
  const late = (key: string): Late => ({
    opId: '0190a0a0-0000-7000-8000-000000000903' as OpId,
    cell: key as CellKey,
    value: null,
    by: { id: 'two' as PersonId, name: 'Another editor' },
    deviceTime: when,
    receivedAt: when,
  })
  expect(countWords([late('closed/js'), late('earlier/closed_2017-05')])).toBe('2 figures')
  expect(countWords([late('explain/closed')])).toBe('1 text')
})
