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

test.each([
  ['polarity', 'X', 'H, L, T or nothing'],
  ['value', 'many', 'a number, nothing, or a word for withheld'],
  ['part', 'many', 'a number or nothing'],
  ['target', '73..65', 'a target such as 80, >80, <10 or 65..73, or nothing'],
  ['amber', 'about 5', 'pct:5, pts:2.4, abs:65, rel:0.85 or nothing'],
  ['rag', 'Blue', 'Red, Amber, Green or nothing'],
  ['direction', 'up', '↑, ↓, ↔ or nothing'],
])('a %s that cannot be read', (column, found, expected) => {
  const read = readRows([
    { line: 2, fields: blank },
    { line: 3, fields: { ...blank, [column]: found } },
  ])
  expect(read).toEqual({ ok: false, fault: { line: 3, column, expected, found } })
})
