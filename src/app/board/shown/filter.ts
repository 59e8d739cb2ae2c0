/** Which of the board's rows are shown: a filter lives in the address, and is what a saved view holds. Pure. */
import { everywhere } from '../../../domain/ids.ts'
import type { Punctuality } from '../../../domain/review/punctuality.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { isWithin } from '../../../domain/set/places.ts'
import type { BoardRow } from '../../../protocol/exchange.ts'
import { type BoardFilter, filterNames } from '../../../protocol/views.ts'
import type { ShownRow } from '../board-rows.ts'

export type { BoardFilter as Filter }

export const noFilter: BoardFilter = { service: '', area: '', provider: '', state: '', late: '', rating: '' }

/** By whether and when it was received, in the order offered. */
export const lateChoices: readonly { readonly value: Punctuality['is']; readonly text: string }[] = [
  { value: 'outstanding', text: 'Outstanding' },
  { value: 'overdue', text: 'Overdue' },
  { value: 'late', text: 'Received late' },
  { value: 'counted', text: 'Counted on time' },
  { value: 'on-time', text: 'On time' },
]

export const ratingChoices = [
  { value: 'red', text: 'Has Red' },
  { value: 'amber', text: 'Has Amber' },
  { value: 'no-red', text: 'No Red' },
] as const

export function filterIn(search: URLSearchParams): BoardFilter {
  const asked = (name: keyof BoardFilter): string => search.get(name) ?? ''
  return {
    service: asked('service'),
    area: asked('area'),
    provider: asked('provider'),
    state: asked('state'),
    late: asked('late'),
    rating: asked('rating'),
  }
}

export const isFiltered = (filter: BoardFilter): boolean => filterNames.some(name => filter[name] !== '')

export const sameFilter = (one: BoardFilter, other: BoardFilter): boolean =>
  filterNames.every(name => one[name] === other[name])

function hasRating({ ratings }: BoardRow, wanted: string): boolean {
  if (wanted === 'red') return ratings.red > 0
  if (wanted === 'amber') return ratings.amber > 0
  // What has no rating at all has no Red either: it is shown as not rated.
  return wanted === 'no-red' && ratings.red === 0
}

/** What the address names and there is not matches nothing: the page says so, and offers all. */
export const matches = (one: ShownRow, filter: BoardFilter): boolean =>
  (filter.service === '' || one.service.id === filter.service) &&
  (filter.area === '' || one.place === filter.area || one.areas.includes(filter.area)) &&
  (filter.provider === '' || one.contract.provider === filter.provider || one.provider === filter.provider) &&
  (filter.state === '' || one.state === filter.state) &&
  (filter.late === '' || one.punctuality.is === filter.late) &&
  (filter.rating === '' || hasRating(one.row, filter.rating))

/** What the provider filter offers: each provider, and under it each of its contracts that its name alone does not tell. */
export const providersToOffer = (rows: readonly ShownRow[]): readonly string[] =>
  [...new Set(rows.flatMap(one => [one.contract.provider, one.provider]))].toSorted((a, b) =>
    a.localeCompare(b, 'en-GB'),
  )

/** The areas that hold any of the rows: what the filter offers. */
export const areasToOffer = (set: IndicatorSet, rows: readonly ShownRow[]) =>
  set.places.filter(
    place =>
      set.places.some(child => child.parent === place.id) &&
      rows.some(one => one.place !== everywhere && isWithin(set, one.place, place.id)),
  )
