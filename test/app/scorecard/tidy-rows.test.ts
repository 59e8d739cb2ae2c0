/** The scorecard as a file: one row a figure, numbers as numbers, and no text that a spreadsheet takes for a formula. */
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src/app/files/download/csv.ts'
import { tidySheet } from '../../../src/app/scorecard/tidy-rows.ts'
import type { IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import { juneCard, juneIn, set } from '../../domain/county/june-card.ts'

const read = (of: IndicatorSet, card: ReturnType<typeof juneCard>, nodes = card.nodes) => {
  const text = toCsv(tidySheet(of, card, nodes))
  const { data } = Papa.parse<Record<string, string>>(text.slice(1), { header: true, skipEmptyLines: true })
  return { text, data }
}

describe('a scorecard as CSV', () => {
  it('has a row a figure, with what the table shows of it', () => {
    const card = juneCard('family-support')
    const { text, data } = read(set, card)
    expect(text.charCodeAt(0)).toBe(0xfeff)
    const found = data.filter(row => row['place'] === 'Gravesham' && row['indicator code'] === 'CEH09')
    expect(found.map(row => `${row['month']} ${row['value']} ${row['provenance']}`)).toEqual([
      '2016-12  published before',
      '2017-01  published before',
      '2017-02  published before',
      '2017-03  published before',
      '2017-04 0 published before',
      '2017-05 61.5 published before',
      '2017-06 33.3 submitted, not accepted',
    ])
    expect(found.at(-1)).toMatchObject({
      service: 'Family support',
      contract: 'fs-project-salus-2016',
      provider: 'Project Salus',
      level: 'district',
      'place ONS code': 'E07000109',
      part: '1',
      whole: '3',
      displayed: '33.3 %',
      target: 'at least 80 % · at least 80 % for the year',
      rating: 'Red',
      direction: 'Worsened',
      'incomplete without': '',
    })
    expect(new Set(data.map(row => row['level']))).toEqual(new Set(['county', 'area', 'contract', 'district']))
  })

  it('says without which places a total is', () => {
    const card = juneCard('family-support', {
      returns: juneIn(scope => (/thanet|dover/.test(scope) ? undefined : 'submitted')),
    })
    const { data } = read(set, card, card.nodes.slice(0, 1))
    const open = data.find(row => row['indicator code'] === 'CEH04' && row['month'] === '2017-06')
    expect(open?.['incomplete without']?.split('; ').toSorted()).toEqual(['Dover', 'Thanet'])
    expect(open?.['rating']).toBe('not rated')
  })

  it.each(['=', '+', '-', '@', '\t', '\r'])('a provider or title beginning with %j opens as text', begins => {
    const formula = `${begins}HYPERLINK("http://example.org";"open")\n=1+1`
    const evil: IndicatorSet = {
      ...set,
      contracts: set.contracts.map(one => ({ ...one, provider: formula })),
      indicators: set.indicators.map(one => ({ ...one, title: formula })),
    }
    const { data } = read(evil, juneCard('family-support', { set: evil }))
    const contract = data.filter(row => row['level'] === 'district')
    expect(contract.length).toBeGreaterThan(500)
    for (const row of contract) {
      expect(row['provider']).toBe(`'${formula}`)
      expect(row['title']).toBe(`'${formula}`)
      expect(row['value']).toMatch(/^[0-9.]*$/)
    }
    for (const row of data) for (const text of Object.values(row)) expect(text).not.toMatch(/^[=+\-@\t\r]/)
  })
})
