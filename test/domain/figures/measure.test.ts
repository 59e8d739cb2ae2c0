import { expect, test } from 'vitest'
import { measure, showValue } from '../../../src/domain/figures/measure.ts'
import { display } from '../../../src/domain/number/exact.ts'
import type { Indicator } from '../../../src/domain/set/indicator-set.ts'
import {
  achieved,
  amount,
  type Cells,
  caseload,
  closed,
  gap,
  good,
  openShare,
  printed,
  ratio,
  reader,
  seen,
  set,
} from '../small-set.ts'

const of = (indicator: Indicator, cells: Cells) => measure(set, indicator, reader(cells))
const shown = (indicator: Indicator, cells: Cells) => showValue(indicator, of(indicator, cells))

test('a percentage is in points of 100, unrounded', () => {
  const measured = of(good, { good: ratio(1, 3) })
  expect(measured.state === 'measured' && display(measured.value, 6)).toBe('33.333333')
  expect(shown(good, { good: ratio(1, 3) })).toBe('33.3 %')
})

test('a whole that follows takes the other figure; overtyped, the typed one counts', () => {
  expect(shown(achieved, { closed: amount(4), achieved: ratio(2) })).toBe('50.0 %')
  expect(shown(achieved, { closed: amount(4), achieved: ratio(2, 5) })).toBe('40.0 %')
  expect(shown(caseload, { open: amount(37), caseload: ratio(undefined, '2.3') })).toBe('16.1')
})

test('a whole of 0 is nobody to count, typed or followed, answered or not', () => {
  expect(of(good, { good: ratio(0, 0) })).toEqual({ state: 'nobody' })
  expect(of(achieved, { closed: amount(0) })).toEqual({ state: 'nobody' })
  expect(shown(achieved, { closed: amount(0) })).toBe('no cases')
})

test('what is not there yet', () => {
  expect(of(good, {})).toEqual({ state: 'blank' })
  expect(of(good, { good: ratio(3) })).toEqual({ state: 'incomplete', missing: 'whole' })
  expect(of(good, { good: ratio(undefined, 3) })).toEqual({ state: 'incomplete', missing: 'part' })
  expect(of(achieved, { achieved: ratio(3) })).toEqual({ state: 'incomplete', missing: 'whole' })
  expect(of(achieved, { closed: amount(4) })).toEqual({ state: 'blank' })
  expect(shown(good, { good: gap('not-available') })).toBe('Not available')
  expect(shown(good, {})).toBe('–')
})

test('derived figures are computed; where their sources are not there, read as printed', () => {
  const cells = { open: amount(30), closed: amount(10) }
  expect(shown(seen, cells)).toBe('40')
  expect(shown(openShare, cells)).toBe('75.0 %')
  expect(of(seen, { open: amount(30) })).toEqual({ state: 'incomplete', missing: 'part' })
  expect(of(seen, {})).toEqual({ state: 'blank' })
  expect(shown(openShare, { 'open-share': printed('61.5') })).toBe('61.5 %')
})

test('money and thousands', () => {
  expect(shown({ ...closed, kind: 'money', decimals: 2 }, { closed: amount('1200') })).toBe('£1,200.00')
  expect(shown(closed, { closed: amount(1234567) })).toBe('1,234,567')
})
