import { describe, expect, it } from 'vitest'
import { everywhere } from '../../src/domain/ids.ts'
import { parseDecimal } from '../../src/domain/number/exact.ts'
import type { Condition, Indicator } from '../../src/domain/set/indicator-set.ts'
import { indicatorByCode } from '../../src/domain/set/indicators.ts'
import { placeName } from '../../src/domain/set/places.ts'
import { period } from '../../src/domain/time/period.ts'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import { setVersionOf } from '../../src/protocol/digests.ts'
import { cell, isWhole, publishedRows } from './published-rows.ts'

const set = loadIndicatorSet('kent-early-help')
const june = period('2017-06')

const byCode = (code: string): Indicator => {
  const indicator = indicatorByCode(set, code, june)
  if (!indicator) throw new Error(`no indicator ${code}`)
  return indicator
}

/** The slug of a place as printed: 'Canterbury: Riverside', 'Tonbridge & Malling'. */
const slugOf = (printed: string): string =>
  printed
    .toLowerCase()
    .replaceAll('&', 'and')
    .replaceAll(/[^a-z0-9]+/g, '-')

const tally = <T>(list: readonly T[], keyOf: (one: T) => string): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(list, keyOf)].map(([key, group]) => [key, group.length]))

describe('the Kent early help set', () => {
  it('holds five services, 85 indicators, 22 contracts, 23 places and 765 targets', () => {
    expect(setVersionOf(set)).toBe('kent-early-help@2016-12')
    expect(tally(set.indicators, one => one.service)).toEqual({
      'family-support': 16,
      'young-carers': 12,
      'childrens-centres': 23,
      'youth-hubs': 19,
      neet: 15,
    })
    expect(tally(set.contracts, one => one.service)).toEqual({
      'family-support': 2,
      'young-carers': 1,
      'childrens-centres': 6,
      'youth-hubs': 12,
      neet: 1,
    })
    expect(tally(set.places, one => one.level)).toEqual({ county: 1, area: 4, district: 12, centre: 6 })
    expect(set.targets).toHaveLength(765)
  })

  it('has every indicator as published: title, kind, polarity, basis, source, adding up, Amber', () => {
    const rows = publishedRows('indicators')
    expect(set.indicators.map(one => one.codes[0]?.code)).toEqual(rows.map(row => cell(row, 'code')))
    const amber = ({ tolerance }: Indicator): string =>
      tolerance.type === 'limit' ? `abs:${tolerance.limit}` : tolerance.type === 'share' ? `rel:${tolerance.share}` : ''
    for (const row of rows) {
      const indicator = byCode(cell(row, 'code'))
      expect({
        service: indicator.service,
        short_title: indicator.shortTitle,
        title: indicator.title,
        kind: indicator.kind,
        polarity: indicator.polarity,
        frequency: indicator.frequency === 'annual' ? 'A' : 'M',
        basis: indicator.basis,
        source: indicator.source,
        aggregate: indicator.addingUp,
        amber: amber(indicator),
      }).toEqual({
        service: cell(row, 'service'),
        short_title: cell(row, 'short_title'),
        title: cell(row, 'title'),
        kind: cell(row, 'kind'),
        polarity: cell(row, 'polarity'),
        frequency: cell(row, 'frequency'),
        basis: cell(row, 'basis'),
        source: cell(row, 'source'),
        aggregate: cell(row, 'aggregate'),
        amber: cell(row, 'amber'),
      })
    }
  })

  it('lets a part or whole follow the indicator whose code stands after it, and no other', () => {
    for (const row of publishedRows('indicators')) {
      const indicator = byCode(cell(row, 'code'))
      for (const [column, operand] of [
        ['numerator', 'part'],
        ['denominator', 'whole'],
      ] as const) {
        const code = indicator.source === 'derived' ? undefined : /\((C?EH\d+a?)\)$/.exec(cell(row, column))?.[1]
        expect(indicator[operand]?.follows, `${cell(row, 'code')} ${operand}`).toBe(code && byCode(code).id)
      }
    }
  })

  it('derives what the scorecard derives', () => {
    expect(byCode('CEH57').derived).toEqual({ type: 'sum', of: ['yh-reached-8-19', 'yh-reached-20-24'] })
    expect(byCode('CEH58a').derived).toEqual({ type: 'ratio', part: 'yh-regular', whole: 'yh-reached' })
    expect(set.indicators.filter(one => one.derived)).toHaveLength(9)
  })

  it('prints every figure at the decimals it was published with', () => {
    // CEH65 was printed without decimals until March 2017, and one count of CEH53 as "0.0".
    const decimals = new Map<string, number>()
    for (const row of publishedRows('figures'))
      if (cell(row, 'period') === june || cell(row, 'indicator') === 'CEH26' || cell(row, 'period') === '2017-03')
        if (!(cell(row, 'indicator') === 'CEH53' && cell(row, 'value') === '0.0'))
          decimals.set(
            cell(row, 'indicator'),
            Math.max(decimals.get(cell(row, 'indicator')) ?? 0, (cell(row, 'value').split('.')[1] ?? '').length),
          )
    expect(decimals.size).toBe(83)
    for (const [code, printed] of decimals) expect(byCode(code).decimals, code).toBe(printed)
  })

  it('lets a share go above 100 % only where the whole is a population estimate', () => {
    expect(set.indicators.filter(one => one.partMayExceedWhole).map(one => one.codes[0]?.code)).toEqual([
      'CEH28',
      'CEH30',
      'CEH32',
      'CEH34',
    ])
  })

  it('has every published target, each with its sign and its printed label', () => {
    const conditionOf = (printed: string, polarity: string): Condition | undefined => {
      if (printed === '') return undefined
      const value = parseDecimal(printed.replace(/^[<>]=?/, ''))
      if (value === undefined) throw new Error(`not a target: ${printed}`)
      const type = printed.startsWith('<') || (polarity === 'L' && !printed.startsWith('>')) ? 'at-most' : 'at-least'
      return { type, value, label: printed }
    }
    const rows = publishedRows('targets')
    expect(rows).toHaveLength(765)
    const found = new Set<unknown>()
    for (const row of rows) {
      const indicator = byCode(cell(row, 'indicator'))
      const place = isWhole(row) ? everywhere : slugOf(cell(row, 'place'))
      const targets = set.targets.filter(
        target =>
          target.indicator === indicator.id &&
          target.place === place &&
          set.contracts.find(one => one.id === target.contract)?.provider === cell(row, 'provider'),
      )
      expect(targets, `${cell(row, 'indicator')} ${cell(row, 'place')}`).toHaveLength(1)
      expect(targets[0]?.month).toEqual(conditionOf(cell(row, 'monthly_target'), indicator.polarity ?? ''))
      expect(targets[0]?.year).toEqual(conditionOf(cell(row, 'annual_target'), indicator.polarity ?? ''))
      found.add(targets[0])
    }
    expect(found.size).toBe(set.targets.length)
  })

  it('has the published contracts with their places, starts, reporting years and values', () => {
    for (const row of publishedRows('contracts')) {
      const matches = set.contracts.filter(one => {
        const named = cell(row, 'places').split('; ').map(slugOf)
        const within = (id: string | undefined): boolean =>
          id !== undefined && (named.includes(id) || within(set.places.find(place => place.id === id)?.parent))
        return (
          one.provider === cell(row, 'provider') && one.service === cell(row, 'service') && one.places.every(within)
        )
      })
      expect(matches, `${cell(row, 'provider')} ${cell(row, 'places')}`).toHaveLength(1)
      expect(matches[0]).toMatchObject({
        start: cell(row, 'start'),
        reportingYearBegins: Number(cell(row, 'reporting_year_starts').slice(5)),
      })
      expect(matches[0]?.yearlyValue).toBe(parseDecimal(cell(row, 'yearly_value_gbp')))
    }
    expect(set.contracts.find(one => one.id === 'fs-project-salus-2016')?.places).toEqual([
      'dartford',
      'gravesham',
      'sevenoaks',
      'maidstone',
      'tonbridge-and-malling',
      'tunbridge-wells',
    ])
  })

  it('names Shepway as it was called at the time', () => {
    const shepway = set.places.find(place => place.id === 'shepway')
    if (!shepway) throw new Error('no Shepway')
    expect(placeName(shepway, june)).toBe('Shepway')
    expect(placeName(shepway, period('2018-03'))).toBe('Shepway')
    expect(placeName(shepway, period('2018-04'))).toBe('Folkestone and Hythe')
    expect(shepway.codes).toEqual([{ scheme: 'ons', code: 'E07000112' }])
  })

  it('calls an indicator information only exactly when nothing was ever published for it to meet', () => {
    const targeted = new Set(publishedRows('targets').map(row => cell(row, 'indicator')))
    const rated = new Set(publishedRows('statuses').flatMap(row => (cell(row, 'rag') ? [cell(row, 'indicator')] : [])))
    for (const indicator of set.indicators) {
      const code = indicator.codes[0]?.code ?? ''
      expect(indicator.informationOnly, code).toBe(!targeted.has(code) && !rated.has(code))
    }
    // A yearly target is printed and nothing is rated against it.
    const printedOnly = set.indicators.filter(one => one.ratedAgainst === 'none' && !one.informationOnly)
    expect(printedOnly.map(one => one.codes[0]?.code)).toEqual(['CEH01', 'CEH04', 'CEH51', 'CEH57', 'CEH63'])
  })
})

describe('definitions', () => {
  const texts = set.indicators.flatMap(({ id, definition }) =>
    Object.entries(definition).map(([part, text]) => ({ id, part, text: text ?? '' })),
  )

  it('say for every indicator what counts and what does not', () => {
    for (const { id, part, text } of texts) {
      expect(text, `${id} ${part}`).toMatch(/^[A-Z0-9"].*[.]$/s)
      expect(text.split(/\s+/).length, `${id} ${part}`).toBeGreaterThanOrEqual(part === 'example' ? 6 : 8)
    }
  })

  it('are different for different indicators, down to each part', () => {
    const same = [...Map.groupBy(texts, one => one.text).values()].filter(group => group.length > 1)
    expect(same.map(group => group.map(one => `${one.id} ${one.part}`))).toEqual([])
  })

  it('are not the title over again', () => {
    for (const { title, shortTitle, definition } of set.indicators) {
      expect(definition.counts.toLowerCase()).not.toContain(title.toLowerCase())
      expect(definition.counts.length).toBeGreaterThan(shortTitle.length)
    }
  })

  it('name only indicators of the same service that there are', () => {
    for (const { id, text } of texts)
      for (const [code] of text.matchAll(/\bC?EH\d+a?\b/g)) {
        const named = byCode(code)
        expect(named.service, `${id} names ${code}`).toBe(set.indicators.find(one => one.id === id)?.service)
        expect(named.id, `${id} names itself`).not.toBe(id)
      }
  })

  it('give an example with numbers or dates wherever a family support title can be read two ways', () => {
    const without = set.indicators.filter(one => one.service === 'family-support' && !one.definition.example)
    // EH21 comes from the council: nobody has to decide what belongs in it.
    expect(without.map(one => one.codes[0]?.code)).toEqual(['EH21'])
  })

  it('ask no one for a name in the guidance of a narrative', () => {
    for (const service of set.services) {
      expect(service.narrative.map(section => section.per)).toEqual(['place', 'contract', 'contract'])
      expect(service.narrative[0]?.guidance).toMatch(/Name no /)
    }
  })
})
