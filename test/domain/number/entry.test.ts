import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readEntry } from '../../../src/domain/number/entry.ts'

const count = { wholeNumber: true, decimals: 0 }
const mean = { wholeNumber: false, decimals: 1 }

test.each([
  ['', null],
  ['  ', null],
  ['12', '12'],
  [' 12 ', '12'],
  ['007', '7'],
  ['1,234', '1234'],
  ['1 234', '1234'],
  ['1\u202f234', '1234'],
  ['12,345,678', '12345678'],
  ['12.0', '12'],
  ['0', '0'],
])('%j is the whole number %s', (text, value) => {
  expect(readEntry(text, count)).toEqual({ ok: true, value })
})

test.each([
  ['2.5', '2.5'],
  ['.5', '0.5'],
  ['1,234.5', '1234.5'],
])('%j is the number %s', (text, value) => {
  expect(readEntry(text, mean)).toEqual({ ok: true, value })
})

test.each([
  ['12a', 'unreadable'],
  ['1,23', 'unreadable'],
  ['12,34,567', 'unreadable'],
  ['1 234,567', 'unreadable'],
  ['1 2', 'unreadable'],
  ['１２', 'unreadable'],
  ['=1+1', 'unreadable'],
  ['1e3', 'unreadable'],
  ['%', 'unreadable'],
  ['-3', 'negative'],
  ['−3', 'negative'],
  ['64%', 'percentage'],
  ['64.3 %', 'percentage'],
  ['2.5', 'not-whole'],
  ['1234567890123', 'too-long'],
])('%j is refused: %s', (text, problem) => {
  expect(readEntry(text, count)).toEqual({ ok: false, problem })
})

test('decimals beyond the indicator are refused, not rounded', () => {
  expect(readEntry('2.55', mean)).toEqual({ ok: false, problem: 'too-long' })
})

test('a number reads back as typed, with or without separators', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), n => {
      const plain = { ok: true, value: String(n) }
      expect(readEntry(String(n), count)).toEqual(plain)
      expect(readEntry(n.toLocaleString('en-GB'), count)).toEqual(plain)
    }),
  )
})
