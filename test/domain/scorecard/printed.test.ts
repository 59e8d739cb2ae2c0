import fc from 'fast-check'
import { expect, test } from 'vitest'
import { display } from '../../../src/domain/number/exact.ts'
import { prints, readCondition, readPrinted, readTolerance } from '../../../src/domain/scorecard/printed.ts'

const number = (text: string) => {
  const printed = readPrinted(text)
  if (printed?.type !== 'number') throw new Error(text)
  return printed
}

test('what a table prints', () => {
  expect(number('2,400')).toMatchObject({ text: '2400', decimals: 0 })
  expect(number('0.0000').decimals).toBe(4)
  expect(number('64.3%').decimals).toBe(1)
  expect(readPrinted('Redacted')).toEqual({ type: 'withheld', text: 'Redacted' })
  expect(readPrinted(' - ')).toEqual({ type: 'missing' })
  for (const text of [
    '1,23',
    '12a',
    '1 23',
    '12 34',
    '1..2',
    '=1',
    '1e3',
    '5.',
    '£',
    '%',
    '--5',
    '1.2.3',
    '1,2345',
    '12 [x]',
  ])
    expect(readPrinted(text)).toBeUndefined()
})

test('a target without a sign goes by polarity', () => {
  expect(readCondition('80', 'H')).toMatchObject({ type: 'at-least', value: '80' })
  expect(readCondition('10', 'L')).toMatchObject({ type: 'at-most', value: '10' })
  expect(readCondition('17.5', 'T')).toMatchObject({ type: 'between', low: '17.5', high: '17.5' })
  expect(readCondition('80', null)).toBeNull()
  expect(readCondition('>80', 'L')).toMatchObject({ type: 'at-least' })
  expect(readCondition('<=10', 'H')).toMatchObject({ type: 'at-most', value: '10' })
  expect(readCondition('65..73', 'T')).toMatchObject({ type: 'between', low: '65', high: '73' })
  expect(readCondition('', 'H')).toBeNull()
  expect(readCondition('lots', 'H')).toBeUndefined()
})

test('tolerances', () => {
  expect(readTolerance('abs:65')).toEqual({ type: 'limit', limit: '65' })
  expect(readTolerance('rel:0.85')).toEqual({ type: 'share', share: '0.85' })
  expect(readTolerance('pts:2.4')).toEqual({ type: 'points', points: '2.4' })
  expect(readTolerance('pct:5')).toEqual({ type: 'relative', percent: '5' })
  expect(readTolerance('')).toEqual({ type: 'none' })
  for (const text of ['5', 'pct:', 'pct:-5', 'about:5']) expect(readTolerance(text)).toBeUndefined()
})

test('every number prints as it is rounded, halves either way, and rounded twice', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 5000n }), fc.bigInt({ min: 1n, max: 999n }), (n, d) => {
      expect(prints({ n, d }, number(display({ n, d }, 1)))).toBe(true)
    }),
  )
  expect(prints({ n: 625n, d: 100n }, number('6.2'))).toBe(true)
  expect(prints({ n: 625n, d: 100n }, number('6.3'))).toBe(true)
  expect(prints({ n: 1700n, d: 11n }, number('154.6'))).toBe(true)
  expect(prints({ n: 1700n, d: 11n }, number('154.4'))).toBe(false)
})

test.each([
  ['2 400', '2400'],
  ['1\u00A0234\u00A0567.5', '1234567.5'],
  ['£1,200.00', '1200.00'],
  ['-£3.50', '-3.50'],
  ['−3.1', '-3.1'],
  ['+0.4', '0.4'],
  ['.5', '0.5'],
  ['-0.0', '0.0'],
  ['64.3 %', '64.3'],
  ['64.3 [r]', '64.3'],
  ['12 [p] [note 3]', '12'],
  ['0064', '0064'],
])('%s is clearly a number', (text, plain) => {
  expect(readPrinted(text)).toMatchObject({ type: 'number', text: plain })
})

test('what says that a figure is withheld, and what that there is none', () => {
  for (const text of ['[c]', 'C', '*', 'SUPPRESSED', '(redacted)', '<5', '≤ 5', 'fewer than 5'])
    expect(readPrinted(text)?.type).toBe('withheld')
  for (const text of ['N/A', '–', '[x]', 'tbc', 'Not available', '..', ' '])
    expect(readPrinted(text)?.type).toBe('missing')
})

test.each([
  ['65–73', 'T', { type: 'between', low: '65', high: '73' }],
  ['65 - 73', 'T', { type: 'between', low: '65', high: '73' }],
  ['between 65% and 73%', 'T', { type: 'between', low: '65', high: '73' }],
  ['-5..5', 'T', { type: 'between', low: '-5', high: '5' }],
  ['-5', 'L', { type: 'at-most', value: '-5' }],
  ['at least 80 %', null, { type: 'at-least', value: '80' }],
  ['at most £1,200', 'H', { type: 'at-most', value: '1200' }],
  ['≥ 80', 'L', { type: 'at-least', value: '80' }],
  ['80%', 'H', { type: 'at-least', value: '80' }],
  ['N/A', 'H', null],
  ['-', 'H', null],
  ['no target', 'L', null],
] as const)('the target %s on %s', (text, polarity, condition) => {
  if (condition === null) expect(readCondition(text, polarity)).toBeNull()
  else expect(readCondition(text, polarity)).toMatchObject(condition)
})
test('targets that are not clear', () => {
  for (const text of ['73..65', '65..', '..73', '<-', '80-', 'about 80', '80 or so', 'between 65', '> 80 <'])
    expect(readCondition(text, 'H')).toBeUndefined()
})
test('tolerances in any case, and none by a word', () => {
  expect(readTolerance('PCT: 5 %')).toEqual({ type: 'relative', percent: '5' })
  expect(readTolerance('n/a')).toEqual({ type: 'none' })
  for (const text of ['pct:5:6', 'pct', '5%']) expect(readTolerance(text)).toBeUndefined()
})
