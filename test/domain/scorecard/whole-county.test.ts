import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkScorecard } from '../../../src/domain/scorecard/check.ts'
import { readScorecard } from '../../../src/domain/scorecard/series.ts'
import type { Row } from '../../../src/domain/scorecard/table.ts'
import { loadIndicatorSet } from '../../../src/indicator-sets/load.ts'
import { seeds, wholeCounty, withHoles } from './whole-county.ts'

const set = loadIndicatorSet('kent-early-help')

function findings(figures: readonly Row[]) {
  const read = readScorecard(set, { figures })
  if (!read.ok) throw new Error(JSON.stringify(read.fault))
  return checkScorecard(read.value).findings
}
const found = (figures: readonly Row[]): readonly string[] =>
  findings(figures).map(one => `${one.check} ${one.place} ${one.indicator} ${one.period}: ${one.message}`)

test('fourteen months of every service that contradict nothing are accused of nothing', () => {
  fc.assert(
    fc.property(seeds, fc.constantFrom('0.0', '', '-', 'n/a'), (seed, nobody) => {
      expect(found(wholeCounty(seed, nobody))).toEqual([])
    }),
    { numRuns: 6 },
  )
})

test('nor with cells missing, withheld and dropped', () => {
  fc.assert(
    fc.property(seeds, seeds, fc.constantFrom(2, 4, 20), (seed, holes, oneIn) => {
      expect(found(withHoles(wholeCounty(seed), holes, oneIn))).toEqual([])
    }),
    { numRuns: 6 },
  )
})

interface At {
  readonly place: string
  readonly indicator: string
  readonly period: string
}
const isAt = (row: Row, cell: At): boolean =>
  row.fields['place'] === cell.place &&
  row.fields['indicator'] === cell.indicator &&
  row.fields['period'] === cell.period
const plant = (rows: readonly Row[], cell: At, value: (printed: number) => string): readonly Row[] =>
  rows.map(row =>
    isAt(row, cell) ? { ...row, fields: { ...row.fields, value: value(Number(row.fields['value'])) } } : row,
  )
const printed = (rows: readonly Row[], cell: At): number =>
  Number(rows.find(row => isAt(row, cell))?.fields['value'] ?? 'NaN')

interface Fault {
  readonly at: At
  readonly value: (printed: number) => string
  /** What must be found, as 'check place indicator month'. */
  readonly certain: readonly string[]
  /** Where else it may show: percentages recovered from the changed count, the month after. */
  readonly within: { readonly places: readonly string[]; readonly indicators: readonly string[] }
  readonly months: readonly string[]
}
const more = (by: number) => (value: number) => `${value + by}`

const faults: Readonly<Record<string, Fault>> = {
  'open cases of a district': {
    at: { place: 'Dartford', indicator: 'CEH04', period: '2017-03' },
    value: more(7),
    certain: [
      ...['stock-and-flow Dartford CEH04 2017-03', 'stock-and-flow Dartford CEH04 2017-04'],
      ...['total-differs North Kent CEH04 2017-03', 'total-differs North & West Kent CEH04 2017-03'],
    ],
    within: { places: ['Dartford', 'North Kent', 'North & West Kent'], indicators: ['CEH04', 'CEH12'] },
    months: ['2017-03', '2017-04'],
  },
  'cases closed of an area': {
    at: { place: 'East Kent', indicator: 'CEH05', period: '2017-11' },
    value: more(3),
    certain: ['total-differs East Kent CEH05 2017-11', 'stock-and-flow East Kent CEH04 2017-11'],
    within: { places: ['East Kent'], indicators: ['CEH04', 'CEH05', 'CEH09', 'CEH10', 'CEH11'] },
    months: ['2017-11'],
  },
  'a year to date, in the last month of the year': {
    at: { place: 'South & East Kent', indicator: 'CEH03', period: '2017-11' },
    value: more(5),
    // December begins again: nothing follows from November.
    certain: ['total-differs South & East Kent CEH03 2017-11', 'running-total South & East Kent CEH03 2017-11'],
    within: { places: ['South & East Kent'], indicators: ['CEH03'] },
    months: ['2017-11'],
  },
  'a year to date that falls': {
    at: { place: 'Thanet', indicator: 'CEH63', period: '2017-05' },
    value: () => '0',
    certain: [
      ...['running-total-falls Thanet CEH63 2017-05', 'running-total Thanet CEH63 2017-05'],
      ...['running-total Thanet CEH63 2017-06'],
      ...['total-differs East Kent CEH63 2017-05', 'total-differs Kent CEH63 2017-05'],
    ],
    within: { places: ['Thanet', 'East Kent', 'Kent'], indicators: ['CEH63'] },
    months: ['2017-05', '2017-06'],
  },
  'a county total': {
    at: { place: 'Kent', indicator: 'CEH16', period: '2017-04' },
    value: more(-1),
    certain: ['total-differs Kent CEH16 2017-04'],
    within: { places: ['Kent'], indicators: ['CEH16', 'CEH17'] },
    months: ['2017-04'],
  },
  'a percentage above 100': {
    at: { place: 'Swale', indicator: 'CEH73', period: '2017-02' },
    value: () => '1100.0',
    certain: ['percentage-over-100 Swale CEH73 2017-02'],
    within: { places: ['Swale'], indicators: ['CEH73'] },
    months: ['2017-02'],
  },
  'a total of all ages': {
    at: { place: 'Ashford', indicator: 'CEH56', period: '2018-01' },
    value: more(40),
    certain: ['derived-differs Ashford CEH56 2018-01'],
    within: { places: ['Ashford'], indicators: ['CEH56', 'CEH57a'] },
    months: ['2018-01'],
  },
  'more reached than registered': {
    at: { place: 'Maidstone', indicator: 'CEH51', period: '2018-01' },
    value: more(5000),
    certain: ['subset Maidstone CEH51 2018-01', 'derived-differs Maidstone CEH57 2018-01'],
    within: { places: ['Maidstone'], indicators: ['CEH51', 'CEH51a', 'CEH52a', 'CEH57', 'CEH57a', 'CEH58a'] },
    months: ['2018-01'],
  },
}

describe('one planted fault is found where it is, and nowhere else', () => {
  test.each(Object.entries(faults))('%s', (_name, { at, value, certain, within, months }) => {
    fc.assert(
      fc.property(seeds, seed => {
        const rows = wholeCounty(seed)
        // A year to date of nothing cannot fall.
        fc.pre(value(printed(rows, at)) !== '0' || printed(rows, { ...at, period: '2017-04' }) > 0)
        const all = findings(plant(rows, at, value))
        const named = all.map(one => `${one.check} ${one.place} ${one.indicator} ${one.period}`)
        expect(certain.filter(one => !named.includes(one))).toEqual([])
        const elsewhere = all.filter(
          one =>
            !(within.places.includes(one.place) && within.indicators.includes(one.indicator)) ||
            !months.includes(one.period),
        )
        expect(elsewhere).toEqual([])
        expect(new Set(named).size).toBe(named.length)
      }),
      { numRuns: 2 },
    )
  })

  test('attendances without a session', () => {
    const rows = wholeCounty(7)
    const at = rows
      .filter(row => row.fields['level'] === 'district' && row.fields['indicator'] === 'CEH19')
      .find(row => row.fields['value'] === '0')?.fields
    const cell = { place: at?.['place'] ?? '', indicator: 'CEH20', period: at?.['period'] ?? '' }
    const [one, ...rest] = findings(plant(rows, cell, () => '12')).filter(each => each.check !== 'total-differs')
    expect(one).toMatchObject({ ...cell, check: 'needs', severity: 'query' })
    expect(one?.message).toBe('Attendances need a group session: 12, with none.')
    expect(rest).toEqual([])
  })
})

test('a place and a provider may be written in several ways', () => {
  const other: Readonly<Record<string, string>> = {
    ...{ 'Tonbridge & Malling': 'Tonbridge  and malling', Shepway: 'Folkestone & Hythe' },
    ...{ 'Project Salus': 'project salus', 'family-support': 'Family support', district: 'District', CEH51a: 'ceh51A' },
    'North & West Kent': 'North and West Kent',
  }
  const rows = wholeCounty(5).map((row, at) =>
    at % 2 === 0
      ? row
      : {
          ...row,
          fields: Object.fromEntries(Object.entries(row.fields).map(([name, text]) => [name, other[text] ?? text])),
        },
  )
  expect(found(rows)).toEqual([])
  const cell = { place: 'North Kent', indicator: 'CEH01', period: '2017-04' }
  expect(found(plant(rows, cell, more(1))).length).toBeGreaterThan(0)
})

test('an area that two providers share, or a provider’s one contract of several, is not held to the wrong districts', () => {
  const row = (provider: string, level: string, place: string, value: string): Row => ({
    line: 2,
    fields: { service: 'youth-hubs', provider, level, place, indicator: 'CEH50', period: '2017-04', value },
  })
  const districts = [
    row('Project Salus', 'district', 'Maidstone', '40'),
    row('Project Salus', 'district', 'Shepway', '7'),
  ]
  expect(found([...districts, row('Project Salus', 'area', 'South Kent', '900')])).toEqual([])
  expect(found([...districts, row('Project Salus', 'contract', 'Shepway', '7')])).toEqual([])
  expect(findings([...districts, row('Project Salus', 'contract', 'Shepway', '8')])).toMatchObject([
    {
      check: 'total-differs',
      place: 'Shepway',
      level: 'contract',
      message: '8 is printed, but its only district gives 7 (Shepway 7).',
    },
  ])
})
