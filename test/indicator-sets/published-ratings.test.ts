import { expect, it } from 'vitest'
import { measure } from '../../src/domain/figures/measure.ts'
import { everywhere } from '../../src/domain/ids.ts'
import { rate } from '../../src/domain/ratings/rating.ts'
import { indicatorByCode } from '../../src/domain/set/indicators.ts'
import { ratedCondition, targetFor } from '../../src/domain/set/target.ts'
import { period } from '../../src/domain/time/period.ts'
import { loadHistories } from '../../src/indicator-sets/history.ts'
import { loadIndicatorSet } from '../../src/indicator-sets/load.ts'
import { cell, isWhole, publishedRows } from './published-rows.ts'

it('every published June rating follows from the set, but for those that contradict the scorecard itself', () => {
  const set = loadIndicatorSet('kent-early-help')
  const june = period('2017-06')
  const histories = loadHistories(set, june)
  const differ: string[] = []
  let compared = 0
  for (const row of publishedRows('statuses')) {
    const indicator = indicatorByCode(set, cell(row, 'indicator'), june)
    if (!indicator) throw new Error(`no indicator ${cell(row, 'indicator')}`)
    const name = cell(row, 'place').toLowerCase().replaceAll('&', 'and').replaceAll(' ', '-')
    const place = isWhole(row) ? everywhere : name
    const history = histories.find(
      one =>
        one.place === place &&
        set.contracts.some(
          contract =>
            contract.id === one.contract &&
            contract.provider === cell(row, 'provider') &&
            contract.service === cell(row, 'service'),
        ),
    )
    if (!history) throw new Error(`nothing published for ${cell(row, 'provider')} ${name}`)
    // June's rating of an annual figure is of the month it was due in, May.
    const month = indicator.frequency === 'annual' ? period('2017-05') : june
    const figure = history.months[month]?.[indicator.id]
    const target = targetFor(set, indicator, history.contract, history.place, june)
    const measured = measure(set, indicator, new Map(figure ? [[indicator.id, figure]] : []))
    const { rag } = rate(set, indicator, ratedCondition(indicator, target), measured)
    compared += 1
    if ((rag ?? '') !== cell(row, 'rag').toLowerCase())
      differ.push(
        `${cell(row, 'indicator')} ${cell(row, 'place')}: ${cell(row, 'rag')}, by the rule ${rag ?? 'not rated'}`,
      )
  }
  expect(compared).toBe(412)
  expect(differ.toSorted()).toEqual(
    [
      // No figure was published.
      ...[
        'North Kent',
        'West Kent',
        'Dartford',
        'Gravesham',
        'Sevenoaks',
        'Maidstone',
        'Tonbridge & Malling',
        'Tunbridge Wells',
      ].map(place => `CEH13 ${place}: Green, by the rule not rated`),
      // 246 of 250 and 101 of 161.
      'CEH59 Canterbury: Green, by the rule amber',
      'CEH59 Gravesham: Green, by the rule amber',
      // 57 % and 70 % Amber where 48 % is Red.
      'CEH65 South Kent: Amber, by the rule red',
      'CEH65 West Kent: Amber, by the rule red',
    ].toSorted(),
  )
})
