/**
 * June 2017 of every contract of the sample county, over HTTP into a real data file: every figure of
 * `returns-2017-06.csv` typed by the contract's own lead, submitted, and rated by what an officer is given to read.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CellValue } from '../../src/domain/figures/figure.ts'
import { showValue } from '../../src/domain/figures/measure.ts'
import { type CellKey, everywhere, indicatorCell, type PlaceId, scopeOf, sheetOf } from '../../src/domain/ids.ts'
import { type Reading, type ReturnContext, readCell, readTotal } from '../../src/domain/reading.ts'
import { indicatorByCode, indicatorsOf } from '../../src/domain/set/indicators.ts'
import { isWithin } from '../../src/domain/set/places.ts'
import { ratio } from '../domain/small-set.ts'
import { districtSlug, june } from '../indicator-sets/june-returns.ts'
import { cell as columnOf, isWhole, type PublishedRow, publishedRows } from '../indicator-sets/published-rows.ts'
import { differing } from './june-contradictions.ts'
import { contractOf, figures, JuneCounty, narrative, notAvailable, nothingSeen, returns, set } from './june-county.ts'

let county: JuneCounty
beforeAll(async () => {
  county = await JuneCounty.open()
}, 60_000)
afterAll(() => county.at.close())

/** The council supplies every figure of a children's centre. */
const typedContracts = set.contracts.filter(contract => contract.service !== 'childrens-centres')

it('begins with every return of five services not started, due on 14 July, and what each owes', async () => {
  const board = await county.board()
  expect(board.period).toBe(june)
  const due = board.collections.map(one => `${one.service} ${one.state} ${one.due}`)
  expect(due.toSorted()).toEqual(set.services.map(service => `${service.id} open 2017-07-14`).toSorted())
  const parts = set.contracts.flatMap(contract => [...contract.places, everywhere].map(place => ({ contract, place })))
  expect(board.rows).toHaveLength(parts.length)
  // Not owed: EH21 and every figure of a centre (imported), CEH26 (due in May), nine of the youth hubs (worked out).
  const owed = new Map<string, number>([
    ['family-support', 15],
    ['young-carers', 11],
    ['childrens-centres', 0],
    ['youth-hubs', 10],
    ['neet', 15],
  ])
  for (const { contract, place } of parts) {
    const row = board.rowOf(contract, place)
    const expected = place === everywhere ? 0 : owed.get(contract.service)
    expect(row, `${contract.id}/${place}`).toMatchObject({ state: 'open', answered: 0, owed: expected, written: 0 })
    // The contract-wide part, of a contract with one district too, has narrative only.
    if (place === everywhere) expect(row.ratings).toEqual({ green: 0, amber: 0, red: 0, notRated: 0 })
  }
})

it("gives a lead her contracts and nothing of another's, to read or to write", async () => {
  for (const contract of set.contracts) {
    const lead = county.leadOf(contract)
    const hers = set.contracts.filter(one => county.leads.get(one.id) === lead)
    const pulled = await lead.browser.pull()
    const held = hers.flatMap(one => [...one.places, everywhere].map(place => `${one.id}/${place}`))
    expect([...pulled.me.scopes].toSorted()).toEqual(held.toSorted())
    for (const { id } of pulled.reference.filter(document => document.id.startsWith('history/')))
      expect(hers.map(one => one.id as string)).toContain(id.split('/')[1])

    const other = typedContracts.find(one => !hers.includes(one))
    const place = other?.places[0]
    const figure = other && place && figures(other, place)[0]
    if (!figure) throw new Error(`there is no other contract than those of ${contract.id}`)
    const sheet = sheetOf(other.id, place, june)
    const outcomes = await lead.push([
      lead.type(sheet, ...figure),
      lead.submit(other.id, [{ sheet, seen: nothingSeen }]),
      // Her own scope named, another's return meant.
      { ...lead.type(sheet, ...figure), scope: scopeOf(contract.id, everywhere) },
      lead.submit(contract.id, [{ sheet, seen: nothingSeen }]),
    ])
    expect(outcomes.map(one => `${one.outcome} ${one.code}`)).toEqual([
      'rejected no-access',
      'rejected no-access',
      'rejected malformed',
      'rejected no-access',
    ])
    expect((await lead.browser.get(`/api/returns/${sheet}`)).json().code).toBe('no-access')
    const scope = scopeOf(other.id, place)
    const named = await lead.browser.pull({ [scope]: { seq: 0, tip: null } })
    expect(named.scopes.map(one => one.scope)).not.toContain(scope)
    expect(named.revoked).toEqual([scope])
  }
  const { rows } = await county.board()
  expect(rows.filter(row => row.state !== 'open' || row.written > 0)).toEqual([])
})

describe('a month of which the council supplies every figure', () => {
  const centre = contractOf('cc-riverside-2016')
  const place = 'canterbury-riverside' as PlaceId

  it('takes no figure from its lead, takes her narrative, and is in progress by it', async () => {
    const lead = county.leadOf(centre)
    const sheet = sheetOf(centre.id, place, june)
    const asked = indicatorsOf(set, centre, june)
    expect(asked).toHaveLength(23)
    for (const outcome of await lead.push(asked.map(one => lead.type(sheet, indicatorCell(one.id), notAvailable))))
      expect(outcome).toMatchObject({ outcome: 'rejected', code: 'not-yours-to-enter' })
    const texts = narrative(centre, place).map(([cell, value]) => lead.type(sheet, cell, value))
    expect((await lead.push(texts)).map(one => one.outcome)).toEqual(['applied'])
    const row = (await county.board()).rowOf(centre, place)
    expect(row).toMatchObject({ state: 'open', owed: 0, answered: 0, written: 1 })
    expect(row.ratings).toEqual({ green: 0, amber: 0, red: 0, notRated: 23 })
  })

  it('is submitted with its narrative, or with nothing in it', async () => {
    expect(await county.leadOf(centre).submitAll(centre)).toEqual(['canterbury-riverside: taken', 'all: taken'])
    expect((await county.board()).rowOf(centre, place)).toMatchObject({ state: 'submitted', ordinal: 1 })
    const silent = contractOf('cc-millmead-2016')
    expect(await county.leadOf(silent).submitAll(silent)).toEqual(['thanet-millmead: taken', 'all: taken'])
  })
})

describe('the June returns of four services', () => {
  it('are taken figure by figure, from the lead of each contract', async () => {
    let typed = 0
    for (const contract of typedContracts) {
      const lead = county.leadOf(contract)
      const put = (place: PlaceId, cells: readonly (readonly [CellKey, CellValue])[]) =>
        cells.map(([cell, value]) => lead.type(sheetOf(contract.id, place, june), cell, value))
      const numbers = contract.places.flatMap(place => put(place, figures(contract, place)))
      const texts = [...contract.places, everywhere].flatMap(place => put(place, narrative(contract, place)))
      const outcomes = await lead.push([...numbers, ...texts])
      expect(outcomes.filter(one => one.outcome !== 'applied')).toEqual([])
      expect(outcomes).toHaveLength(numbers.length + texts.length)
      typed += numbers.length
    }
    // 534 rows; CEH13 of six districts and CEH67-69, 71, 74 and 75 of twelve were not published: not available.
    expect(typed).toBe(534 + 6 + 72)
    const board = await county.board()
    for (const { contract, place } of returns) {
      const { owed, ...row } = board.rowOf(contract, place)
      expect(row, `${contract.id}/${place}`).toMatchObject({ state: 'open', answered: owed, written: owed + 1 })
    }
  })

  it('are not taken where a share is above 100 %, as NEET published in earlier months; the other districts are', async () => {
    const neet = contractOf('neet-cxk-2016')
    const swale = 'swale' as PlaceId
    const lead = county.leadOf(neet)
    const sheet = sheetOf(neet.id, swale, june)
    const cell = 'neet-matched' as CellKey
    const rows = (await lead.browser.pull()).scopes.flatMap(scope => scope.sheets)
    const before = rows.find(row => row.sheet === sheet)?.cells[cell]
    if (before?.value?.type !== 'ratio') throw new Error('CEH70 was not typed')
    expect(before.value).toEqual(ratio(37, 52))
    const wrong = lead.type(sheet, cell, ratio(520, 52), before.token)
    expect((await lead.push([wrong]))[0]?.outcome).toBe('applied')
    expect(await lead.submitAll(neet)).toEqual(
      [...neet.places, everywhere].map(place => `${place}: ${place === swale ? 'incomplete' : 'taken'}`),
    )
    expect((await lead.push([lead.type(sheet, cell, before.value, wrong.opId)]))[0]?.outcome).toBe('applied')
    // What was submitted is locked and is not submitted twice.
    expect(await lead.submitAll(neet)).toEqual(
      [...neet.places, everywhere].map(place => `${place}: ${place === swale ? 'taken' : 'locked'}`),
    )
  })

  it('are all taken, contract by contract, each with its contract-wide part', async () => {
    for (const contract of typedContracts.filter(one => one.service !== 'neet'))
      expect(await county.leadOf(contract).submitAll(contract)).toEqual(
        [...contract.places, everywhere].map(place => `${place}: taken`),
      )
    const board = await county.board()
    for (const { contract, place } of returns)
      for (const part of [place, everywhere])
        expect(board.rowOf(contract, part)).toMatchObject({ state: 'submitted', ordinal: 1, lockedOut: 0 })
  })
})

/** Each row of statuses.csv with the reading made of what the officer is given. */
async function readStatuses(): Promise<readonly { readonly row: PublishedRow; readonly reading: Reading }[]> {
  const contexts = new Map<string, ReturnContext>()
  for (const { contract, place } of returns) contexts.set(`${contract.id}/${place}`, await county.read(contract, place))
  return publishedRows('statuses').map(row => {
    const indicator = indicatorByCode(set, columnOf(row, 'indicator'), june)
    const named = districtSlug(columnOf(row, 'place')) as PlaceId
    const contract = set.contracts.find(
      one =>
        one.service === columnOf(row, 'service') &&
        one.provider === columnOf(row, 'provider') &&
        (isWhole(row) || one.places.some(place => isWithin(set, place, named))),
    )
    if (!indicator || !contract) throw new Error(`nothing is ${JSON.stringify(row)}`)
    const own = contexts.get(`${contract.id}/${named}`)
    if (own) return { row, reading: readCell(own, indicator) }
    const place = isWhole(row) ? everywhere : named
    const within = contract.places
      .filter(one => place === everywhere || isWithin(set, one, place))
      .flatMap(one => contexts.get(`${contract.id}/${one}`) ?? [])
    const history = county.at.server.reference.history(contract.id, place)
    return { row, reading: readTotal(within, { place, history }, indicator) }
  })
}

const published = (row: PublishedRow): string => columnOf(row, 'rag') || 'not rated'
const nameOf = (row: PublishedRow): string =>
  `${columnOf(row, 'indicator')} ${columnOf(row, 'provider')}, ${columnOf(row, 'place')}`

describe('what the officer reads of them', () => {
  it('is rated as published, but for the rows listed with their reason', async () => {
    const read = await readStatuses()
    expect(read).toHaveLength(412)
    const differ = read.flatMap(({ row, reading }) => {
      const computed = reading.rating.rag ?? 'not rated'
      const shown = showValue(reading.indicator, reading.measured)
      const same = published(row).toLowerCase() === computed
      return same ? [] : [`${nameOf(row)}: ${published(row)}, ${computed} (${shown})`]
    })
    expect(differ.toSorted()).toEqual(differing.flatMap(each => each.rows).toSorted())
  })

  it('is counted on the month board', async () => {
    const board = await county.board()
    const listed = new Map(
      differing
        .flatMap(each => each.rows)
        .map(row => [row.split(':')[0], / amber \(/.test(row) ? 'Amber' : 'not rated']),
    )
    let compared = 0
    // Of NEET not every indicator's rating is in the published part.
    for (const { contract, place, rows } of returns.filter(one => one.contract.service !== 'neet')) {
      const [first = {}] = rows
      const ratings = publishedRows('statuses')
        .filter(row => columnOf(row, 'level') === 'district')
        .filter(row => ['service', 'provider', 'place'].every(name => columnOf(row, name) === columnOf(first, name)))
        .map(row => listed.get(nameOf(row)) ?? published(row))
      if (ratings.length === 0) continue
      const count = (rag: string): number => ratings.filter(one => one === rag).length
      const expected = { green: count('Green'), amber: count('Amber'), red: count('Red') }
      expect(board.rowOf(contract, place).ratings, `${contract.id}/${place}`).toMatchObject(expected)
      compared += 1
    }
    expect(compared).toBe(15)
  })
})
