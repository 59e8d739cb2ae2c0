import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addUp } from '../../../src/domain/figures/adding-up.ts'
import { showValue } from '../../../src/domain/figures/measure.ts'
import type { Indicator } from '../../../src/domain/set/indicator-set.ts'
import {
  achieved,
  amount,
  type Cells,
  closed,
  gap,
  good,
  openShare,
  pid,
  printed,
  ratio,
  reader,
  seen,
  set,
} from '../small-set.ts'

const total = (indicator: Indicator, ...places: Cells[]) =>
  addUp(
    set,
    indicator,
    places.map((cells, i) => ({ place: pid(`place-${i}`), cells: reader(cells) })),
  )
const shown = (indicator: Indicator, ...places: Cells[]) => showValue(indicator, total(indicator, ...places).measured)

test('sums add, percentages are parts over wholes', () => {
  expect(shown(closed, { closed: amount(4) }, { closed: amount(3) })).toBe('7')
  // 100 % of 4 and 33.3 % of 3: 5 of 7, never the mean of percentages (66.7)
  expect(shown(good, { good: ratio(4, 4) }, { good: ratio(1, 3) })).toBe('71.4 %')
  expect(shown(achieved, { closed: amount(4), achieved: ratio(4) }, { closed: amount(3), achieved: ratio(1) })).toBe(
    '71.4 %',
  )
})

test('a total says which places are missing', () => {
  const some = total(closed, { closed: amount(4) }, {}, { closed: gap('not-available') })
  expect(showValue(closed, some.measured)).toBe('4')
  expect(some.missing).toEqual(['place-1', 'place-2'])
})

test('nobody to count adds nothing and is not missing; nor is what does not apply', () => {
  const some = total(good, { good: ratio(0, 0) }, { good: ratio(1, 2) }, { good: gap('not-applicable') })
  expect(some.missing).toEqual([])
  expect(showValue(good, some.measured)).toBe('50.0 %')
  expect(total(good, { good: ratio(0, 0) }, { good: ratio(0, 0) }).measured).toEqual({ state: 'nobody' })
})

test('a place with only a printed percentage makes the total unknown', () => {
  expect(total(good, { good: printed('50') }, { good: ratio(1, 2) }).missing).toEqual(['place-0'])
})

test('derived figures are computed after adding up', () => {
  const places = [
    { open: amount(30), closed: amount(10) },
    { open: amount(0), closed: amount(10) },
  ]
  expect(shown(seen, ...places)).toBe('50')
  expect(shown(openShare, ...places)).toBe('60.0 %')
  expect(total(seen, { open: amount(3) }, { open: amount(1), closed: amount(1) }).missing).toEqual(['place-0'])
})

test('a gap shared by all is the total’s', () => {
  expect(shown(good, { good: gap('to-follow') }, { good: gap('to-follow') })).toBe('To follow')
  expect(shown(good, { good: gap('to-follow') }, {})).toBe('–')
})

test('adding up is order-free and associative', () => {
  const place = fc
    .tuple(fc.nat(500), fc.nat(500))
    .map(([part, whole]): Cells => ({ closed: amount(whole), good: ratio(Math.min(part, whole), whole) }))
  fc.assert(
    fc.property(fc.array(place, { minLength: 2, maxLength: 12 }), fc.nat(), (places, cut) => {
      expect(shown(good, ...places.toReversed())).toBe(shown(good, ...places))
      const at = cut % places.length
      const halves = [places.slice(0, at), places.slice(at)].filter(half => half.length > 0)
      const sums = halves.map((half): Cells => {
        const { measured } = total(closed, ...half)
        return { closed: amount(showValue(closed, measured).replaceAll(',', '')) }
      })
      expect(shown(closed, ...sums)).toBe(shown(closed, ...places))
    }),
  )
})
