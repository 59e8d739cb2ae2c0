/** Ids, branded so that one is never passed for another. All are plain text on the wire and in storage. */
import { isPeriod, type Period } from './time/period.ts'

declare const idBrand: unique symbol
type Id<Name extends string> = string & { readonly [idBrand]: Name }

export type ServiceId = Id<'Service'>
export type IndicatorId = Id<'Indicator'>
export type ContractId = Id<'Contract'>
/** A place's slug, or `all`: the contract-wide part. */
export type PlaceId = Id<'Place'>
/** contract/place: what a person is given access to, and what is pulled as one. Meeting notes have scopes of their own. */
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

/** Who reads a meeting note: whoever holds the returns it is about, or the council alone. */
export const noteAudiences = ['shared', 'internal'] as const
export type NoteAudience = (typeof noteAudiences)[number]

const noteSuffix: Readonly<Record<NoteAudience, string>> = { shared: '--notes', internal: '--internal' }

/**
 * Where the meeting notes of a place (or of the contract, `all`) are written. They are pulled, merged and hashed like a
 * return's cells, in a scope of their own, so that what is internal is in no answer to a provider. No place's slug reads so.
 */
export const notesPlace = (place: PlaceId, audience: NoteAudience): PlaceId =>
  `${place}${noteSuffix[audience]}` as PlaceId

/** The place that notes are about and who reads them; undefined: a place of returns. */
export function notesIn(place: PlaceId): { readonly place: PlaceId; readonly audience: NoteAudience } | undefined {
  const audience = noteAudiences.find(each => place.endsWith(noteSuffix[each]))
  if (audience === undefined) return undefined
  return { place: place.slice(0, -noteSuffix[audience].length) as PlaceId, audience }
}

/** The place that returns or notes of a place are about: a note's is its return's. */
export const placeAbout = (place: PlaceId): PlaceId => notesIn(place)?.place ?? place

const isPlaceText = (text: string): boolean => isSlug(notesIn(text as PlaceId)?.place ?? text)

/** The parts of a scope id, or undefined when it is not one. */
export function partsOfScope(id: string): { readonly contract: ContractId; readonly place: PlaceId } | undefined {
  const [contract = '', place = '', ...rest] = id.split('/')
  if (rest.length > 0 || !isSlug(contract) || !isPlaceText(place)) return undefined
  return { contract: contract as ContractId, place: place as PlaceId }
}

/** The parts of a sheet id, or undefined when it is not one. */
export function partsOfSheet(
  id: string,
):
  | { readonly contract: ContractId; readonly place: PlaceId; readonly period: Period; readonly scope: ScopeId }
  | undefined {
  const [contract = '', place = '', month = '', ...rest] = id.split('/')
  if (rest.length > 0 || !isSlug(contract) || !isPlaceText(place) || !isPeriod(month)) return undefined
  const parts = { contract: contract as ContractId, place: place as PlaceId }
  return { ...parts, period: month, scope: scopeOf(parts.contract, parts.place) }
}

export const narrativeCell = (section: string): CellKey => `narrative/${section}` as CellKey
export const indicatorCell = (id: IndicatorId): CellKey => id as string as CellKey
export const noteCell = (id: string): CellKey => `note/${id}` as CellKey
export const explanationCell = (id: string): CellKey => `explain/${id}` as CellKey
