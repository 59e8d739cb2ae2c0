/** Places make a tree; contracts lie in it. */
import { everywhere } from '../domain/ids.ts'
import type { IndicatorSet, Place } from '../domain/set/indicator-set.ts'
import { isWithin } from '../domain/set/places.ts'
import { checkUnique, type Report } from './report.ts'

type ById = ReadonlyMap<string, Place>

/** Whether going from parent to parent comes back to where it began. */
function goesInCircles(place: Place, byId: ById): boolean {
  const seen = new Set<string>()
  for (let at: Place | undefined = place; at; at = at.parent === undefined ? undefined : byId.get(at.parent)) {
    if (seen.has(at.id)) return true
    seen.add(at.id)
  }
  return false
}

/** Dated labels go from the oldest to the newest; only the first may be without a date. */
function checkDated(
  labels: readonly { readonly from?: string | undefined }[],
  report: (at: number, reason: string) => void,
): void {
  for (const [at, { from }] of labels.entries()) {
    const earlier = labels[at - 1]?.from
    if (at > 0 && from === undefined) report(at, 'a later one needs the date it holds from')
    else if (earlier !== undefined && from !== undefined && from <= earlier)
      report(at, `from ${from} is not after ${earlier}: the oldest comes first`)
  }
}

export function checkPlaces(set: IndicatorSet, report: Report): void {
  checkUnique(
    set.places,
    place => place.id,
    (at, reason) => report(['places', at, 'id'], reason),
  )
  const byId: ById = new Map(set.places.map(place => [place.id, place]))
  for (const [at, place] of set.places.entries()) {
    if (place.id === everywhere) report(['places', at, 'id'], `"${everywhere}" means the contract as a whole`)
    if (place.parent !== undefined && !byId.has(place.parent))
      report(['places', at, 'parent'], `there is no place "${place.parent}"`)
    else if (goesInCircles(place, byId))
      report(['places', at, 'parent'], `"${place.id}" lies in itself: its parents go in a circle`)
    checkDated(place.names, (i, reason) => report(['places', at, 'names', i, 'from'], reason))
    checkDated(place.codes, (i, reason) => report(['places', at, 'codes', i, 'from'], reason))
  }
}

export function checkContracts(set: IndicatorSet, report: Report): void {
  checkUnique(
    set.contracts,
    contract => contract.id,
    (at, reason) => report(['contracts', at, 'id'], reason),
  )
  const places: ById = new Map(set.places.map(place => [place.id, place]))
  for (const [at, contract] of set.contracts.entries()) {
    const service = set.services.find(one => one.id === contract.service)
    if (!service) report(['contracts', at, 'service'], `there is no service "${contract.service}"`)
    else if (!contract.id.startsWith(`${service.initials}-`))
      report(['contracts', at, 'id'], `a contract of ${service.id} begins with "${service.initials}-"`)
    if (contract.end !== undefined && contract.end < contract.start)
      report(['contracts', at, 'end'], `${contract.end} is before its start, ${contract.start}`)
    checkUnique(
      contract.places,
      id => id,
      (i, reason) => report(['contracts', at, 'places', i], reason),
    )
    const known = contract.places.filter(id => places.has(id))
    for (const [i, id] of contract.places.entries()) {
      if (!places.has(id)) report(['contracts', at, 'places', i], `there is no place "${id}"`)
      const above = known.find(other => other !== id && !goesInCirclesAt(id, places) && isWithin(set, id, other))
      if (above !== undefined)
        report(['contracts', at, 'places', i], `"${id}" lies in "${above}", which is in the contract already`)
    }
  }
}

const goesInCirclesAt = (id: string, places: ById): boolean => {
  const place = places.get(id)
  return place !== undefined && goesInCircles(place, places)
}
