/** Ids, branded so that one is never passed for another. All are plain text on the wire and in storage. */
import { isPeriod, type Period } from './time/period.ts'

declare const idBrand: unique symbol
type Id<Name extends string> = string & { readonly [idBrand]: Name }

export type ServiceId = Id<'Service'>
export type IndicatorId = Id<'Indicator'>
export type ContractId = Id<'Contract'>
/** A place's slug, or `all`: the contract-wide part. */
export type PlaceId = Id<'Place'>
/** contract/place: what a person is given access to, and what is pulled as one. */
export type ScopeId = Id<'Scope'>
/** contract/place/YYYY-MM: one return. Two offline devices make the same one. */
export type SheetId = Id<'Sheet'>
/** `indicator`, `indicator/line`, `narrative/section`, `explain/id` ...: see cell-kinds.ts. */
export type CellKey = Id<'Cell'>
/** The UUID v7 of an operation; it is also the token of the cell it wrote. */
export type OpId = Id<'Op'>
export type DeviceId = Id<'Device'>
export type PersonId = Id<'Person'>
/** An instant, ISO 8601 in UTC with milliseconds: text order is time order. */
export type Instant = Id<'Instant'>
/** A calendar date in Europe/London, YYYY-MM-DD. */
export type IsoDate = Id<'IsoDate'>

const slug = /^[a-z0-9]+(-[a-z0-9]+)*$/
/** Lower-case letters, digits and single hyphens. */
export const isSlug = (text: string): boolean => slug.test(text)

/** The contract-wide part of a return, as a place. */
export const everywhere = 'all' as PlaceId

export const scopeOf = (contract: ContractId, place: PlaceId): ScopeId => `${contract}/${place}` as ScopeId
export const sheetOf = (contract: ContractId, place: PlaceId, month: Period): SheetId =>
  `${contract}/${place}/${month}` as SheetId

/** The parts of a scope id, or undefined when it is not one. */
export function partsOfScope(id: string): { readonly contract: ContractId; readonly place: PlaceId } | undefined {
  const [contract = '', place = '', ...rest] = id.split('/')
  if (rest.length > 0 || !isSlug(contract) || !isSlug(place)) return undefined
  return { contract: contract as ContractId, place: place as PlaceId }
}

/** The parts of a sheet id, or undefined when it is not one. */
export function partsOfSheet(
  id: string,
):
  | { readonly contract: ContractId; readonly place: PlaceId; readonly period: Period; readonly scope: ScopeId }
  | undefined {
  const [contract = '', place = '', month = '', ...rest] = id.split('/')
  if (rest.length > 0 || !isSlug(contract) || !isSlug(place) || !isPeriod(month)) return undefined
  const parts = { contract: contract as ContractId, place: place as PlaceId }
  return { ...parts, period: month, scope: scopeOf(parts.contract, parts.place) }
}

export const narrativeCell = (section: string): CellKey => `narrative/${section}` as CellKey
export const indicatorCell = (id: IndicatorId): CellKey => id as string as CellKey
export const explanationCell = (id: string): CellKey => `explain/${id}` as CellKey
