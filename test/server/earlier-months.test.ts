/** The months before one as the server has them: published, and returned here since. */
import { describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import {
  everywhere,
  type Instant,
  type OpId,
  type PersonId,
  type SheetId,
  scopeOf,
  sheetOf,
} from '../../src/domain/ids.ts'
import type { PlaceHistory } from '../../src/domain/reading.ts'
import { period } from '../../src/domain/time/period.ts'
import type { ReturnState } from '../../src/domain/workflow.ts'
import { confirmedStates, earlierMonths } from '../../src/server/review/earlier-months.ts'
import type { StoredSheet } from '../../src/server/storage/storage.ts'
import { everyKind } from '../domain/every-kind.ts'
import { amount, closed, contract, gap, pid, ratio } from '../domain/small-set.ts'

const july = period('2017-07')

function stored(
  place: string,
  month: string,
  state: ReturnState,
  cells: Readonly<Record<string, CellValue>>,
): StoredSheet {
  const by = { id: 'p' as PersonId, name: 'A person' }
  const at = '2017-07-01T09:00:00.000Z' as Instant
  const token = 'o' as OpId
  return {
    sheet: sheetOf(contract.id, pid(place), period(month)),
    scope: scopeOf(contract.id, pid(place)),
    rev: 1,
    state,
    submission: null,
    cells: Object.fromEntries(Object.entries(cells).map(([cell, value]) => [cell, { value, token, by, at }])),
    digest: '',
  }
}

const ask = async (
  rows: readonly StoredSheet[],
  places: readonly string[],
  published: Readonly<Record<string, PlaceHistory>> = {},
  states?: ReadonlySet<ReturnState>,
) => {
  let queries = 0
  const storage = {
    sheets: async (ids: readonly SheetId[]) => {
      queries += 1
      return new Map(rows.filter(row => ids.includes(row.sheet)).map(row => [row.sheet, row]))
    },
  }
  const reference = { set: everyKind, history: (_: string, place: string) => published[place] ?? {} }
  const wanted = places.map(place => ({ contract, place: pid(place) }))
  const of = await earlierMonths(storage, reference, wanted, july, states)
  expect(queries).toBe(1)
  return (place: string) => of(contract.id, pid(place))
}

describe('the months before one, from what was returned here', () => {
  it('what was published stands; a month that was not has what was returned, lines as their sum', async () => {
    const of = await ask(
      [
        stored('east-a', '2017-05', 'accepted', { closed: amount(9), visits: amount(1) }),
        stored('east-a', '2017-06', 'submitted', { closed: amount(4), 'visits/js': amount(2), 'visits/ab': amount(3) }),
      ],
      ['east-a'],
      { 'east-a': { '2017-04': { closed: amount(7) }, '2017-05': { closed: amount(8) } } },
    )
    expect(of('east-a')).toEqual({
      '2017-04': { closed: amount(7) },
      '2017-05': { closed: amount(8), visits: amount(1) },
      '2017-06': { closed: amount(4), visits: amount(5) },
    })
  })

  it('counts what the caller says counts: not what is being written, and accepted alone where asked so', async () => {
    const rows = [
      stored('east-a', '2017-04', 'accepted', { closed: amount(1) }),
      stored('east-a', '2017-05', 'submitted', { closed: amount(2) }),
      stored('east-a', '2017-06', 'open', { closed: amount(3) }),
      stored('east-a', '2017-07', 'accepted', { closed: amount(4) }),
    ]
    expect(Object.keys((await ask(rows, ['east-a']))('east-a'))).toEqual(['2017-04', '2017-05'])
    const accepted = await ask(rows, ['east-a'], {}, new Set<ReturnState>(['accepted', 'released']))
    expect(Object.keys(accepted('east-a'))).toEqual(['2017-04'])
    expect(confirmedStates.has('open')).toBe(false)
  })

  it('takes what a later return gave for a month that was to follow, and no proposed correction', async () => {
    const published = { 'east-a': { '2017-05': { closed: gap('to-follow'), visits: amount(3) } } }
    const cells = { 'earlier/closed_2017-05': amount(6), 'earlier/visits_2017-05': amount(99) }
    const of = await ask([stored('east-a', '2017-06', 'submitted', cells)], ['east-a'], published)
    expect(of('east-a')['2017-05']).toEqual({ closed: amount(6), visits: amount(3) })
  })

  it('adds up the whole contract, reading its districts with it; with a district missing there is no total', async () => {
    const each = (place: string, part: number) =>
      stored(place, '2017-06', 'accepted', { [closed.id]: amount(4), outcome: ratio(part, 4) })
    const places = contract.places as readonly string[]
    const all = await ask(
      places.map((place, i) => each(place, i)),
      [everywhere],
    )
    expect(all(everywhere)['2017-06']?.[closed.id]).toEqual(amount(4 * places.length))
    const lacking = await ask(
      places.slice(1).map((place, i) => each(place, i)),
      [everywhere],
    )
    expect(lacking(everywhere)['2017-06']).toBeUndefined()
  })
})
