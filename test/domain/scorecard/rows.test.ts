import { describe, expect, test } from 'vitest'
import { checkRows, readRows } from '../../../src/domain/scorecard/rows.ts'

const blank = {
  ...{ system: 's', place: 'P', code: 'C', title: 'Something', polarity: 'H', value: '', part: '', whole: '' },
  ...{ target: '', amber: '', previous: '', rag: '', direction: '' },
}
type Fields = Partial<typeof blank>
function check(...rows: readonly Fields[]) {
  const read = readRows(rows.map((fields, at) => ({ line: at + 2, fields: { ...blank, ...fields } })))
  if (!read.ok) throw new Error(JSON.stringify(read.fault))
  return checkRows(read.value)
}
const computed = (fields: Fields) => check({ ...fields, rag: 'Green' }).ratings.differ[0]?.computed ?? 'Green'

describe('ratings by the row’s own rule', () => {
  test.each<[string, Fields, string]>([
    [
      'a part that prints as the target but is below it',
      { value: '85.0', part: '1177', whole: '1385', target: '85.0', amber: 'pts:0.02' },
      'Amber',
    ],
    ['exactly 2.4 points below', { value: '74.6', target: '77', amber: 'pts:2.4' }, 'Amber'],
    ['5 % of the target, inclusive', { value: '95', target: '100', amber: 'pct:5' }, 'Amber'],
    ['just beyond 5 %', { value: '94.9', target: '100', amber: 'pct:5' }, 'Red'],
    ['a target of 0', { polarity: 'L', value: '0', target: '0', amber: 'pct:5' }, 'Green'],
    [
      'a range, 5 % beyond its nearer edge',
      { polarity: 'T', value: '76.65', target: '65..73', amber: 'pct:5' },
      'Amber',
    ],
    ['a range left', { polarity: 'T', value: '76.66', target: '65..73', amber: 'pct:5' }, 'Red'],
    ['a bare target on T', { polarity: 'T', value: '18.0', target: '17.5' }, 'Red'],
    ['four decimals', { polarity: 'L', value: '0.0126', target: '0.0125', amber: 'pct:5' }, 'Amber'],
    ['thousands', { value: '2,400', target: '3,600' }, 'Red'],
    [
      'a mean of part and whole',
      { polarity: 'L', value: '121.9', part: '10971', whole: '90', target: '121.0', amber: 'pts:0.9' },
      'Amber',
    ],
    [
      'a mean just beyond',
      { polarity: 'L', value: '121.9', part: '10972', whole: '90', target: '121.0', amber: 'pts:0.9' },
      'Red',
    ],
  ])('%s', (_name, fields, colour) => {
    expect(computed(fields)).toBe(colour)
  })
})

test('a withheld figure is not a missing one', () => {
  expect(check({ value: 'Redacted', target: '4', rag: 'Green', direction: '↑' })).toMatchObject({
    ...{ ratings: { compared: 0 }, directions: { compared: 0 }, findings: [] },
  })
  const missing = check({ target: '4', rag: 'Green', direction: '↑', previous: '3' })
  expect(missing.ratings.differ).toMatchObject([{ published: 'Green', computed: null }])
  expect(missing.findings.map(one => one.check)).toEqual(['rating-without-figure', 'direction-without-figures'])
})

describe('arrows', () => {
  const arrow = (fields: Fields, direction: string) => check({ ...fields, direction }).directions.differ
  test('nearer to target on T', () => {
    expect(arrow({ polarity: 'T', value: '18.0', previous: '19.2', target: '17.5' }, '↑')).toEqual([])
    expect(arrow({ polarity: 'T', value: '18.0', previous: '17.4', target: '17.5' }, '↓')).toEqual([])
  })
  test('without polarity an arrow says Up or Down', () => {
    expect(arrow({ polarity: '', value: '371.8', previous: '391.0' }, '↓')).toEqual([])
  })
  test('as printed, where the earlier figure is only printed', () => {
    const equal = { value: '100.0', part: '888', whole: '888', previous: '100.0' }
    expect(arrow(equal, '↔')).toEqual([])
    expect(arrow(equal, '↓')).toMatchObject([{ computed: '↔', reason: 'Same: 100.0 after 100.0 (higher is better).' }])
  })
  test('in words, and in other signs', () => {
    for (const text of ['Improved', 'BETTER', '⬆️', '▲', 'up'])
      expect(arrow({ value: '5', previous: '4' }, text)).toEqual([])
    for (const text of ['Worsened', '▼', 'worse'])
      expect(arrow({ polarity: 'L', value: '5', previous: '4' }, text)).toEqual([])
    for (const text of ['Same', 'no change', '→', '=']) expect(arrow({ value: '5', previous: '5.0' }, text)).toEqual([])
    expect(check({ value: '5', previous: '4', direction: '-' }).directions.compared).toBe(0)
  })
  test('up is not read where lower is better: it may mean either', () => {
    const read = readRows([
      { line: 2, fields: { ...blank, polarity: 'L', value: '5', previous: '4', direction: 'Up' } },
    ])
    expect(read).toMatchObject({ ok: false, fault: { column: 'direction', found: 'Up' } })
  })
  test('no arrow contradicts figures that only fewer decimals tell apart', () => {
    for (const direction of ['↑', '↓', '↔']) expect(arrow({ value: '75', previous: '74.8' }, direction)).toEqual([])
    expect(arrow({ value: '74.8', previous: '73' }, '↓')).toMatchObject([{ computed: '↑' }])
    expect(arrow({ value: '75.0', previous: '75.0' }, '↓')).toMatchObject([{ computed: '↔' }])
  })
  test('an earlier figure that only this row lacks is asked for; a withheld one is not', () => {
    const others = { value: '5', previous: '4', direction: '↑' }
    expect(check(others, { value: '5', direction: '↑' }).findings).toMatchObject([
      {
        check: 'direction-without-figures',
        severity: 'query',
        message: '↑ is printed, but there is no figure before 5.',
      },
    ])
    expect(check(others, { value: '5', previous: 'Redacted', direction: '↑' }).findings).toEqual([])
  })
  test('one whose earlier figure is not given is a note, not a difference', () => {
    const report = check({ value: '5', direction: '↑' })
    expect(report.directions.compared).toBe(0)
    expect(report.findings).toMatchObject([{ check: 'previous-not-given', severity: 'note' }])
  })
})

test('figures that contradict their parts, and percentages above 100', () => {
  expect(check({ value: '50.0', part: '3', whole: '4' }).findings.map(one => one.message)).toEqual([
    '50.0 is printed, but 3 of 4 is neither that percentage nor that mean.',
  ])
  expect(check({ title: '% of visits', value: '104.0' }).findings.map(one => one.check)).toEqual([
    'percentage-over-100',
  ])
  expect(check({ title: 'Rate per 10,000', value: '104.0' }).findings).toEqual([])
})

describe('value, part and whole', () => {
  const found = (fields: Fields) => check(fields).findings.map(one => one.check)
  test('a rate per so many, a mean, a percentage, a count that repeats its part', () => {
    expect(found({ title: 'Rate per 10,000 children', value: '74.4', part: '480', whole: '64500' })).toEqual([])
    expect(found({ title: 'Days', value: '354.4', part: '33311', whole: '94' })).toEqual([])
    expect(found({ title: 'Vacancies', value: '16.9', part: '84.6', whole: '499.8' })).toEqual([])
    expect(found({ title: 'Children seen', value: '248', part: '248', whole: '1,375' })).toEqual([])
    expect(check({ title: 'Rate per 10,000', value: '80.0', part: '480', whole: '64500' }).findings).toMatchObject([
      { check: 'derived-differs', message: '80.0 is printed, but 480 of 64,500 is not that per 10,000.' },
    ])
  })
  test('a last digit rounded twice is said, and the exact figure rated', () => {
    const report = check({ value: '85.3', part: '156', whole: '183', target: '85.25', rag: 'Red' })
    expect(report.findings.map(one => one.message)).toEqual(['85.3 is printed, but 156 of 183 makes 85.2 %.'])
    expect(report.ratings.differ).toEqual([])
  })
  test('0 of 0 is nobody: not rated, and asked about', () => {
    const report = check({ title: '% of visits', value: '0.0', part: '0', whole: '0', target: '80', rag: 'Red' })
    expect(report.ratings.differ).toMatchObject([{ published: 'Red', computed: null, reason: 'No cases: not rated.' }])
    expect(report.findings).toMatchObject([
      { check: 'rating-of-nobody', message: 'Red is printed, but 0 of 0 is nobody to count.' },
    ])
    expect(found({ value: '100.0', part: '3', whole: '0' })).toEqual(['derived-differs'])
  })
  test('a figure that only part and whole give is a figure', () => {
    const fields = { title: '% of visits', part: '3', whole: '4', target: '75', previous: '50.0' }
    expect(check({ ...fields, rag: 'Green', direction: '↑' })).toMatchObject({
      ...{ ratings: { compared: 1, agree: 1 }, directions: { compared: 1, agree: 1 }, findings: [] },
    })
  })
  test('more than 100 % of a target, of capacity, of an estimate, or a change, is possible', () => {
    for (const title of ['Percentage of target met', '% change since last year', '% of the population registered'])
      expect(found({ title, value: '118.8' })).toEqual([])
    expect(found({ title: '% of visits', value: '118.8' })).toEqual(['percentage-over-100'])
  })
  test('negative figures, money and targets of 0', () => {
    expect(computed({ polarity: 'H', value: '-3.2', target: '-3', amber: 'pct:10' })).toBe('Amber')
    expect(computed({ polarity: 'L', value: '£1,210', target: '£1,200', amber: 'pct:1' })).toBe('Amber')
    expect(computed({ polarity: 'L', value: '1', target: '0', amber: 'pct:50' })).toBe('Red')
    expect(computed({ polarity: 'L', value: '1', target: '0', amber: 'pts:1' })).toBe('Amber')
    expect(found({ title: '% change', value: '-3.2' })).toEqual([])
  })
  test('colours in any case, by their letter, and none by a word', () => {
    for (const rag of ['green', 'GREEN', 'g'])
      expect(check({ value: '5', target: '4', rag }).ratings).toMatchObject({ compared: 1, agree: 1 })
    for (const rag of ['-', 'N/A', 'Not rated', 'Grey']) expect(check({ value: '5', rag }).ratings.compared).toBe(0)
  })
})

test.each([
  ['polarity', 'Y', 'H, L, T or nothing'],
  ['value', 'many', 'a number, nothing, or a word for withheld'],
  ['part', 'many', 'a number or nothing'],
  ['target', '73..65', 'a target such as 80, >80, <10 or 65..73, or nothing'],
  ['amber', 'about 5', 'pct:5, pts:2.4, abs:65, rel:0.85 or nothing'],
  ['rag', 'Blue', 'Red, Amber, Green or nothing'],
  ['direction', 'sideways', '↑, ↓, ↔, Improved, Worsened, Same or nothing'],
])('a %s that cannot be read', (column, found, expected) => {
  const read = readRows([
    { line: 2, fields: blank },
    { line: 3, fields: { ...blank, [column]: found } },
  ])
  expect(read).toEqual({ ok: false, fault: { line: 3, column, expected, found } })
})
