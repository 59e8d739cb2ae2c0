/** Targets: which one holds for a figure, which of its conditions is rated, and yearly totals apportioned to date. */

import { groupThousands } from '../figures/measure.ts'
import type { ContractId, PlaceId } from '../ids.ts'
import { type Decimal, display, type Exact, exact, multiply } from '../number/exact.ts'
import { monthOfReportingYear, type Period } from '../time/period.ts'
import type { Condition, Indicator, IndicatorSet, Target } from './indicator-set.ts'

/** What a figure is rated against; an apportioned target is kept exact beside its printed value. */
export type RatedCondition = Condition & { readonly exactly?: Exact }

const indexes = new WeakMap<IndicatorSet, ReadonlyMap<string, readonly Target[]>>()

const keyOf = (indicator: string, contract: string, place: string): string => `${indicator}|${contract}|${place}`

function indexOf(set: IndicatorSet): ReadonlyMap<string, readonly Target[]> {
  const known = indexes.get(set)
  if (known) return known
  const index = Map.groupBy(set.targets, target => keyOf(target.indicator, target.contract, target.place))
  indexes.set(set, index)
  return index
}

/** The target in force for a month: of a district, a centre, an area, or `all` for the contract. The latest begun wins. */
export function targetFor(
  set: IndicatorSet,
  indicator: Indicator,
  contract: ContractId,
  place: PlaceId,
  month: Period,
): Target | undefined {
  return (indexOf(set).get(keyOf(indicator.id, contract, place)) ?? [])
    .filter(target => target.from <= month && (target.to === undefined || month <= target.to))
    .reduce<Target | undefined>((best, target) => (best && best.from > target.from ? best : target), undefined)
}

/**
 * The share of a yearly total after the months so far: evenly (688 a year is 401.33 after 7 of 12), or by a profile
 * of 12 shares from the first month of the reporting year.
 */
export function targetToDate(
  yearly: Decimal,
  month: Period,
  reportingYearBegins: number,
  profile?: readonly number[],
): Exact {
  const months = monthOfReportingYear(month, reportingYearBegins)
  const all = (profile ?? []).reduce((sum, share) => sum + share, 0)
  if (!profile || all === 0) return multiply(exact(yearly), { n: BigInt(months), d: 12n })
  const soFar = profile.slice(0, months).reduce((sum, share) => sum + share, 0)
  return multiply(exact(yearly), { n: BigInt(soFar), d: BigInt(all) })
}

/** A yearly condition apportioned to date; a range cannot be apportioned. */
function conditionToDate(
  yearly: Condition,
  month: Period,
  reportingYearBegins: number,
  profile?: readonly number[],
): RatedCondition | undefined {
  if (yearly.type === 'between') return undefined
  const exactly = targetToDate(yearly.value, month, reportingYearBegins, profile)
  const value = display(exactly, 1).replace(/\.0$/, '') as Decimal
  return { ...yearly, value, exactly }
}

/**
 * The condition that the indicator's rating uses, or undefined when there is no target or it is not rated. `at` is
 * needed for targets to date.
 */
export function ratedCondition(
  indicator: Indicator,
  target: Target | undefined,
  at?: { readonly month: Period; readonly reportingYearBegins: number },
): RatedCondition | undefined {
  switch (indicator.ratedAgainst) {
    case 'month':
      return target?.month
    case 'year':
      return target?.year
    case 'to-date':
      return target?.year && at
        ? conditionToDate(target.year, at.month, at.reportingYearBegins, target.profile)
        : undefined
    case 'none':
      return undefined
  }
}

/** 'at least 80', 'at most 10', 'between 65 and 73', 'exactly 17.5'; `unit` words each number. */
export function conditionLabel(condition: Condition, unit: (value: Decimal) => string = groupThousands): string {
  switch (condition.type) {
    case 'at-least':
      return `at least ${unit(condition.value)}`
    case 'at-most':
      return `at most ${unit(condition.value)}`
    case 'between':
      return condition.low === condition.high
        ? `exactly ${unit(condition.low)}`
        : `between ${unit(condition.low)} and ${unit(condition.high)}`
  }
}
