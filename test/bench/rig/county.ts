/**
 * A county to measure with: NEET support of the sample, twelve districts, made up to twenty indicators, for as many
 * contracts, months of history and open months as asked. Figures are made up; nothing of them is published.
 */
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import type { ContractId, IndicatorId } from '../../../src/domain/ids.ts'
import type { Decimal } from '../../../src/domain/number/exact.ts'
import type { Contract, Indicator, IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import { addMonths, type Period, period } from '../../../src/domain/time/period.ts'
import { loadIndicatorSet } from '../../../src/indicator-sets/load.ts'
import type { Collection, History } from '../../../src/protocol/exchange.ts'
import type { County } from '../../../src/server/county.ts'

export interface Shape {
  readonly contracts: number
  /** Months of history before the first open one. */
  readonly history: number
  /** Open months, the first of them June 2017. */
  readonly open: number
}

export const firstOpen = period('2017-06')
export const districts = 12
export const indicators = 20
const service = 'neet'
const theContract = 'neet-cxk-2016'

/** Counts beside the set's own fifteen, so that a month's return has 240 figures. */
const furtherCounts = (like: Indicator): readonly Indicator[] =>
  Array.from({ length: indicators - 15 }, (_, n) => ({
    ...like,
    id: `neet-bench-${n + 1}` as IndicatorId,
    codes: [{ code: `B${n + 1}` }],
    shortTitle: `Counted for the bench ${n + 1}`,
  }))

export const contractName = (n: number): ContractId => (n === 0 ? theContract : `neet-bench-${n}`) as ContractId

function setFor({ contracts, history }: Shape): IndicatorSet {
  const set = loadIndicatorSet('kent-early-help')
  const like = set.contracts.find(contract => contract.id === theContract)
  const count = set.indicators.find(indicator => indicator.id === 'neet-closed')
  if (!like || like.places.length !== districts || !count)
    throw new Error('The sample county has changed its NEET part')
  const start = addMonths(firstOpen, -Math.max(history, 6))
  const all = Array.from({ length: contracts }, (_, n): Contract => ({ ...like, id: contractName(n), start }))
  const targets = set.targets.filter(target => target.contract === theContract)
  return {
    ...set,
    contracts: all,
    indicators: [...set.indicators.filter(indicator => indicator.service === service), ...furtherCounts(count)],
    services: set.services.filter(each => each.id === service),
    comparisons: set.comparisons.filter(comparison => comparison.service === service),
    targets: all.flatMap(contract => targets.map(target => ({ ...target, contract: contract.id, from: start }))),
  }
}

/** A figure of the kind the indicator asks for; the same number gives the same figure. */
export function figure(indicator: Indicator, n: number): CellValue {
  const some = String(20 + (n % 80)) as Decimal
  if (indicator.kind !== 'percent' && indicator.kind !== 'mean') return { type: 'amount', value: some }
  return {
    type: 'ratio',
    ...(indicator.part?.follows === undefined ? { part: some } : {}),
    ...(indicator.whole?.follows === undefined ? { whole: String(100 + (n % 50)) as Decimal } : {}),
  }
}

export const openMonths = (shape: Shape): readonly Period[] =>
  Array.from({ length: shape.open }, (_, n) => addMonths(firstOpen, n))

export function benchCounty(shape: Shape): County {
  const set = setFor(shape)
  const past = Array.from({ length: shape.history }, (_, n) => addMonths(firstOpen, n - shape.history))
  const histories = set.contracts.flatMap((contract, c) =>
    contract.places.map(
      (place, p): History => ({
        contract: contract.id,
        place,
        months: Object.fromEntries(
          past.map((month, m) => [
            month,
            Object.fromEntries(set.indicators.map((each, i) => [each.id, figure(each, c + p * 7 + m * 13 + i * 31)])),
          ]),
        ),
      }),
    ),
  )
  const collections = openMonths(shape).map(
    (month): Collection => ({ service, period: month, due: '2017-07-14' as Collection['due'], state: 'open' }),
  )
  return { set, histories, collections, people: [] }
}
