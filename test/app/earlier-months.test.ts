/** The months before this one, from returns on this device: lines as their sum, promises kept since, totals added up. */
import { describe, expect, it } from 'vitest'
import { monthOf } from '../../src/app/month/month.ts'
import { earlierMonths } from '../../src/app/sheet/work/earlier-months.ts'
import type { SheetView } from '../../src/device/desk.ts'
import { proposalsOf, toFollow } from '../../src/domain/earlier.ts'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { type CellKey, everywhere, type SheetId, sheetOf } from '../../src/domain/ids.ts'
import { readTotal } from '../../src/domain/reading.ts'
import { period } from '../../src/domain/time/period.ts'
import { everyKind, visits } from '../domain/every-kind.ts'
import { amount, closed, contract, gap, pid, ratio } from '../domain/small-set.ts'
import { FakeDesk } from './fake-desk.ts'

type Cells = Readonly<Record<string, CellValue>>
const returnOf = (place: string, month: string, cells: Cells): readonly [SheetId, SheetView] => {
  const sheet = sheetOf(contract.id, pid(place), period(month))
  const views = Object.entries(cells).map(
    ([cell, value]) => [cell as CellKey, { value, base: null, standing: 'received' }] as const,
  )
  return [sheet, { sheet, state: 'accepted', submission: null, submitting: null, cells: new Map(views) }]
}

/** What July sees of the months before, on a device that holds these returns. */
function seenIn(month: string, returns: readonly (readonly [SheetId, SheetView])[], scopes?: readonly string[]) {
  const desk = new FakeDesk(scopes ? { scopes } : {})
  desk.change({ set: everyKind, sheets: new Map(returns) })
  const found = monthOf(desk.state(), contract.id, period(month))
  if (!found) throw new Error('no month')
  const histories = earlierMonths(desk.state(), found)
  return { month: found, of: (place: string) => histories.get(`${contract.id}/${place}`) ?? {} }
}

describe('the months before, from returns on this device', () => {
  it('lines of an earlier month count as their sum', () => {
    const { of } = seenIn('2017-07', [
      returnOf('east-a', '2017-06', { 'visits/js': amount(4), 'visits/ab': amount(3), visits: amount(99) }),
    ])
    expect(of('east-a')['2017-06']).toEqual({ visits: amount(7) })
  })

  it('totals are added up where nothing was published, so that this month’s have a direction', () => {
    const june = ['east-a', 'east-b', 'west-c'].map((place, i) =>
      returnOf(place, '2017-06', { closed: amount(i + 1), 'attended/x': ratio(i, 4) }),
    )
    const { month, of } = seenIn('2017-07', june)
    expect(of(everywhere)['2017-06']).toEqual({ closed: amount(6), attended: ratio(3, 12) })
    const contexts = month.places.map(place => ({
      set: everyKind,
      contract,
      place,
      period: period('2017-07'),
      cells: new Map([[closed.id as string as CellKey, amount(3)]]),
      history: {},
    }))
    const total = readTotal(contexts, { place: everywhere, history: of(everywhere) }, closed)
    expect(total.direction).toMatchObject({ type: 'improved', against: '2017-06' })
  })

  it('no total while a district is missing, and none for somebody who does not hold them all', () => {
    const some = ['east-a', 'east-b'].map(place => returnOf(place, '2017-06', { closed: amount(1) }))
    expect(seenIn('2017-07', some).of(everywhere)).toEqual({})
    const one = [returnOf('east-a', '2017-06', { closed: amount(1) })]
    expect(seenIn('2017-07', one, [`${contract.id}/east-a`]).of(everywhere)).toEqual({})
  })

  it('the contract’s own figures of earlier months are there', () => {
    const { of } = seenIn('2017-07', [returnOf(everywhere, '2017-06', { staff: amount(7) })])
    expect(of(everywhere)['2017-06']).toEqual({ staff: amount(7) })
  })
})

describe('what was to follow', () => {
  const may = returnOf('east-a', '2017-05', {
    closed: gap('to-follow'),
    visits: gap('to-follow'),
    open: amount(5),
    attended: gap('not-available'),
  })
  const contextOf = (month: string, returns: Parameters<typeof seenIn>[1], cells: Cells = {}) => ({
    set: everyKind,
    contract,
    place: pid('east-a'),
    period: period(month),
    cells: new Map(Object.entries(cells).map(([key, value]) => [key as CellKey, value])),
    history: seenIn(month, returns).of('east-a'),
  })

  it('is listed in every later month until it is given; other gaps and figures are not', () => {
    const listed = toFollow(contextOf('2017-06', [may]))
    expect(listed.map(one => `${one.indicator.id} ${one.month}`)).toEqual([
      `${closed.id} 2017-05`,
      `${visits.id} 2017-05`,
    ])
    expect(toFollow(contextOf('2017-07', [may]))).toHaveLength(2)
  })

  it('given in June, it stands in June’s list as given, in July as May’s figure', () => {
    const given = { 'earlier/closed_2017-05': amount(8) }
    const june = toFollow(contextOf('2017-06', [may], given))
    expect(june.map(one => one.filled)).toEqual([amount(8), undefined])
    const july = contextOf('2017-07', [may, returnOf('east-a', '2017-06', given)])
    expect(toFollow(july).map(one => one.indicator.id)).toEqual([visits.id])
    expect(july.history['2017-05']?.[closed.id]).toEqual(amount(8))
  })

  it('a correction of a figure is a proposal: it stands beside the figure and changes nothing until it is decided', () => {
    const given = { 'earlier/open_2017-05': amount(6) }
    expect(proposalsOf(contextOf('2017-06', [may], given))).toMatchObject([
      { month: '2017-05', instead: amount(5), value: amount(6), why: '' },
    ])
    const july = contextOf('2017-07', [may, returnOf('east-a', '2017-06', given)])
    expect(july.history['2017-05']?.['open']).toEqual(amount(5))
  })
})
