/** Targets are of an indicator, a contract and a place that belong together, and Amber lies on the far side of them. */

import { everywhere } from '../domain/ids.ts'
import { compare, exact } from '../domain/number/exact.ts'
import type { Condition, Contract, Indicator, IndicatorSet, Place, Target } from '../domain/set/indicator-set.ts'
import type { Report } from './report.ts'

type ReportHere = (path: readonly (string | number)[], reason: string) => void

/** The contract's own places and everything they lie in, with `all`. */
function placesOf(contract: Contract, places: ReadonlyMap<string, Place>): ReadonlySet<string> {
  const reached = new Set<string>([everywhere])
  for (const id of contract.places)
    for (
      let at = places.get(id);
      at && !reached.has(at.id);
      at = at.parent === undefined ? undefined : places.get(at.parent)
    )
      reached.add(at.id)
  return reached
}

const directions = { H: 'at-least', L: 'at-most', T: 'between' } as const

function checkCondition(
  indicator: Indicator,
  condition: Condition,
  rated: boolean,
  report: (reason: string) => void,
): void {
  if (condition.type === 'between' && compare(exact(condition.low), exact(condition.high)) > 0)
    report(`${condition.low} to ${condition.high}: the lower edge comes first`)
  if (indicator.polarity !== null && condition.type !== directions[indicator.polarity])
    report(
      `"${condition.type}" does not go with polarity ${indicator.polarity}: "${directions[indicator.polarity]}" is expected`,
    )
  if (!rated || indicator.tolerance.type !== 'limit' || condition.type === 'between') return
  const { limit } = indicator.tolerance
  const side = compare(exact(limit), exact(condition.value))
  if (condition.type === 'at-least' ? side > 0 : side < 0)
    report(`${condition.value} is on the wrong side of Amber's limit, ${limit} (in "${indicator.id}")`)
}

function checkOverlaps(set: IndicatorSet, report: Report): void {
  const numbered = set.targets.map((target, at) => ({ target, at }))
  const same = Map.groupBy(numbered, ({ target }) => `${target.indicator}, ${target.contract}, ${target.place}`)
  for (const [key, group] of same)
    for (const [n, { target, at }] of group.entries())
      for (const { target: other, at: earlier } of group.slice(0, n))
        if (target.from <= (other.to ?? '9999') && other.from <= (target.to ?? '9999'))
          report(['targets', at, 'from'], `a second target for the same months, as at [${earlier}]: ${key}`)
}

function checkTarget(target: Target, indicator: Indicator, contract: Contract, report: ReportHere): void {
  if (indicator.service !== contract.service)
    report(['contract'], `"${contract.id}" is of ${contract.service}, "${indicator.id}" of ${indicator.service}`)
  if (indicator.informationOnly) report(['indicator'], `"${indicator.id}" is for information only and has no target`)
  if (target.to !== undefined && target.to < target.from) report(['to'], `${target.to} is before ${target.from}`)
  if (!target.month && !target.year) report([], 'missing: a target for the month or for the year')
  const rated = { month: 'month', year: 'year', 'to-date': 'none', none: 'none' }[indicator.ratedAgainst]
  for (const term of ['month', 'year'] as const) {
    const condition = target[term]
    if (condition) checkCondition(indicator, condition, term === rated, reason => report([term], reason))
  }
}

export function checkTargets(set: IndicatorSet, report: Report): void {
  const places = new Map(set.places.map(place => [place.id as string, place]))
  const indicators = new Map(set.indicators.map(indicator => [indicator.id, indicator]))
  const contracts = new Map(set.contracts.map(contract => [contract.id, contract]))
  const reach = new Map(set.contracts.map(contract => [contract.id, placesOf(contract, places)]))
  checkOverlaps(set, report)
  for (const [at, target] of set.targets.entries()) {
    const indicator = indicators.get(target.indicator)
    const contract = contracts.get(target.contract)
    if (!indicator) report(['targets', at, 'indicator'], `there is no indicator "${target.indicator}"`)
    if (!contract) report(['targets', at, 'contract'], `there is no contract "${target.contract}"`)
    else if (!reach.get(contract.id)?.has(target.place))
      report(
        ['targets', at, 'place'],
        `"${target.place}" is neither "${everywhere}" nor a place of "${contract.id}", nor one that they lie in`,
      )
    if (indicator && contract)
      checkTarget(target, indicator, contract, (path, reason) => report(['targets', at, ...path], reason))
  }
}
