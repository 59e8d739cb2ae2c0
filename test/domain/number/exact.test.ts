import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  add,
  compare,
  display,
  divide,
  exact,
  multiply,
  parseDecimal,
  rounded,
  subtract,
  whole,
} from '../../../src/domain/number/exact.ts'
import { d } from '../small-set.ts'

test.each([
  ['012.50', '12.5'],
  ['0', '0'],
  ['-0', '0'],
  ['0.0', '0'],
  ['-3.10', '-3.1'],
])('%s is the decimal %s', (text, value) => {
  expect(parseDecimal(text)).toBe(value)
})

test.each(['', '.', '1.', '.5', '1,234', '1e3', '+1', '1.2345', '1234567890123', '١'])('%j is no decimal', text => {
  expect(parseDecimal(text)).toBeUndefined()
})

test('parse and print round-trip', () => {
  fc.assert(
    fc.property(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.constantFrom(0, 1, 2, 3), (n, decimals) => {
      const text = display({ n: BigInt(n), d: 10n ** BigInt(decimals) }, decimals)
      const value = parseDecimal(text)
      expect(value).toBeDefined()
      if (value !== undefined) expect(display(exact(value), decimals)).toBe(text)
    }),
  )
})

test('halves away from zero', () => {
  expect(display({ n: 5n, d: 10n }, 0)).toBe('1')
  expect(display({ n: -5n, d: 10n }, 0)).toBe('-1')
  expect(display({ n: 1245n, d: 1000n }, 2)).toBe('1.25')
  expect(display({ n: -1n, d: 1000n }, 1)).toBe('0.0')
  expect(rounded({ n: 800n, d: 13n }, 1)).toEqual(exact(d('61.5')))
})

const fraction = fc
  .tuple(fc.bigInt({ min: -10_000n, max: 10_000n }), fc.bigInt({ min: 1n, max: 999n }))
  .map(([n, divisor]) => ({ n, d: divisor }))

test('the arithmetic of fractions', () => {
  fc.assert(
    fc.property(fraction, fraction, fraction, (a, b, c) => {
      expect(compare(add(add(a, b), c), add(a, add(b, c)))).toBe(0)
      expect(compare(subtract(add(a, b), b), a)).toBe(0)
      expect(compare(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)))).toBe(0)
      const quotient = divide(a, b)
      if (b.n !== 0n && quotient) expect(compare(multiply(quotient, b), a)).toBe(0)
      expect(compare(a, b)).toBe(0 - compare(b, a))
    }),
  )
  expect(divide(whole(1), whole(0))).toBeUndefined()
})
