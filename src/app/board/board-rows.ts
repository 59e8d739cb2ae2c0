/** The month board's rows as shown, and which of them a filter leaves. Pure. */

import { everywhere, type PlaceId, partsOfSheet, type SheetId } from '../../domain/ids.ts'
import type { Contract, IndicatorSet, Service } from '../../domain/set/indicator-set.ts'
import { isWithin, placeById } from '../../domain/set/places.ts'
import { type ShownState, shownState } from '../../domain/workflow.ts'
import type { Board, BoardRow } from '../../protocol/exchange.ts'
import { nameOfPlace, providerTitle } from '../month/month.ts'

export interface ShownRow {
  readonly row: BoardRow
  readonly sheet: SheetId
  readonly contract: Contract
  readonly service: Service
  /** With its places where it has several contracts of the service. */
  readonly provider: string
  readonly place: PlaceId
  readonly placeName: string
  /** The areas above the place, nearest first. */
  readonly areas: readonly string[]
  readonly state: ShownState
}

export interface Filter {
  readonly service: string
  readonly area: string
  readonly provider: string
  readonly state: string
}

export const noFilter: Filter = { service: '', area: '', provider: '', state: '' }

function areasOf(set: IndicatorSet, place: PlaceId): readonly string[] {
  const areas: string[] = []
  for (let at = placeById(set, place); at?.parent !== undefined; at = placeById(set, at.parent)) areas.push(at.parent)
  return areas
}

/** The board's rows with their names, in the set's order: service, contract, district; the contract-wide part first. */
export function shownRows(board: Board, set: IndicatorSet): readonly ShownRow[] {
  const rows = board.rows.flatMap((row): readonly ShownRow[] => {
    const parts = partsOfSheet(row.sheet)
    const contract = set.contracts.find(one => one.id === parts?.contract)
    const service = set.services.find(one => one.id === contract?.service)
    if (!parts || !contract || !service) return []
    return [
      {
        row,
        sheet: row.sheet,
        contract,
        service,
        provider: providerTitle(set, contract, parts.period),
        place: parts.place,
        placeName: nameOfPlace(set, parts.place, parts.period),
        areas:
          parts.place === everywhere
            ? contract.places.flatMap(place => areasOf(set, place))
            : areasOf(set, parts.place),
        state: shownState(row.state, row.written),
      },
    ]
  })
  const rank = (one: ShownRow): readonly number[] => [
    set.services.indexOf(one.service),
    set.contracts.indexOf(one.contract),
    one.place === everywhere ? -1 : one.contract.places.indexOf(one.place),
  ]
  return rows.toSorted((a, b) => {
    const left = rank(a)
    const right = rank(b)
    return left.map((value, i) => value - (right[i] ?? 0)).find(difference => difference !== 0) ?? 0
  })
}

export const matches = (one: ShownRow, filter: Filter): boolean =>
  (filter.service === '' || one.service.id === filter.service) &&
  (filter.area === '' || one.place === filter.area || one.areas.includes(filter.area)) &&
  (filter.provider === '' || one.contract.provider === filter.provider || one.provider === filter.provider) &&
  (filter.state === '' || one.state === filter.state)

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

/** "41 of 54 received · 3 sent back": the districts; contract-wide parts are not counted. */
export function countsSentence(rows: readonly ShownRow[]): string {
  const places = rows.filter(one => one.place !== everywhere)
  const received = places.filter(
    one => one.state === 'submitted' || one.state === 'accepted' || one.state === 'released',
  ).length
  const back = places.filter(one => one.state === 'sent-back').length
  return `${received} of ${places.length} received${back > 0 ? ` · ${back} sent back` : ''}`
}
