/** Places: a tree of any depth with dated names. */
import type { IsoDate, PlaceId } from '../ids.ts'
import type { Period } from '../time/period.ts'
import type { IndicatorSet, Place } from './indicator-set.ts'

/** The name a place had on a date, or in a month (its last day): Shepway is Folkestone and Hythe from April 2018. */
export function placeName(place: Place, on: IsoDate | Period): string {
  const day = on.length === 7 ? `${on}-31` : on
  const dated = place.names.filter(name => name.from === undefined || name.from <= day)
  return (dated.at(-1) ?? place.names[0])?.name ?? place.id
}

export const placeById = (set: IndicatorSet, id: PlaceId): Place | undefined =>
  set.places.find(place => place.id === id)

/** The places directly under one. */
export const childrenOf = (set: IndicatorSet, id: PlaceId): readonly Place[] =>
  set.places.filter(place => place.parent === id)

/** Whether a place is another one or lies somewhere under it. */
export function isWithin(set: IndicatorSet, id: PlaceId, ancestor: PlaceId): boolean {
  for (let at = placeById(set, id); at; at = at.parent === undefined ? undefined : placeById(set, at.parent))
    if (at.id === ancestor) return true
  return false
}
