import { describe, expect, it } from 'vitest'
import { shownRows } from '../../src/app/board/board-rows.ts'
import { matches, noFilter, providersToOffer } from '../../src/app/board/shown/filter.ts'
import { contractTitle } from '../../src/app/month/month.ts'
import { earlierRows } from '../../src/app/returns/rows.ts'
import { type ContractId, type IsoDate, type PlaceId, type ScopeId, sheetOf } from '../../src/domain/ids.ts'
import type { Contract, IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { period } from '../../src/domain/time/period.ts'
import { amount, contract, pid } from '../domain/small-set.ts'
import { FakeDesk, june, set } from './fake-desk.ts'
import { row } from './fake-office.ts'

const hub = (place: PlaceId): Contract => ({
  ...contract,
  id: `su-hubs-${place}-2016` as ContractId,
  provider: 'Hubs',
  places: [place],
})
const hubs = [hub(pid('east-a')), hub(pid('east-b'))] as const
const withHubs: IndicatorSet = { ...set, contracts: [contract, ...hubs] }
const [support] = withHubs.services

const titleOf = (one: Contract, on = june): string => {
  if (support === undefined) throw new Error('no service')
  return contractTitle(withHubs, support, one, on)
}

describe('the title of a contract', () => {
  it('names the provider alone where that says which it is', () => {
    expect(titleOf(contract)).toBe('Support, Helper')
  })
  it('names the places, as they were called then, where a provider has several contracts of a service', () => {
    expect(hubs.map(one => titleOf(one))).toEqual(['Support, Hubs (A)', 'Support, Hubs (Shepway)'])
    expect(titleOf(hubs[1], period('2018-05'))).toBe('Support, Hubs (Folkestone and Hythe)')
  })
  it('tells earlier months apart', () => {
    const scopes = hubs.map(one => `${one.id}/${one.places[0]}` as ScopeId)
    const desk = new FakeDesk({ scopes })
    desk.change({
      set: withHubs,
      histories: new Map(scopes.map(scope => [scope, { '2017-05': { closed: amount(1) } }])),
    })
    expect(earlierRows(desk.state()).map(row => [row.title, row.months])).toEqual([
      ['Support, Hubs (A)', 1],
      ['Support, Hubs (Shepway)', 1],
    ])
  })
})

describe('the month board', () => {
  const rows = shownRows(
    {
      period: june,
      collections: [],
      rows: [contract, ...hubs].map(one => ({
        ...row('all'),
        sheet: sheetOf(one.id, one.places[0] ?? pid('all'), june),
      })),
    },
    withHubs,
    { today: '2017-07-11' as IsoDate, sample: false },
  )
  it('offers a provider whole, and each of its contracts that the name alone does not tell', () => {
    expect(providersToOffer(rows)).toEqual(['Helper', 'Hubs', 'Hubs (A)', 'Hubs (Shepway)'])
    const left = (provider: string) =>
      rows.filter(one => matches(one, { ...noFilter, provider })).map(one => one.contract.id)
    expect(left('Hubs')).toEqual(hubs.map(one => one.id))
    expect(left('Hubs (Shepway)')).toEqual([hubs[1].id])
  })
})
