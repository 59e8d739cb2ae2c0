/** The county scorecard of June 2017 from the typed returns: every published table is there, rated as published. */
import { describe, expect, it } from 'vitest'
import type { CardNode, CardRow } from '../../../src/domain/county/card.ts'
import { showNumber } from '../../../src/domain/figures/measure.ts'
import { everywhere } from '../../../src/domain/ids.ts'
import { exact, parseDecimal } from '../../../src/domain/number/exact.ts'
import { codeIn, indicatorById } from '../../../src/domain/set/indicators.ts'
import { placeById, placeName } from '../../../src/domain/set/places.ts'
import { period } from '../../../src/domain/time/period.ts'
import { june } from '../../indicator-sets/june-returns.ts'
import { cell, isWhole, type PublishedRow, publishedRows } from '../../indicator-sets/published-rows.ts'
import { differing } from '../../server/june-contradictions.ts'
import { juneCard, set } from './june-card.ts'

const cards = new Map(set.services.map(service => [service.id as string, juneCard(service.id)]))

const printedName = (node: CardNode): string => {
  const place = placeById(set, node.place)
  if (!place) return ''
  const parent = place.parent === undefined ? undefined : placeById(set, place.parent)
  const name = placeName(place, june)
  return place.level === 'centre' && parent ? `${placeName(parent, june)}: ${name}` : name
}

/** The table of the scorecard that a published one is. */
function nodeOf(row: PublishedRow): CardNode | undefined {
  const provider = cell(row, 'provider')
  const ofProvider = (node: CardNode): boolean =>
    set.contracts.some(one => one.id === node.contract && one.provider === provider)
  return cards
    .get(cell(row, 'service'))
    ?.nodes.filter(ofProvider)
    .find(node =>
      cell(row, 'level') === 'contract'
        ? node.level === 'contract'
        : node.level === cell(row, 'level') && printedName(node) === cell(row, 'place'),
    )
}

const rowIn = (node: CardNode | undefined, code: string): CardRow | undefined =>
  node?.rows.find(one => {
    const indicator = indicatorById(set, one.indicator)
    return indicator && codeIn(indicator, june) === code
  })

const nameOf = (row: PublishedRow): string =>
  `${cell(row, 'indicator')} ${cell(row, 'provider')}, ${cell(row, 'place')}`

describe('the county scorecard of June 2017', () => {
  it('has every table that was published, and each with every indicator of its service', () => {
    const tables = new Map(
      publishedRows('figures').map(row => [
        ['service', 'provider', 'level', 'place'].map(name => cell(row, name)).join(', '),
        row,
      ]),
    )
    expect(tables.size).toBe(70)
    const lacking = [...tables].filter(([, row]) => nodeOf(row) === undefined).map(([name]) => name)
    expect(lacking).toEqual([])
    for (const row of publishedRows('figures'))
      expect(rowIn(nodeOf(row), cell(row, 'indicator')), `${nameOf(row)}`).toBeDefined()
  })

  it('shows every month before June as it was printed', () => {
    const differ = new Map<string, number>()
    let compared = 0
    for (const row of publishedRows('figures')) {
      if (cell(row, 'period') === '2017-06') continue
      const card = cards.get(cell(row, 'service'))
      const at = card?.months.indexOf(period(cell(row, 'period'))) ?? -1
      const found = rowIn(nodeOf(row), cell(row, 'indicator'))
      const indicator = found && indicatorById(set, found.indicator)
      const value = parseDecimal(cell(row, 'value'))
      if (!indicator || !value) throw new Error(nameOf(row))
      const shown = showNumber({ kind: 'count', decimals: indicator.decimals }, exact(value)).replaceAll(',', '')
      compared += 1
      if (found.figures[at] === shown) continue
      // 'CEH51a printed 0.0, here -'.
      const how = `${cell(row, 'indicator')} printed ${shown}, here ${found.figures[at]}`
      differ.set(how, (differ.get(how) ?? 0) + 1)
    }
    expect(compared).toBe(5_213)
    // Youth hubs print 0.0 where there was nobody to count: a share of nobody is no figure.
    expect([...differ].toSorted()).toEqual([
      ['CEH51a printed 0.0, here -', 6],
      ['CEH52a printed 0.0, here -', 13],
      ['CEH54a printed 0.0, here -', 30],
      ['CEH55a printed 0.0, here -', 35],
      ['CEH57a printed 0.0, here -', 6],
      ['CEH58a printed 0.0, here -', 13],
    ])
  })

  it('is rated as published, but for the rows listed with their reason', () => {
    const differ = publishedRows('statuses').flatMap(row => {
      const found = rowIn(nodeOf(row), cell(row, 'indicator'))
      if (!found) return [`${nameOf(row)}: no row`]
      const published = cell(row, 'rag') || 'not rated'
      const computed = found.rag ?? 'not rated'
      return published.toLowerCase() === computed ? [] : [`${nameOf(row)}: ${published}, ${computed} (${found.shown})`]
    })
    expect(differ.toSorted()).toEqual(differing.flatMap(each => each.rows).toSorted())
    expect(publishedRows('statuses').filter(isWhole).length).toBeGreaterThan(0)
  })

  it('stands the printed figures of district and county beside a centre, rated and added nowhere', () => {
    const centre = cards.get('childrens-centres')?.nodes.find(node => node.place === 'canterbury-riverside')
    const first = rowIn(centre, 'CEH28')
    expect(first).toMatchObject({
      rag: null,
      beside: [
        { of: 'district', shown: '75.7 %' },
        { of: 'county', shown: '75.7 %' },
      ],
    })
    const beside = [...cards.values()].flatMap(card => card.nodes).filter(node => node.rows.some(row => row.beside))
    expect(beside).toHaveLength(6)
  })

  it('adds two contracts up to a county that was never published, and says what cannot be known', () => {
    const county = cards.get('family-support')?.nodes[0]
    expect(county).toMatchObject({
      key: 'every/kent',
      level: 'county',
      returns: { asked: 12, counted: 12, accepted: 0 },
    })
    expect(county?.contract).toBeUndefined()
    const open = rowIn(county, 'CEH04')
    const whole = cards.get('family-support')?.nodes.filter(node => node.place === everywhere)
    const each = whole?.map(node => Number(rowIn(node, 'CEH04')?.shown)) ?? []
    expect(each).toHaveLength(2)
    expect(Number(open?.shown.replaceAll(',', ''))).toBe(each.reduce((sum, one) => sum + one, 0))
    // A percentage printed without its parts cannot be added up: the months before are not known.
    expect(rowIn(county, 'CEH09')?.figures.slice(0, 7)).toEqual([
      '-',
      '-',
      '-',
      '-',
      '-',
      '-',
      expect.stringMatching(/\d/),
    ])
    expect(rowIn(county, 'CEH09')?.target.month).toBe('at least 80 %')
  })
})
