/** What the pages of one contract and month are about: who, where, what is asked, and what this person holds of it. */

import type { DeskState, SheetView } from '../../device/desk.ts'
import { roleIn } from '../../device/role-in.ts'
import { everywhere, type PlaceId, scopeOf, sheetOf } from '../../domain/ids.ts'
import type { Contract, Indicator, IndicatorSet, Service } from '../../domain/set/indicator-set.ts'
import { enteredAt, indicatorsOf } from '../../domain/set/indicators.ts'
import { placeById, placeName } from '../../domain/set/places.ts'
import type { Period } from '../../domain/time/period.ts'
import { may, type ReturnState } from '../../domain/workflow.ts'
import type { Collection } from '../../protocol/exchange.ts'

export interface Month {
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly service: Service
  readonly period: Period
  readonly collection: Collection | undefined
  /** In the order of the sheet. */
  readonly indicators: readonly Indicator[]
  /** The contract's places that this person holds, in the contract's order. */
  readonly places: readonly PlaceId[]
  /** She holds every place, so totals are hers to see. */
  readonly holdsAll: boolean
  /** She holds the contract-wide part. */
  readonly holdsWide: boolean
}

/** Undefined when the set is not on the device yet, or the contract is not one of hers. */
export function monthOf(
  state: Pick<DeskState, 'set' | 'me' | 'collections'>,
  contractId: string,
  period: Period,
): Month | undefined {
  const { set, me, collections } = state
  const contract = set?.contracts.find(one => one.id === contractId)
  const service = set?.services.find(one => one.id === contract?.service)
  if (!set || !contract || !service) return undefined
  const held = new Set<string>(me.scopes)
  const places = contract.places.filter(place => held.has(scopeOf(contract.id, place)))
  if (places.length === 0) return undefined
  return {
    set,
    contract,
    service,
    period,
    collection: collections.find(one => one.service === contract.service && one.period === period),
    indicators: indicatorsOf(set, contract, period),
    places,
    holdsAll: places.length === contract.places.length,
    holdsWide: held.has(scopeOf(contract.id, everywhere)),
  }
}

/** Whether the provider has another contract of the same service, so that its name alone says too little. */
export const isOneOfSeveral = (set: IndicatorSet, { id, service, provider }: Contract): boolean =>
  set.contracts.some(other => other.id !== id && other.service === service && other.provider === provider)

/** 'Project Salus'; 'Project Salus (Maidstone)' where it has several contracts of that service. Names as of that month. */
export function providerTitle(set: IndicatorSet, contract: Contract, on: Period): string {
  if (!isOneOfSeveral(set, contract)) return contract.provider
  return `${contract.provider} (${contract.places.map(place => nameOfPlace(set, place, on)).join(', ')})`
}

/** 'Family support, Project Salus'; with its places where the provider has several contracts of that service. */
export const contractTitle = (set: IndicatorSet, service: Service, contract: Contract, on: Period): string =>
  `${service.name}, ${providerTitle(set, contract, on)}`

/** A district's name as of that month; the contract-wide part in words. */
export function nameOfPlace(set: IndicatorSet, place: PlaceId, period: Period): string {
  if (place === everywhere) return 'The whole contract'
  const found = placeById(set, place)
  return found === undefined ? place : placeName(found, period)
}

/** A total is hers to see when she holds every place; of one place it would say the same twice. */
export const showsTotals = (month: Month): boolean =>
  month.holdsAll && (month.places.length > 1 || month.indicators.some(one => enteredAt(one, everywhere)))

/** Why a return cannot be typed in; undefined when it can. */
export type ReadOnly =
  | 'history'
  | 'queued'
  | 'sent'
  | 'withdrawing'
  | Exclude<ReturnState, 'open' | 'sent-back'>
  | 'role'

/** The month is open, or the council has opened this return of it again. */
export const isTaken = ({ collection }: Pick<Month, 'collection'>, view: SheetView | undefined): boolean =>
  collection?.state === 'open' || (collection !== undefined && view?.review?.reopened !== undefined)

export function readOnlyBecause(state: DeskState, month: Month, place: PlaceId): ReadOnly | undefined {
  const view = state.sheets.get(sheetOf(month.contract.id, place, month.period))
  if (!isTaken(month, view)) return 'history'
  if (view?.submitting) return view.submitting.state
  if (view?.withdrawing) return 'withdrawing'
  const stored = view?.state ?? 'open'
  if (may(stored, 'edit', roleIn(state.me, month.contract.id))) return undefined
  return stored === 'open' || stored === 'sent-back' ? 'role' : stored
}

/** The places whose returns hold a figure of this indicator: districts, or the contract-wide part. */
export const placesOf = (month: Month, indicator: Indicator): readonly PlaceId[] =>
  enteredAt(indicator, everywhere) ? (month.holdsWide ? [everywhere] : []) : month.places
