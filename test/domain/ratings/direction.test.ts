import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Measured } from '../../../src/domain/figures/measure.ts'
import { exact } from '../../../src/domain/number/exact.ts'
import { direction, movement } from '../../../src/domain/ratings/direction.ts'
import { directionArrow, directionSentence } from '../../../src/domain/sentences.ts'
import type { Condition } from '../../../src/domain/set/indicator-set.ts'
import { period } from '../../../src/domain/time/period.ts'
import { achieved, closed, d, withdrawn } from '../small-set.ts'

const may = period('2017-05')
const figure = (value: string, source: 'amount' | 'printed' = 'amount'): Measured => ({
  state: 'measured',
  value: exact(d(value)),
  source,
})
const ratioFigure = (n: bigint, of: bigint): Measured => ({
  state: 'measured',
  value: { n: n * 100n, d: of },
  source: 'ratio',
})
const from = (measured: Measured) => ({ period: may, measured })

describe('the arrow up means Improved', () => {
  test('by polarity', () => {
    expect(direction(closed, figure('5'), from(figure('4'))).type).toBe('improved')
    expect(direction(withdrawn, figure('5'), from(figure('4'))).type).toBe('worsened')
    expect(directionArrow(direction(withdrawn, figure('4'), from(figure('5'))))).toBe('↑')
    expect(direction({ ...closed, polarity: null }, figure('5'), from(figure('4'))).type).toBe('up')
    expect(directionArrow(direction({ ...closed, polarity: null }, figure('5'), from(figure('4'))))).toBe('')
  })
  test('nearer to the target is Improved', () => {
    const condition: Condition = { type: 'between', low: d('17.5'), high: d('17.5'), label: '' }
    const near = { ...withdrawn, polarity: 'T' as const }
    expect(direction(near, figure('18.0'), from(figure('19.2')), condition).type).toBe('improved')
    expect(direction(near, figure('17.0'), from(figure('17.1')), condition).type).toBe('worsened')
    expect(direction(near, figure('17'), from(figure('18')), condition).type).toBe('same')
  })
})

test('exact where parts are known, as printed where they are not', () => {
  expect(direction(achieved, ratioFigure(8n, 13n), from(figure('61.5', 'printed'))).type).toBe('same')
  expect(direction(achieved, ratioFigure(1000n, 1626n), from(ratioFigure(8n, 13n))).type).toBe('worsened')
})

test('unknown without two figures', () => {
  expect(direction(closed, { state: 'blank' }, from(figure('1')))).toEqual({ type: 'unknown', because: 'no-figure' })
  expect(direction(closed, figure('1'), undefined)).toEqual({ type: 'unknown', because: 'no-previous' })
  expect(direction(closed, figure('1'), from({ state: 'nobody' }))).toEqual({ type: 'unknown', because: 'no-previous' })
})

test('sentences', () => {
  expect(
    directionSentence(achieved, direction(achieved, figure('33.3', 'printed'), from(figure('61.5', 'printed')))),
  ).toBe('Worsened from 61.5 %')
  expect(directionSentence(achieved, direction(achieved, ratioFigure(1000n, 1626n), from(ratioFigure(8n, 13n))))).toBe(
    'Worsened from 61.538 %',
  )
  expect(directionSentence(closed, direction(closed, figure('3'), from(figure('3'))))).toBe('Same: 3')
})

test('antisymmetric: back again is the opposite', () => {
  const opposite = { improved: 'worsened', worsened: 'improved', same: 'same', up: 'down', down: 'up' } as const
  const number = fc.integer({ min: -1000, max: 1000 }).map(n => ({ n: BigInt(n), d: 7n }))
  const condition: Condition = { type: 'between', low: d('10'), high: d('20'), label: '' }
  fc.assert(
    fc.property(fc.constantFrom('H', 'L', 'T', null), number, number, (polarity, a, b) => {
      expect(movement(polarity, b, a, condition)).toBe(opposite[movement(polarity, a, b, condition)])
    }),
  )
})
