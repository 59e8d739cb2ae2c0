import { describe, expect, test } from 'vitest'
import { openQueries, queriesOf } from '../../../src/domain/checks/queries.ts'
import { querySentence, reasonsFor } from '../../../src/domain/checks/query-sentences.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { standingOf } from '../../../src/domain/figures/imported.ts'
import type { CellKey } from '../../../src/domain/ids.ts'
import { type PlaceHistory, readCell } from '../../../src/domain/reading.ts'
import type { Comparison, IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import { period } from '../../../src/domain/time/period.ts'
import {
  achieved,
  amount,
  atLeast,
  type Cells,
  closed,
  context,
  contract,
  d,
  good,
  iid,
  indicator,
  open,
  printed,
  ratio,
  set,
  target,
} from '../small-set.ts'

const term = (id: string, when: 'this' | 'previous' | 'same-month-last-year' = 'this', sign: '+' | '-' = '+') =>
  ({ indicator: iid(id), operand: 'value', when, sign }) as const
const comparison = (more: Partial<Comparison>): Comparison => ({
  id: 'one',
  check: 'stock-and-flow',
  service: contract.service,
  title: 'Open cases follow',
  left: [term('open')],
  op: '=',
  right: [term('open', 'previous'), term('fresh'), term('closed', 'this', '-')],
  margin: d('2'),
  reasons: [{ id: 'late', text: 'A closure was recorded late' }],
  ...more,
})
const fresh = indicator('fresh')
const withChecks = (...comparisons: readonly Comparison[]): IndicatorSet => ({
  ...set,
  indicators: [...set.indicators, fresh],
  comparisons: [...comparisons],
})
const may = (cells: Cells): PlaceHistory => ({ '2017-05': cells })

function said(on: IndicatorSet, cells: Cells, history: PlaceHistory = {}, only = 'comparison'): readonly string[] {
  return queriesOf({ ...context(cells, 'east-a', history), set: on })
    .filter(query => query.check.startsWith(only))
    .map(query => querySentence(on, query))
}

describe('comparisons', () => {
  const cells = { open: amount(62), fresh: amount(9), closed: amount(3) }
  test('stock and flow, with its numbers and reasons', () => {
    const on = withChecks(comparison({}))
    expect(said(on, cells, may({ open: amount(65) }))).toEqual([
      'Open cases follow: 65 + 9 - 3 = 71, but 62 was entered: 9 fewer.',
    ])
    const [query] = queriesOf({ ...context(cells, 'east-a', may({ open: amount(65) })), set: on })
    expect(query?.indicators).toEqual(['open', 'fresh', 'closed'])
    expect(query && reasonsFor(query)).toEqual([{ id: 'late', text: 'A closure was recorded late' }])
  })
  test('a margin is not worth a query; a missing figure is none either', () => {
    const on = withChecks(comparison({}))
    expect(said(on, { ...cells, open: amount(69) }, may({ open: amount(65) }))).toEqual([])
    expect(said(on, { ...cells, open: amount(68) }, may({ open: amount(65) }))).toHaveLength(1)
    expect(said(on, cells)).toEqual([])
  })
  test('a running total does not hold across its reset', () => {
    const running = comparison({
      right: [term('open', 'previous'), term('fresh')],
      unless: ['first-month-of-reporting-year'],
      margin: d('0'),
    })
    expect(said(withChecks(running), cells, may({ open: amount(65) }))).toHaveLength(1)
    const reset = withChecks(running)
    const base = { ...context(cells, 'east-a', may({ open: amount(65) })), set: reset }
    expect(
      queriesOf({ ...base, contract: { ...contract, reportingYearBegins: 6 } }).filter(
        one => one.check === 'comparison',
      ),
    ).toEqual([])
  })
  test('a rolling total may fall after its first year', () => {
    const rolling = comparison({
      op: '>=',
      right: [term('open', 'previous')],
      unless: ['after-first-year'],
      margin: d('0'),
    })
    expect(said(withChecks(rolling), cells, may({ open: amount(65) }))).toEqual([
      'Open cases follow: 62 after 65 the month before is 3 fewer.',
    ])
    const later = {
      ...context(cells, 'east-a', may({ open: amount(65) })),
      set: withChecks(rolling),
      contract: { ...contract, start: period('2016-06') },
    }
    expect(queriesOf(later).filter(one => one.check === 'comparison')).toEqual([])
  })
  test('subsets and needs', () => {
    const subset = comparison({ left: [term('closed')], op: '<=', right: [term('fresh')], margin: d('0') })
    expect(said(withChecks(subset), { closed: amount(5), fresh: amount(4) })).toEqual([
      'Open cases follow: 5 is more than 4.',
    ])
    const needs = comparison({ left: [term('closed')], op: 'needs', right: [term('fresh')], margin: d('0') })
    expect(said(withChecks(needs), { closed: amount(5), fresh: amount(0) })).toEqual([
      'Open cases follow: 5, with none.',
    ])
    expect(said(withChecks(needs), { closed: amount(0), fresh: amount(0) })).toEqual([])
    expect(said(withChecks(needs), { closed: amount(0), fresh: amount(3) })).toEqual([])
  })
  test('parts of percentages', () => {
    const part = comparison({
      left: [{ ...term('achieved'), operand: 'part' }],
      op: '<=',
      right: [term('fresh')],
      margin: d('0'),
    })
    expect(said(withChecks(part), { closed: amount(9), achieved: ratio(7), fresh: amount(6) })).toEqual([
      'Open cases follow: 7 is more than 6.',
    ])
  })
  test('the same month last year', () => {
    const year = comparison({ op: '>=', right: [term('open', 'same-month-last-year')], margin: d('0') })
    expect(said(withChecks(year), cells, { '2016-06': { open: amount(70) } })).toEqual([
      'Open cases follow: 62 is less than 70.',
    ])
  })
})

const months = (...values: readonly (string | number)[]): PlaceHistory =>
  Object.fromEntries(values.map((value, at) => [`2016-${String(12 - at).padStart(2, '0')}`, { closed: amount(value) }]))

describe('unusual', () => {
  const steady = months(20, 22, 19, 21, 20, 23, 18)
  test('far from its own history, on six points or more', () => {
    expect(said(set, { closed: amount(60) }, steady, 'unusual')).toEqual([
      '60 is far from 20, the middle of the last 7 months.',
    ])
    expect(said(set, { closed: amount(26) }, steady, 'unusual')).toEqual([])
    expect(said(set, { closed: amount(60) }, months(20, 22, 19, 21, 20), 'unusual')).toEqual([])
  })
  test('a steady series leaves room', () => {
    expect(said(set, { closed: amount(25) }, months(20, 20, 20, 20, 20, 20), 'unusual')).toEqual([])
    expect(said(set, { closed: amount(31) }, months(20, 20, 20, 20, 20, 20), 'unusual')).toHaveLength(1)
  })
  test('never on tiny counts', () => {
    expect(said(set, { closed: amount(9) }, months(0, 1, 0, 1, 0, 0, 1), 'unusual')).toEqual([])
  })
  test('a jump, where the history is short', () => {
    expect(said(set, { closed: amount(60) }, may({ closed: amount(20) }), 'jump')).toEqual([
      '60 after 20 in May 2017: is that right?',
    ])
    expect(said(set, { closed: amount(30) }, may({ closed: amount(20) }), 'jump')).toEqual([])
  })
  test('not across a break of the series', () => {
    const broken = {
      ...set,
      indicators: set.indicators.map(one =>
        one.id === closed.id ? { ...one, seriesBreaks: [period('2017-01')] } : one,
      ),
    }
    expect(said(broken, { closed: amount(60) }, steady, 'unusual')).toEqual([])
  })
  test('a district identical to last month', () => {
    const counts = Array.from({ length: 6 }, (_, at) => indicator(`count-${at}`))
    const on = { ...set, indicators: counts, targets: [] }
    const cells = Object.fromEntries(counts.map((one, at) => [one.id, amount(at + 3)]))
    expect(said(on, cells, may(cells), 'identical')).toEqual([
      'All 6 figures are the same as in May 2017: is this the right month?',
    ])
    expect(said(on, { ...cells, 'count-0': amount(99) }, may(cells), 'identical')).toEqual([])
  })
})

describe('explain', () => {
  const rated = { closed: amount(20), achieved: ratio(10) }
  test('Red, Amber twice running, much worse', () => {
    expect(said(set, rated, {}, 'explain')).toEqual(['Red: say what happened and what will be done.'])
    const amber = { closed: amount(20), achieved: ratio(14) }
    expect(said(set, amber, may({ achieved: printed('80.0') }), 'explain')).toEqual([])
    expect(said(set, amber, may({ achieved: printed('70.0') }), 'explain')).toEqual([
      'Amber again: say what happened and what will be done.',
    ])
    const worse = said(set, { good: ratio(10, 20) }, may({ good: printed('90') }), 'explain')
    expect(worse).toEqual(['50.0 % after 90.0 %: say what happened.'])
    // One case of five is no trend.
    expect(said(set, { good: ratio(2, 5) }, may({ good: printed('90') }), 'explain')).toEqual([])
  })
  test('an explanation answers every query on its cell', () => {
    const explanation = (text: string, reasons: readonly string[]): CellValue => ({
      ...{ type: 'explanation', text, reasons: [...reasons] },
      cells: [achieved.id as string as CellKey],
    })
    const left = (value: CellValue) =>
      openQueries(context({ ...rated, 'explain/one': value })).map(query => query.check)
    expect(left(explanation('', []))).toEqual(['explain-red'])
    expect(left(explanation('Two workers were away.', []))).toEqual([])
    expect(left(explanation('', ['closed-late']))).toEqual([])
  })
})

test('imported figures are awaited, unanswered, agreed or disputed', () => {
  const imported = { ...good, source: 'imported' as const }
  const answer = (reason: string): CellValue => ({
    type: 'explanation',
    text: 'We count 5.',
    reasons: [reason],
    cells: [],
  })
  const state = (cells: Cells) => standingOf(context(cells), imported)
  expect(state({})).toEqual({ state: 'awaited' })
  expect(state({ good: ratio(1, 2) })).toEqual({ state: 'unanswered' })
  expect(state({ good: ratio(1, 2), 'answer/good': answer('agree') })).toEqual({ state: 'agreed' })
  expect(state({ good: ratio(1, 2), 'answer/good': answer('dispute'), 'own/good': ratio(5, 9) })).toEqual({
    ...{ state: 'disputed', reason: 'We count 5.', own: ratio(5, 9) },
  })
  expect(standingOf(context({}), good)).toBeUndefined()
})

test('a rating over the rolling three months', () => {
  const rolling = {
    ...good,
    ratedOver: 'rolling-three' as const,
    tolerance: { type: 'limit', limit: d('65') } as const,
  }
  const on = { ...set, indicators: [rolling, open], targets: [target(rolling, 'east-a', { month: atLeast('80') })] }
  const history = { '2017-05': { good: ratio(9, 10) }, '2017-04': { good: ratio(10, 10) } }
  const reading = readCell({ ...context({ good: ratio(5, 10) }, 'east-a', history), set: on }, rolling)
  expect(reading.rating.rag).toBe('green')
})
