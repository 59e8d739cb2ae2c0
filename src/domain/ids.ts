/** Ids, branded so that one is never passed for another. All are plain text on the wire and in storage. */
import * as z from 'zod/mini'
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
/** `indicator`, `indicator/line`, `narrative/section`, `explain/id` or `note/id`. */
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
const slugText = <T extends string>(what: string) =>
  z.custom<Id<T>>(
    value => typeof value === 'string' && value.length <= 80 && slug.test(value),
    `${what}: lower-case letters, digits and single hyphens`,
  )

export const serviceIdSchema = slugText<'Service'>('a service id')
export const indicatorIdSchema = slugText<'Indicator'>('an indicator id')
export const contractIdSchema = slugText<'Contract'>('a contract id')
export const placeIdSchema = slugText<'Place'>('a place id')

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const uuid7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
export const opIdSchema = z.custom<OpId>(value => typeof value === 'string' && uuid7.test(value), 'a version 7 UUID')
export const deviceIdSchema = z.custom<DeviceId>(value => typeof value === 'string' && uuid.test(value), 'a UUID')
export const personIdSchema = z.custom<PersonId>(
  value => typeof value === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(value),
  'a person id',
)
export const instantSchema = z.custom<Instant>(
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  'an instant in UTC with milliseconds',
)
export const isoDateSchema = z.custom<IsoDate>(
  value =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\d$/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString().startsWith(value),
  'a date, YYYY-MM-DD',
)

const cellShape = /^(?:[a-z0-9-]{1,80}|[a-z0-9-]{1,80}\/[A-Za-z0-9_-]{1,64})$/
export const cellKeySchema = z.custom<CellKey>(
  value => typeof value === 'string' && cellShape.test(value),
  'a cell key: indicator, indicator/line, narrative/section, explain/id or note/id',
)

/** The contract-wide part of a return, as a place. */
export const everywhere = 'all' as PlaceId

export const scopeOf = (contract: ContractId, place: PlaceId): ScopeId => `${contract}/${place}` as ScopeId
export const sheetOf = (contract: ContractId, place: PlaceId, month: Period): SheetId =>
  `${contract}/${place}/${month}` as SheetId

/** The parts of a scope id, or undefined when it is not one. */
export function partsOfScope(id: string): { readonly contract: ContractId; readonly place: PlaceId } | undefined {
  const [contract = '', place = '', ...rest] = id.split('/')
  if (rest.length > 0 || !slug.test(contract) || !slug.test(place)) return undefined
  return { contract: contract as ContractId, place: place as PlaceId }
}

/** The parts of a sheet id, or undefined when it is not one. */
export function partsOfSheet(
  id: string,
):
  | { readonly contract: ContractId; readonly place: PlaceId; readonly period: Period; readonly scope: ScopeId }
  | undefined {
  const [contract = '', place = '', month = '', ...rest] = id.split('/')
  if (rest.length > 0 || !slug.test(contract) || !slug.test(place) || !isPeriod(month)) return undefined
  const parts = { contract: contract as ContractId, place: place as PlaceId }
  return { ...parts, period: month, scope: scopeOf(parts.contract, parts.place) }
}

export const scopeIdSchema = z.custom<ScopeId>(
  value => typeof value === 'string' && partsOfScope(value) !== undefined,
  'contract/place',
)
export const sheetIdSchema = z.custom<SheetId>(
  value => typeof value === 'string' && partsOfSheet(value) !== undefined,
  'contract/place/YYYY-MM',
)

export const narrativeCell = (section: string): CellKey => `narrative/${section}` as CellKey
export const indicatorCell = (id: IndicatorId): CellKey => id as string as CellKey
export const explanationCell = (id: string): CellKey => `explain/${id}` as CellKey
