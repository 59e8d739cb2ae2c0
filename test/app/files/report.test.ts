import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src/app/files/download/csv.ts'
import { monthSheet } from '../../../src/app/files/download/layout.ts'
import { readTextTable } from '../../../src/app/files/read/text-table.ts'
import { reportOf, sameReport } from '../../../src/app/files/take/report.ts'
import { amount, gap, pid, ratio } from '../../domain/small-set.ts'
import { FakeDesk } from '../fake-desk.ts'
import { said, text, uploaded, workAt } from './month-at.ts'

const upload = (desk: FakeDesk, csv: string) => uploaded(workAt(desk).work, text(csv))

describe('figures that are here', () => {
  it('change, stay the same, or stay as they are where the file is empty', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(5), open: amount(7), good: ratio(3, 4) })
    expect(said(await upload(desk, 'Code,"A, part","A, whole"\nclosed,6,\nopen,7,\ngood,,'))).toEqual([
      'B2 closed east-a: 5 -> 6',
      'B3 open east-a: same',
      'B4 good east-a: kept',
    ])
  })
  it('keep the side that the file does not bring', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { good: ratio(3, 4) })
    expect(said(await upload(desk, 'Code,"A, part","A, whole"\ngood,2,'))).toEqual(['B2 good east-a: 3 of 4 -> 2 of 4'])
  })
  it('go on following once the file says the figure they follow', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(5), achieved: ratio(3, 9) })
    expect(said(await upload(desk, 'Code,"A, part","A, whole"\nachieved,3,5'))).toEqual([
      'B2 and C2 achieved east-a: 3 of 9 -> 3',
    ])
  })
  it('are replaced by a gap with a reason; a gap stays the gap it is', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(5), open: gap('not-available') })
    expect(said(await upload(desk, 'Code,A\nclosed,Not applicable: no cases taken\nopen,not available'))).toEqual([
      'B2 closed east-a: 5 -> Not applicable: no cases taken',
      'B3 open east-a: same',
    ])
    expect(said(await upload(desk, 'Code,A\nopen,4'))).toEqual(['B2 open east-a: Not available -> 4'])
  })
})

describe('a return that is not hers to change', () => {
  it('refuses every other figure and says so; the same ones are the same', async () => {
    const desk = new FakeDesk()
    desk.pull('east-a', { closed: amount(5), open: amount(7) })
    desk.setSheet('east-a', { state: 'submitted' })
    expect(said(await upload(desk, 'Code,A,Shepway\nclosed,5,1\nopen,8,2'))).toEqual([
      'B2 closed east-a: same',
      'C2 closed east-b: nothing -> 1',
      'B3 open east-a: This return cannot be changed now.',
      'C3 open east-b: nothing -> 2',
    ])
    const locked = monthSheet(workAt(desk).work).rows[5]?.slice(3, 7)
    expect(locked?.map(({ look }) => look)).toEqual(['shut', 'shut', 'entry', 'shut'])
  })
  it('is not in the file of somebody who does not hold it', async () => {
    const mine = new FakeDesk({ scopes: ['su-helper-2016/east-b'] })
    const { work } = workAt(mine)
    expect(toCsv(monthSheet(work)).split('\r\n')[3]).toBe('Code,Indicator,Target,"Shepway, part","Shepway, whole"')
    expect(await uploaded(work, text('Code,A,Shepway\nclosed,5,1'))).toMatchObject({
      ignored: [{ where: 'column B', text: 'A', because: 'not-yours' }],
      lines: [{ place: pid('east-b') }],
    })
  })
})

describe('the same file again', () => {
  it('is another report once a figure here has changed', () => {
    const desk = new FakeDesk()
    const { work } = workAt(desk)
    const sheets = [readTextTable('Code,A\nclosed,5')]
    const before = reportOf(work, sheets)
    const again = reportOf(work, sheets)
    desk.pull('east-a', { closed: amount(4) })
    const after = reportOf(work, sheets)
    if (!before.ok || !again.ok || !after.ok) throw new Error('no report')
    expect(sameReport(before.report, again.report)).toBe(true)
    expect(sameReport(before.report, after.report)).toBe(false)
  })
})
