import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { display } from '../../../src/domain/number/exact.ts'
import { rateValue } from '../../../src/domain/ratings/rating.ts'
import { checkScorecard } from '../../../src/domain/scorecard/check.ts'
import { readScorecard } from '../../../src/domain/scorecard/series.ts'
import type { Row } from '../../../src/domain/scorecard/table.ts'
import { loadIndicatorSet } from '../../../src/indicator-sets/load.ts'
import { changed, countyArbitrary, figureRows, monthAt, textAt } from './consistent-county.ts'

const set = loadIndicatorSet('kent-early-help')

function check(figures: readonly Row[], more: { targets?: readonly Row[]; statuses?: readonly Row[] } = {}) {
  const read = readScorecard(set, { figures, ...more })
  if (!read.ok) throw new Error(JSON.stringify(read.fault))
  return checkScorecard(read.value)
}
const found = (figures: readonly Row[]): readonly string[] =>
  check(figures).findings.map(one => `${one.check} ${one.place} ${one.indicator} ${one.period}`)

const plain = figureRows(
  Array.from({ length: 6 }, (_, place) =>
    Array.from({ length: 7 }, (_, at) => ({ fresh: 9 + place, closed: 7 + at, achieved: 5, disengaged: 2, prompt: 8 })),
  ),
)

test('a county that contradicts nothing is accused of nothing', () => {
  fc.assert(
    fc.property(countyArbitrary, county => {
      expect(found(figureRows(county))).toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('one district’s count that is off is found where it contradicts: the month, the next, and every total', () => {
  const open = Number(textAt(plain, 'Dartford', 'CEH04', 3)) + 5
  const figures = changed(plain, { place: 'Dartford', indicator: 'CEH04', period: monthAt(3) }, `${open}`)
  expect(found(figures)).toEqual([
    'total-differs North Kent CEH04 2017-03',
    'total-differs North & West Kent CEH04 2017-03',
    'stock-and-flow Dartford CEH04 2017-03',
    'stock-and-flow Dartford CEH04 2017-04',
  ])
  const [total, , flow] = check(figures).findings
  expect(total?.message).toMatch(
    /^\d+ is printed, but the 3 districts add up to \d+ \(Dartford \d+, Gravesham \d+, Sevenoaks \d+\)\.$/,
  )
  expect(flow?.message).toMatch(/: \d+ \+ 9 - 10 = \d+, but \d+ is printed: 5 more\.$/)
})

test('any off-by-some total is found, whatever the county', () => {
  fc.assert(
    fc.property(countyArbitrary, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 6 }), (county, off, at) => {
      const rows = figureRows(county)
      const place = { place: 'West Kent', indicator: 'CEH05', period: monthAt(at) }
      const figures = changed(rows, place, `${Number(textAt(rows, 'West Kent', 'CEH05', at)) + off}`)
      expect(found(figures)).toContain(`total-differs West Kent CEH05 ${monthAt(at)}`)
    }),
    { numRuns: 30 },
  )
})

describe('what each check finds', () => {
  test('a year to date that falls', () => {
    const figures = changed(plain, { place: 'Dartford', indicator: 'CEH03', period: monthAt(4) }, '20')
    expect(found(figures)).toContain('running-total-falls Dartford CEH03 2017-04')
    expect(found(figures)).toContain('running-total Dartford CEH03 2017-04')
  })
  test('a percentage above 100', () => {
    const figures = changed(plain, { place: 'Dartford', indicator: 'CEH09', period: monthAt(4) }, '1,100.0')
    expect(check(figures).findings[0]?.message).toBe('1,100.0 %: a part cannot be more than its whole.')
    // What such a percentage would add up to says nothing of the totals.
    expect(found(figures)).toEqual(['percentage-over-100 Dartford CEH09 2017-04'])
  })
  test('a percentage that is of another whole', () => {
    const figures = changed(plain, { place: 'Dartford', indicator: 'CEH09', period: monthAt(4) }, '58.9')
    expect(check(figures).findings.map(one => one.message)).toEqual([
      '58.9 % cannot be of the 11 that CEH05 prints: 6 of 11 is 54.5 %, 7 of 11 is 63.6 %.',
    ])
  })
  test('an area percentage that is a mean of percentages', () => {
    const figures = changed(plain, { place: 'North Kent', indicator: 'CEH06', period: monthAt(4) }, '81.0')
    const [one] = check(figures).findings
    expect(one?.check).toBe('total-differs')
    expect(one?.message).toBe(
      '81.0 % is printed, but the 3 districts add up to 24 of 30, 80.0 % (Dartford 88.9, Gravesham 80.0, Sevenoaks 72.7).',
    )
  })
  test('a district that is not published leaves its totals alone', () => {
    const figures = plain.filter(row => row.fields['place'] !== 'Dartford' || row.fields['indicator'] !== 'CEH05')
    expect(
      found(changed(figures, { place: 'North Kent', indicator: 'CEH05', period: monthAt(4) }, '34')),
    ).not.toContain('total-differs North Kent CEH05 2017-04')
  })
  test('shares of one whole that are more than all of it, where the whole is not printed', () => {
    const at = (indicator: string) => ({ place: 'Dartford', indicator, period: monthAt(4) })
    const shares = changed(changed(plain, at('CEH09'), '60.0'), at('CEH11'), '50.0')
    const messages = (figures: readonly Row[]) =>
      check(figures)
        .findings.filter(one => one.check === 'subset')
        .map(one => one.message)
    const said = ['Achieved and disengaged together are not more than were closed: 60.0 % + 50.0 % is more than 100 %.']
    // Of the 11 printed neither can be: each is accused for itself.
    expect(messages(shares)).toEqual([])
    expect(messages(changed(shares, at('CEH05'), 'c'))).toEqual(said)
    // 66.7 and 33.4 of an unknown whole may be rounding.
    const rounding = changed(changed(changed(plain, at('CEH09'), '66.7'), at('CEH11'), '33.4'), at('CEH05'), 'c')
    expect(messages(rounding)).toEqual([])
  })
  test('0 % everywhere is asked about where three districts print it, not where one does on three levels', () => {
    const zeros = (places: readonly string[]) =>
      places.flatMap(place =>
        [3, 4].map(
          (at): Row => ({
            line: 2,
            fields: {
              ...{
                service: 'young-carers',
                provider: 'Imago',
                level: place === 'Kent' ? 'county' : place.includes('North') ? 'area' : 'district',
              },
              ...{ place, indicator: 'CEH18', period: monthAt(at), value: at === 3 ? '50.0' : '0.0' },
            },
          }),
        ),
      )
    const status = { ...statusRow('Dartford', 'CEH18', 4, 'Red', '') }
    const statuses = [{ ...status, fields: { ...status.fields, service: 'young-carers', provider: 'Imago' } }]
    const asked = (places: readonly string[]) =>
      check(zeros(places), { statuses }).findings.filter(one => one.check === 'zero-everywhere').length
    expect(asked(['Kent', 'North Kent', 'Dartford'])).toBe(0)
    expect(asked(['Kent', 'North Kent', 'Dartford', 'Gravesham', 'Sevenoaks'])).toBe(1)
  })
  test('an area is computed where a district with nobody leaves its percentage blank', () => {
    const at = (place: string, indicator: string) => ({ place, indicator, period: monthAt(4) })
    const none = changed(changed(plain, at('Dartford', 'CEH05'), '0'), at('Dartford', 'CEH09'), '-')
    const [two, three] = ['Gravesham', 'Sevenoaks'].map(place => Number(textAt(none, place, 'CEH05', 4)))
    expect(
      found(
        changed(none, at('North Kent', 'CEH09'), display({ n: 1000n, d: BigInt((two ?? 0) + (three ?? 0)) }, 1)),
      ).filter(one => one.startsWith('total-differs North Kent CEH09')),
    ).toEqual([])
    expect(found(changed(none, at('North Kent', 'CEH09'), '99.9'))).toContain(
      `total-differs North Kent CEH09 ${monthAt(4)}`,
    )
  })
  test('a derived percentage that is not what the two figures printed beside it make', () => {
    const hub = (indicator: string, value: string): Row => ({
      line: 2,
      fields: {
        ...{ service: 'youth-hubs', provider: 'Project Salus', level: 'district', place: 'Maidstone' },
        ...{ indicator, period: '2017-06', value },
      },
    })
    const said = (registered: string, reached: string, share: string) =>
      check([hub('CEH50', registered), hub('CEH51', reached), hub('CEH51a', share)]).findings.map(
        one => `${one.check}: ${one.message}`,
      )
    expect(said('183', '156', '85.2')).toEqual([])
    expect(said('183', '156', '85.3')).toEqual(['derived-differs: 85.3 % is printed, but 156 of 183 makes 85.2 %.'])
    expect(said('8', '5', '62.5')).toEqual([])
    expect(said('0', '0', '0.0')).toEqual([])
    expect(said('0', '0', '100.0')).toEqual(['derived-differs: 100.0 % is printed, but CEH50 is 0: nobody to count.'])
  })
  test('totals of all ages that hold more than they can, where only the totals are printed', () => {
    const hub = (indicator: string, value: string): Row => ({
      line: 2,
      fields: {
        ...{ service: 'youth-hubs', provider: 'Amicus', level: 'district', place: 'Swale' },
        ...{ indicator, period: '2017-06', value },
      },
    })
    expect(found([hub('CEH56', '50'), hub('CEH57', '50'), hub('CEH58', '50')])).toEqual([])
    expect(found([hub('CEH56', '50'), hub('CEH57', '51'), hub('CEH58', '52')])).toEqual([
      'subset Swale CEH57 2017-06',
      'subset Swale CEH58 2017-06',
    ])
  })
  test('a target and a status printed twice, differently; the same again is no fault', () => {
    const targets = [targetRow('Dartford', 'CEH09', '>80'), targetRow('Dartford', 'CEH09', '>70')]
    const statuses = [statusRow('Dartford', 'CEH09', 5, 'Red', '↓'), statusRow('Dartford', 'CEH09', 5, 'Green', '')]
    const report = check(plain, { targets, statuses })
    expect(report.ratings).toMatchObject({ compared: 1, agree: 1 })
    expect(report.findings.map(one => one.message)).toEqual([
      'The target is printed twice: >80 a month, none a year is used; >70 a month, none a year is not.',
      'The status is printed twice: Red, ↓ is used; Green, no arrow is not.',
    ])
    const [target, status] = [targets.slice(0, 1), statuses.slice(0, 1)]
    const same = check(plain, { targets: [...target, ...target], statuses: [...status, ...status] })
    expect([same.findings, same.ratings.compared, same.directions.compared]).toEqual([[], 1, 1])
  })
  test('a figure printed twice, differently', () => {
    const again = plain.slice(0, 1).map(row => ({ ...row, fields: { ...row.fields, value: '777' } }))
    expect(found([...plain, ...again])).toEqual(['printed-twice Dartford CEH01 2016-12'])
    expect(found([...plain, ...plain.slice(0, 50)])).toEqual([])
  })
  test('below zero, and a count that is not whole', () => {
    const figures = changed(plain, { place: 'Dartford', indicator: 'CEH01', period: monthAt(0) }, '-3')
    expect(found(figures)).toContain('negative Dartford CEH01 2016-12')
    const half = changed(plain, { place: 'Dartford', indicator: 'CEH01', period: monthAt(0) }, '2.5')
    expect(found(half)).toContain('not-whole Dartford CEH01 2016-12')
  })
})

const statusRow = (place: string, indicator: string, at: number, rag: string, direction: string): Row => ({
  line: 2,
  fields: {
    service: 'family-support',
    provider: 'Project Salus',
    level: 'district',
    place,
    indicator,
    period: monthAt(at),
    rag,
    direction,
  },
})
const targetRow = (place: string, indicator: string, target: string): Row => ({
  line: 2,
  fields: {
    service: 'family-support',
    provider: 'Project Salus',
    level: 'district',
    place,
    indicator,
    monthly_target: target,
    annual_target: '',
  },
})

describe('statuses', () => {
  const targets = [targetRow('Dartford', 'CEH09', '>80'), targetRow('Dartford', 'CEH11', '<10')]
  const one = (indicator: string, at: number, rag: string, direction = '', figures = plain) =>
    check(figures, { targets, statuses: [statusRow('Dartford', indicator, at, rag, direction)] })

  test('agree and differ, with the reason', () => {
    // 5 of 11 and 5 of 12 closed
    expect(one('CEH09', 5, 'Red').ratings).toEqual({ compared: 1, agree: 1, differ: [] })
    expect(one('CEH09', 5, 'Green').ratings.differ).toMatchObject([
      {
        ...{ service: 'family-support', provider: 'Project Salus', level: 'district', place: 'Dartford' },
        ...{ indicator: 'CEH09', period: '2017-05', published: 'Green', computed: 'Red' },
        reason: '41.7 % (5 of 12) against at least 80 %: Red. Amber begins at 65 %.',
      },
    ])
  })
  test('a rating without a target', () => {
    expect(one('CEH06', 5, 'Green').ratings.differ).toMatchObject([{ computed: null, reason: 'No target: not rated.' }])
  })
  test('a rating and an arrow without their figures', () => {
    const report = one('CEH09', 7, 'Green', '↑')
    expect(report.ratings.differ).toMatchObject([{ published: 'Green', computed: null }])
    expect(report.directions.differ).toMatchObject([{ published: '↑', computed: null }])
    expect(report.findings.map(finding => [finding.check, finding.message])).toEqual([
      ['rating-without-figure', 'Green is printed, but there is no figure for July 2017.'],
      ['direction-without-figures', '↑ is printed, but there is no figure for July 2017.'],
    ])
  })
  test('an arrow goes by polarity', () => {
    expect(one('CEH09', 5, '', '↓').directions).toMatchObject({ compared: 1, agree: 1 })
    // 58.3 % disengaged after 54.5: worse, whatever the arrow says
    expect(one('CEH11', 5, '', '↑').directions.differ).toMatchObject([
      { computed: '↓', reason: 'Worsened: 58.3 after 54.5 (lower is better).' },
    ])
  })
  test('a withheld figure’s rating stands', () => {
    const figures = changed(plain, { place: 'Dartford', indicator: 'CEH09', period: monthAt(5) }, 'Redacted')
    expect(one('CEH09', 5, 'Green', '↑', figures)).toMatchObject({
      ratings: { compared: 0 },
      directions: { compared: 0 },
      findings: [],
    })
  })
  test('0 % of nobody rated Red', () => {
    const nobody = changed(
      changed(plain, { place: 'Dartford', indicator: 'CEH05', period: monthAt(5) }, '0'),
      { place: 'Dartford', indicator: 'CEH09', period: monthAt(5) },
      '0.0',
    )
    expect(one('CEH09', 5, 'Red', '', nobody).findings.map(finding => finding.check)).toContain('rating-of-nobody')
  })
})

test('a recovered part rates as the part, not as it prints', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.nat(400), (whole, some) => {
      const part = some % (whole + 1)
      const exactly = { n: BigInt(part) * 100n, d: BigInt(whole) }
      const figures = ['CEH05', 'CEH09'].map(
        (indicator, at): Row => ({
          line: at + 2,
          fields: {
            ...{
              service: 'family-support',
              provider: 'Project Salus',
              level: 'district',
              place: 'Dartford',
              indicator,
            },
            ...{ period: '2017-05', value: indicator === 'CEH05' ? `${whole}` : display(exactly, 1) },
          },
        }),
      )
      const condition = { type: 'at-least', value: '80', label: '>80' } as const
      const rag = rateValue({ type: 'limit', limit: '65' as never }, condition as never, exactly)
      const published = { green: 'Green', amber: 'Amber', red: 'Red' }[rag]
      const report = check(figures, {
        targets: [targetRow('Dartford', 'CEH09', '>80')],
        statuses: [statusRow('Dartford', 'CEH09', 5, published, '')],
      })
      expect(report.ratings.differ).toEqual([])
    }),
  )
})

describe('what cannot be read says where and what was expected', () => {
  const fault = (field: string, value: string) => {
    const figures = plain
      .slice(0, 3)
      .map((row, at) => (at === 2 ? { ...row, fields: { ...row.fields, [field]: value } } : row))
    const read = readScorecard(set, { figures })
    return read.ok ? undefined : read.fault
  }
  test.each([
    [
      'service',
      'family',
      'a service of kent-early-help: family-support, young-carers, childrens-centres, youth-hubs, neet',
    ],
    ['provider', 'Nobody', 'a provider of family-support in kent-early-help'],
    ['level', 'village', 'one of contract, county, area, district, centre'],
    ['place', 'Atlantis', 'a district of kent-early-help'],
    ['indicator', 'CEH99', 'the code of an indicator of family-support in kent-early-help'],
    ['period', '2017-13', 'a month as YYYY-MM'],
    ['period', '0000-01', 'a month as YYYY-MM'],
    ['value', '12a', 'a number, nothing, or a word for withheld'],
  ])('%s', (field, value, expected) => {
    expect(fault(field, value)).toEqual({ line: 4, column: field, expected, found: value })
  })
})
