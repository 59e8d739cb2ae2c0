import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { measure } from '../../../src/domain/figures/measure.ts'
import { compare, type Decimal, type Exact, exact } from '../../../src/domain/number/exact.ts'
import { rate, rateValue } from '../../../src/domain/ratings/rating.ts'
import { ratingSentence } from '../../../src/domain/sentences.ts'
import type { Condition, Tolerance } from '../../../src/domain/set/indicator-set.ts'
import {
  achieved,
  amount,
  atLeast,
  atMost,
  type Cells,
  caseload,
  d,
  gap,
  good,
  ratio,
  reader,
  set,
  withdrawn,
} from '../small-set.ts'

const between = (low: string, high = low): Condition => ({ type: 'between', low: d(low), high: d(high), label: '' })
const none: Tolerance = { type: 'none' }
const points = (value: string): Tolerance => ({ type: 'points', points: d(value) })
const relative = (value: string): Tolerance => ({ type: 'relative', percent: d(value) })

describe('published ratings, unrounded', () => {
  test.each<[string, Exact, Condition, Tolerance, string]>([
    ['1177 of 1385 prints 85.0 but is below 85', { n: 117700n, d: 1385n }, atLeast('85.0'), points('0.02'), 'amber'],
    ['74.6 is exactly 2.4 below 77', exact(d('74.6')), atLeast('77'), points('2.4'), 'amber'],
    ['74.5 is not', exact(d('74.5')), atLeast('77'), points('2.4'), 'red'],
    ['8 of 10 meets 80', { n: 800n, d: 10n }, atLeast('80'), none, 'green'],
    ['a target of 0 met', exact(d('0')), atMost('0'), relative('5'), 'green'],
    ['a target of 0 has no relative Amber', exact(d('1')), atMost('0'), relative('5'), 'red'],
    ['a target of 0 has points', exact(d('1')), atMost('0'), points('1'), 'amber'],
    ['22.4 against at most 22.3', exact(d('22.4')), atMost('22.3'), relative('5'), 'amber'],
    ['inside a range', exact(d('70')), between('65', '73'), relative('5'), 'green'],
    ['near the upper edge of a range', exact(d('74.4')), between('65', '73'), relative('5'), 'amber'],
    ['beyond the upper edge', exact(d('46')), between('32', '42'), relative('5'), 'red'],
    ['near the lower edge', exact(d('61.75')), between('65', '73'), relative('5'), 'amber'],
    ['a share of the target', exact(d('48.45')), atLeast('57'), { type: 'share', share: d('0.85') }, 'amber'],
    ['just under the share', exact(d('48.449')), atLeast('57'), { type: 'share', share: d('0.85') }, 'red'],
    ['a limit above, inclusive', exact(d('15')), atMost('10'), { type: 'limit', limit: d('15') }, 'amber'],
  ])('%s', (_name, value, condition, tolerance, rag) => {
    expect(rateValue(tolerance, condition, value)).toBe(rag)
  })
})

const said = (indicator: typeof achieved, condition: Condition | undefined, cells: Cells, on = set): string =>
  ratingSentence(on, indicator, rate(on, indicator, condition, measure(on, indicator, reader(cells))))

describe('sentences', () => {
  test.each([
    [
      achieved,
      atLeast('80'),
      { achieved: ratio(18, 28) },
      '64.3 % (18 of 28) against at least 80 %: Red. Amber begins at 65 %.',
    ],
    [
      achieved,
      atLeast('80'),
      { achieved: ratio(14, 20) },
      '70.0 % (14 of 20) against at least 80 %: Amber. Amber begins at 65 %.',
    ],
    [
      achieved,
      atLeast('80'),
      { achieved: ratio(4, 4) },
      '100.0 % (4 of 4) against at least 80 %: Green. Small numbers.',
    ],
    [
      withdrawn,
      atMost('10'),
      { withdrawn: ratio(5, 20) },
      '25.0 % (5 of 20) against at most 10 %: Red. Amber goes up to 15 %.',
    ],
    [
      good,
      atLeast('85.0'),
      { good: ratio(1177, 1385) },
      '85.0 % (1,177 of 1,385; 84.98 % unrounded) against at least 85.0 %: Red.',
    ],
    [
      achieved,
      atLeast('80'),
      { achieved: ratio(6496, 10000) },
      '65.0 % (6,496 of 10,000; 64.96 % unrounded) against at least 80 %: Red. Amber begins at 65 %.',
    ],
    [
      caseload,
      atLeast('35'),
      { caseload: ratio(37, '2.3') },
      '16.1 (37 for 2.3) against at least 35: Red. Amber begins at 29.75.',
    ],
    [
      good,
      between('17.5'),
      { good: ratio(180, 1000) },
      '18.0 % (180 of 1,000) against a target of exactly 17.5 %: Red.',
    ],
    [good, undefined, { good: ratio(1, 2) }, 'No target: not rated.'],
    [achieved, atLeast('80'), { closed: amount(0) }, 'No cases: not rated.'],
    [achieved, atLeast('80'), { achieved: gap('to-follow') }, 'To follow: not rated.'],
    [achieved, atLeast('80'), { achieved: ratio(4) }, 'Not complete yet: not rated.'],
    [achieved, atLeast('80'), {}, 'No figure: not rated.'],
  ] as const)('%#', (indicator, condition, cells, sentence) => {
    expect(said(indicator, condition, cells as Cells)).toBe(sentence)
  })

  test('a whole below the set’s minimum is not rated', () => {
    const strict = { ...set, rules: { minimumWhole: 5, smallWhole: 9 } }
    expect(said(achieved, atLeast('80'), { achieved: ratio(2, 4) }, strict)).toBe('Of 4 only: not rated below 5.')
    expect(said(achieved, atLeast('80'), { achieved: ratio(5, 5) }, strict)).toContain('Green')
  })
})

const order = { red: 0, amber: 1, green: 2 }
const decimal = fc.integer({ min: 0, max: 200_000 }).map(n => (n / 1000).toString() as Decimal)
const tolerance = fc.oneof(
  fc.constant<Tolerance>({ type: 'none' }),
  decimal.map(limit => ({ type: 'limit', limit }) as Tolerance),
  fc.integer({ min: 0, max: 1000 }).map(n => ({ type: 'share', share: String(n / 1000) as Decimal }) as Tolerance),
  decimal.map(value => ({ type: 'points', points: value }) as Tolerance),
  fc.integer({ min: 0, max: 100 }).map(n => ({ type: 'relative', percent: String(n) as Decimal }) as Tolerance),
)
const fraction = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 999 }))
  .map(([n, divisor]): Exact => ({ n: BigInt(n), d: BigInt(divisor) }))

describe('a part above its whole', () => {
  test('is not 166.7 % and Green but not rated, unless the indicator allows it', () => {
    const figure = measure(set, achieved, reader({ achieved: ratio(5, 3) }))
    const rating = rate(set, achieved, atLeast('80'), figure)
    expect(rating).toEqual({ rag: null, reason: { type: 'not-rated', because: 'part-over-whole' } })
    expect(ratingSentence(set, achieved, rating)).toBe('The part is more than the whole: not rated.')
    expect(rate(set, { ...achieved, partMayExceedWhole: true }, atLeast('80'), figure).rag).toBe('green')
    expect(rate(set, achieved, atLeast('80'), measure(set, achieved, reader({ achieved: ratio(3, 3) }))).rag).toBe(
      'green',
    )
  })
})

describe('a rating never worsens when the value improves', () => {
  test('H', () => {
    fc.assert(
      fc.property(fraction, fraction, decimal, tolerance, (a, b, value, allowed) => {
        const [worse, better] = compare(a, b) <= 0 ? [a, b] : [b, a]
        const condition: Condition = { type: 'at-least', value, label: '' }
        expect(order[rateValue(allowed, condition, better)]).toBeGreaterThanOrEqual(
          order[rateValue(allowed, condition, worse)],
        )
      }),
    )
  })
  test('L', () => {
    fc.assert(
      fc.property(fraction, fraction, decimal, tolerance, (a, b, value, allowed) => {
        const [worse, better] = compare(a, b) >= 0 ? [a, b] : [b, a]
        const condition: Condition = { type: 'at-most', value, label: '' }
        expect(order[rateValue(allowed, condition, better)]).toBeGreaterThanOrEqual(
          order[rateValue(allowed, condition, worse)],
        )
      }),
    )
  })
})

test('the sentence agrees with the rating, and never shows a figure on the wrong side of its target', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.integer({ min: 0, max: 5000 }),
      decimal,
      tolerance,
      (whole, some, value, allowed) => {
        const part = some % (whole + 1)
        const indicator = { ...good, tolerance: allowed }
        const rating = rate(
          set,
          indicator,
          { type: 'at-least', value, label: '' },
          measure(set, indicator, reader({ good: ratio(part, whole) })),
        )
        const sentence = ratingSentence(set, indicator, rating)
        expect(sentence).toContain(`: ${rating.rag === 'green' ? 'Green' : rating.rag === 'amber' ? 'Amber' : 'Red'}.`)
        const told = /([\d.]+) % unrounded/.exec(sentence)?.[1] ?? /^([\d.]+) %/.exec(sentence)?.[1] ?? ''
        if (!sentence.includes('just ')) expect(Number(told) >= Number(value)).toBe(rating.rag === 'green')
      },
    ),
  )
})
