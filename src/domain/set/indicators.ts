/** Finding indicators of a set: by id, by code in a month, in the order of the sheet, and what a provider owes. */
import { everywhere, type IndicatorId, type PlaceId } from '../ids.ts'
import { addMonths, type Period } from '../time/period.ts'
import type { Contract, Indicator, IndicatorSet } from './indicator-set.ts'

const indexes = new WeakMap<IndicatorSet, ReadonlyMap<IndicatorId, Indicator>>()

/** The indicator of an id, or undefined. A set is never altered, so its index is made once. */
export function indicatorById(set: IndicatorSet, id: IndicatorId): Indicator | undefined {
  let index = indexes.get(set)
  if (!index) {
    index = new Map(set.indicators.map(indicator => [indicator.id, indicator]))
    indexes.set(set, index)
  }
  return index.get(id)
}

const within = (
  dated: { readonly from?: Period | undefined; readonly to?: Period | undefined },
  month: Period,
): boolean => (dated.from === undefined || dated.from <= month) && (dated.to === undefined || month <= dated.to)

/** The code an indicator goes by in a month (a code is a dated label); its latest when none is dated so. */
export const codeIn = (indicator: Indicator, month: Period): string =>
  indicator.codes.findLast(code => within(code, month))?.code ?? indicator.codes.at(-1)?.code ?? indicator.id

/** The indicator that a code names in a month, or undefined: codes are given to other indicators later. */
export const indicatorByCode = (set: IndicatorSet, code: string, month: Period): Indicator | undefined =>
  set.indicators.find(indicator => indicator.codes.some(label => label.code === code && within(label, month)))

/** Whether an indicator is of a contract's service and valid in a month: one of `indicatorsOf`. */
export const isOf = (contract: Contract, indicator: Indicator, month: Period): boolean =>
  indicator.service === contract.service && within(indicator, month)

/** The indicators of a contract's service that are valid in a month: by group as the service lists them, then as filed. */
export function indicatorsOf(set: IndicatorSet, contract: Contract, month: Period): readonly Indicator[] {
  const groups = set.services.find(service => service.id === contract.service)?.groups ?? []
  const rank = (indicator: Indicator): number => {
    const at = groups.indexOf(indicator.group)
    return at < 0 ? groups.length : at
  }
  return set.indicators
    .filter(indicator => isOf(contract, indicator, month))
    .map((indicator, filed) => ({ indicator, filed, rank: rank(indicator) }))
    .sort((a, b) => a.rank - b.rank || a.filed - b.filed)
    .map(each => each.indicator)
}

/** Whether a return of that month asks for the indicator: monthly always, others in their due months. */
export const dueIn = (indicator: Indicator, month: Period): boolean =>
  indicator.frequency === 'monthly' || (indicator.dueMonths ?? []).includes(Number(month.slice(5)))

/** The month whose figure a return asks for: June's asks for May's where an indicator is a month in arrears. */
export const figureMonth = (indicator: Pick<Indicator, 'lag'>, month: Period): Period =>
  indicator.lag === 0 ? month : addMonths(month, -indicator.lag)

/** Whether it is entered in the return of this place: contract-level figures live in the contract-wide part. */
export const enteredAt = (indicator: Indicator, place: PlaceId): boolean =>
  (indicator.entryLevel === 'contract') === (place === everywhere)

/** Whether the provider owes an answer: it types the indicator, at this place, in this month, within the contract. */
export const owes = (
  _set: IndicatorSet,
  contract: Contract,
  indicator: Indicator,
  month: Period,
  place: PlaceId,
): boolean =>
  indicator.service === contract.service &&
  indicator.source === 'provider' &&
  within(indicator, month) &&
  dueIn(indicator, month) &&
  enteredAt(indicator, place) &&
  contract.start <= month &&
  (contract.end === undefined || month <= contract.end)
