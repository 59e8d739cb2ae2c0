import { describe, expect, test } from 'vitest'
import { errorsOf } from '../../src/domain/checks/checks.ts'
import { showValue } from '../../src/domain/figures/measure.ts'
import { everywhere } from '../../src/domain/ids.ts'
import { display } from '../../src/domain/number/exact.ts'
import { completeness, indicatorsOf, owes, readCell, readTotal } from '../../src/domain/reading.ts'
import { directionSentence, problemSentence, ratingSentence } from '../../src/domain/sentences.ts'
import { childrenOf, isWithin, placeById, placeName } from '../../src/domain/set/places.ts'
import { targetFor, targetToDate } from '../../src/domain/set/target.ts'
import { period } from '../../src/domain/time/period.ts'
import {
  achieved,
  amount,
  atLeast,
  caseload,
  closed,
  context,
  contract,
  d,
  gap,
  good,
  pid,
  printed,
  ratio,
  set,
  survey,
  target,
} from './small-set.ts'

const june = period('2017-06')

test('the sheet’s order: groups as the service lists them, then as filed', () => {
  expect(indicatorsOf(set, contract, june).map(one => one.id)).toEqual([
    ...['survey', 'closed', 'open', 'caseload', 'seen', 'open-share'],
    ...['achieved', 'withdrawn', 'good'],
  ])
})

test('what is owed: typed by the provider, due, at this place, in the contract’s time', () => {
  const a = pid('east-a')
  expect(owes(set, contract, achieved, june, a)).toBe(true)
  expect(owes(set, contract, { ...achieved, source: 'imported' }, june, a)).toBe(false)
  expect(owes(set, contract, survey, june, a)).toBe(false)
  expect(owes(set, contract, survey, period('2017-05'), a)).toBe(true)
  expect(owes(set, contract, achieved, june, everywhere)).toBe(false)
  expect(owes(set, contract, { ...achieved, entryLevel: 'contract' }, june, everywhere)).toBe(true)
  expect(owes(set, contract, achieved, period('2016-11'), a)).toBe(false)
})

test('one cell, read in full', () => {
  const reading = readCell(
    context({ closed: amount(3), achieved: ratio(1) }, 'east-a', {
      '2017-05': { achieved: printed('61.5') },
      '2017-04': { achieved: printed('0') },
    }),
    achieved,
  )
  expect(ratingSentence(set, achieved, reading.rating)).toBe(
    '33.3 % (1 of 3) against at least 80 %: Red. Amber begins at 65 %. Small numbers.',
  )
  expect(directionSentence(achieved, reading.direction)).toBe('Worsened from 61.5 %')
  expect(reading.problems).toEqual([])
})

test('an annual figure stands until the next is due', () => {
  const history = { '2017-05': { survey: ratio(9, 10) }, '2016-05': { survey: ratio(5, 10) } }
  const reading = readCell(context({}, 'east-a', history), survey)
  expect([reading.of, showValue(survey, reading.measured), reading.rating.rag]).toEqual(['2017-05', '90.0 %', 'green'])
  expect(directionSentence(survey, reading.direction)).toBe('Improved from 50.0 %')
  expect(reading.problems).toEqual([])
})

describe('totals', () => {
  const full = { closed: amount(4), achieved: ratio(4) }
  test('against the contract’s own target and history', () => {
    const total = readTotal(
      [context(full), context({ closed: amount(3), achieved: ratio(1) }, 'east-b')],
      { place: everywhere, history: { '2017-05': { achieved: printed('70.0') } } },
      achieved,
    )
    expect(ratingSentence(set, achieved, total.rating)).toBe(
      '71.4 % (5 of 7) against at least 80 %: Amber. Amber begins at 65 %. Small numbers.',
    )
    expect(total.direction.type).toBe('improved')
  })
  test('one part above its whole takes the rating from the total too: 6 of 7 would be Green', () => {
    const total = readTotal(
      [
        context({ closed: amount(3), achieved: ratio(5) }),
        context({ closed: amount(4), achieved: ratio(1) }, 'east-b'),
      ],
      { place: everywhere, history: {} },
      achieved,
    )
    expect(showValue(achieved, total.measured)).toBe('85.7 %')
    expect(total.rating).toEqual({ rag: null, reason: { type: 'not-rated', because: 'part-over-whole' } })
  })
  test('incomplete: shown, not rated', () => {
    const total = readTotal([context(full), context({}, 'east-b')], { place: everywhere, history: {} }, achieved)
    expect(total.missing).toEqual(['east-b'])
    expect(total.rating.rag).toBeNull()
    expect(showValue(achieved, total.measured)).toBe('100.0 %')
  })
})

describe('errors', () => {
  const said = (cells: Parameters<typeof context>[0]) =>
    errorsOf(context(cells)).map(problem => `${problem.indicator}: ${problemSentence(set, problem)}`)
  const rest = { open: amount(30), caseload: ratio(undefined, '2.3'), withdrawn: ratio(0), good: ratio(1, 2) }
  test('a full return has none', () => {
    expect(said({ ...rest, closed: amount(3), achieved: ratio(1) })).toEqual([])
  })
  test('part over whole, against a followed whole too', () => {
    expect(said({ ...rest, closed: amount(3), achieved: ratio(4) })).toEqual([
      'achieved: 4 of 3: the part cannot be more than the whole.',
    ])
    expect(said({ ...rest, closed: amount(0), achieved: ratio(4) })).toEqual([
      'achieved: 4 of 0: the part cannot be more than the whole.',
    ])
  })
  test('unanswered, incomplete, not whole', () => {
    expect(said({ ...rest, closed: amount('2.5'), good: ratio(1) })).toEqual([
      'closed: The figure: 2.5 is not a whole number.',
      'achieved: No answer yet: type the figure, or say why there is none.',
      'good: The whole is missing: forms.',
    ])
  })
  test('a population estimate may be exceeded', () => {
    const estimate = { ...good, partMayExceedWhole: true }
    const cells = { ...rest, closed: amount(3), achieved: ratio(1), good: ratio(5, 4) }
    expect(errorsOf(context(cells)).map(problem => problem.check)).toEqual(['part-over-whole'])
    const lenient = { ...set, indicators: set.indicators.map(one => (one.id === good.id ? estimate : one)) }
    expect(errorsOf({ ...context(cells), set: lenient })).toEqual([])
  })
})

test('done counts answers; a ratio that follows is done with its part', () => {
  expect(completeness(context({}))).toEqual({
    owed: 6,
    done: 0,
    missing: ['closed', 'open', 'caseload', 'achieved', 'withdrawn', 'good'],
  })
  expect(completeness(context({ achieved: ratio(1), good: ratio(1), withdrawn: gap('not-available') })).done).toBe(2)
  // Nobody closed: the percentages of the closed need no answer.
  expect(completeness(context({ closed: amount(0) })).done).toBe(3)
})

test('targets: the latest begun; to date is apportioned', () => {
  const later = target(achieved, 'east-a', { from: period('2017-04'), month: atLeast('85') })
  const dated = { ...set, targets: [later, ...set.targets] }
  expect(targetFor(dated, achieved, contract.id, pid('east-a'), june)?.month).toEqual(atLeast('85'))
  expect(targetFor(dated, achieved, contract.id, pid('east-a'), period('2017-03'))?.month).toEqual(atLeast('80'))
  expect(targetFor(dated, achieved, contract.id, pid('west-c'), june)).toBeUndefined()
  expect(display(targetToDate(d('688'), june, 12), 2)).toBe('401.33')
  const yearly = { ...closed, ratedAgainst: 'to-date' as const }
  const set688 = { ...set, indicators: [yearly], targets: [target(yearly, 'east-a', { year: atLeast('688') })] }
  const reading = readCell({ ...context({ closed: amount(409) }), set: set688 }, yearly)
  expect(ratingSentence(set688, yearly, reading.rating)).toBe('409 against at least 401.3 to date: Green.')
})

test('places: names by date, and the tree', () => {
  const shepway = placeById(set, pid('east-b'))
  expect(shepway && [placeName(shepway, june), placeName(shepway, period('2018-04'))]).toEqual([
    'Shepway',
    'Folkestone and Hythe',
  ])
  expect(childrenOf(set, pid('east')).map(place => place.id)).toEqual(['east-a', 'east-b'])
  expect(isWithin(set, pid('east-b'), pid('county'))).toBe(true)
  expect(isWithin(set, pid('east-b'), pid('west'))).toBe(false)
})

test('a mean may be of part workers', () => {
  expect(
    errorsOf(context({ open: amount(37), caseload: ratio(undefined, '2.3') })).some(
      one => one.indicator === caseload.id,
    ),
  ).toBe(false)
})
