import { describe, expect, test } from 'vitest'
import { measure, showValue } from '../../../src/domain/figures/measure.ts'
import { display } from '../../../src/domain/number/exact.ts'
import { againstLastYear, againstMeanOfFour, rollingThree } from '../../../src/domain/ratings/trends.ts'
import { readCell } from '../../../src/domain/reading.ts'
import { directionSentence } from '../../../src/domain/sentences.ts'
import { targetToDate } from '../../../src/domain/set/target.ts'
import { period } from '../../../src/domain/time/period.ts'
import { amount, type Cells, closed, context, d, good, indicator, printed, ratio, reader, set } from '../small-set.ts'

const month = period('2017-06')
const history = (cells: Readonly<Record<string, Cells>>) => ({ set, history: cells, month })
const now = measure(set, closed, reader({ closed: amount(10) }))

test('against the mean of the last four reported', () => {
  const four = {
    '2017-05': { closed: amount(8) },
    '2017-04': { closed: amount(9) },
    '2017-02': { closed: amount(9) },
    '2017-01': { closed: amount(10) },
  }
  expect(againstMeanOfFour(history(four), closed, now)).toMatchObject({ type: 'improved', from: { n: 36n, d: 4n } })
  expect(againstMeanOfFour(history({ '2017-05': { closed: amount(8) } }), closed, now).type).toBe('unknown')
})

test('against the same month last year', () => {
  expect(againstLastYear(history({ '2016-06': { closed: amount(12) } }), closed, now)).toMatchObject({
    type: 'worsened',
    against: '2016-06',
  })
  expect(againstLastYear(history({ '2016-05': { closed: amount(12) } }), closed, now).type).toBe('unknown')
})

describe('rolling three months', () => {
  const rolling = (cells: Readonly<Record<string, Cells>>, current: Cells) =>
    showValue(good, rollingThree(set, good, cells, month, measure(set, good, reader(current))))
  test('parts over wholes, never a mean of percentages', () => {
    expect(
      rolling({ '2017-05': { good: ratio(1, 10) }, '2017-04': { good: ratio(0, 0) } }, { good: ratio(1, 1) }),
    ).toBe('18.2 %')
  })
  test('none while one is missing or only printed', () => {
    expect(rolling({ '2017-05': { good: ratio(1, 10) } }, { good: ratio(1, 1) })).toBe('–')
    expect(
      rolling({ '2017-05': { good: ratio(1, 10) }, '2017-04': { good: printed('50') } }, { good: ratio(1, 1) }),
    ).toBe('–')
  })
})

test('no arrow across a change of definition', () => {
  const changed = { ...closed, seriesBreaks: [period('2017-05')] }
  const on = { ...set, indicators: [changed] }
  const read = (cells: Readonly<Record<string, Cells>>) =>
    readCell({ ...context({ closed: amount(3) }, 'east-a', cells), set: on }, changed)
  expect(directionSentence(changed, read({ '2017-04': { closed: amount(5) } }).direction)).toBe(
    'The definition has changed: not comparable with earlier figures',
  )
  expect(read({ '2017-05': { closed: amount(5) } }).direction.type).toBe('worsened')
})

test('lines add up; only their sum is the figure', () => {
  const sessions = indicator('sessions', { lines: 'worker' })
  const share = { ...good, lines: 'worker' as const }
  const on = { ...set, indicators: [sessions, share] }
  const shown = (of: typeof sessions, cells: Cells) =>
    showValue(of, readCell({ ...context(cells), set: on }, of).measured)
  expect(shown(sessions, { 'sessions/a': amount(4), 'sessions/b': amount(6) })).toBe('10')
  expect(shown(share, { 'good/a': ratio(1, 2), 'good/b': ratio(2, 2) })).toBe('75.0 %')
  expect(shown(share, { 'good/a': ratio(1, 2), 'good/b': ratio(2) })).toBe('–')
  expect(
    shown(sessions, { 'sessions/a': amount(4), 'sessions/b': { type: 'gap', reason: 'to-follow', note: '' } }),
  ).toBe('To follow')
  expect(shown(sessions, { sessions: amount(7) })).toBe('7')
})

test('cases whose deadline has not passed are neither part nor whole; if all are, the figure is to follow', () => {
  const notYetDue = (part: string, whole: string, due: string) => ({
    good: { type: 'ratio', part: d(part), whole: d(whole), notYetDue: d(due) } as const,
  })
  const shown = (cells: Cells) => showValue(good, measure(set, good, reader(cells)))
  expect(shown(notYetDue('0', '0', '214'))).toBe('To follow')
  expect(shown(notYetDue('0', '0', '0'))).toBe('no cases')
  expect(shown(notYetDue('1', '2', '5'))).toBe('50.0 %')
})

test('a yearly target by profile', () => {
  const profile = [0, 0, 0, 10, 10, 10, 10, 10, 10, 10, 15, 15]
  expect(display(targetToDate(d('1000'), month, 12, profile), 1)).toBe('400.0')
})
