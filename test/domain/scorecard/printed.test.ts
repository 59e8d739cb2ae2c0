import fc from 'fast-check'
import { expect, test } from 'vitest'
import { display } from '../../../src/domain/exact.ts'
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
  for (const text of ['1,23', '12a', '1 234', '1..2', '=1']) expect(readPrinted(text)).toBeUndefined()
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
