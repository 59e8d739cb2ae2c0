/** The month board's rows as shown: named, with what punctuality is judged by. Pure. */

import { everywhere, type Instant, type IsoDate, type PlaceId, partsOfSheet, type SheetId } from '../../domain/ids.ts'
import { type Punctuality, punctuality } from '../../domain/review/punctuality.ts'
import type { Contract, IndicatorSet, Service } from '../../domain/set/indicator-set.ts'
import { placeById } from '../../domain/set/places.ts'
import { type ShownState, shownState } from '../../domain/workflow.ts'
import type { Board, BoardRow, Collection, Installation } from '../../protocol/exchange.ts'
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
  /** The contract-wide part: a row of its own, never counted as a district. */
  readonly wide: boolean
  readonly collection: Collection | undefined
  readonly punctuality: Punctuality
  /** The council has closed the month for this service, and this return was not opened again. */
  readonly closed: boolean
}

function areasOf(set: IndicatorSet, place: PlaceId): readonly string[] {
  const areas: string[] = []
  for (let at = placeById(set, place); at?.parent !== undefined; at = placeById(set, at.parent)) areas.push(at.parent)
  return areas
}

/**
 * The board's rows with their names, in the set's order: service, contract, district; the contract-wide part first.
 * `business`: the council's day, of London.
 */
export function shownRows(board: Board, set: IndicatorSet, business: Business): readonly ShownRow[] {
  const rows = board.rows.flatMap((row): readonly ShownRow[] => {
    const parts = partsOfSheet(row.sheet)
    const contract = set.contracts.find(one => one.id === parts?.contract)
    const service = set.services.find(one => one.id === contract?.service)
    if (!parts || !contract || !service) return []
    const collection = board.collections.find(one => one.service === service.id && one.period === parts.period)
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
        wide: parts.place === everywhere,
        collection,
        punctuality: punctualityOf(row, collection, business),
        closed: collection?.closed !== undefined && !row.reopened,
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

type Business = Pick<Installation, 'today' | 'sample'>

const noonOf = (day: IsoDate): Instant => `${day}T12:00:00.000Z` as Instant

/** A return that nobody set a day for is never late. */
function punctualityOf(row: BoardRow, collection: Collection | undefined, { today, sample }: Business): Punctuality {
  // The sample's date is fixed: there, everything is received on that day, as its receipts say.
  const received = row.received !== null && sample ? noonOf(today) : row.received
  if (collection) return punctuality({ due: collection.due, received, onTime: row.onTime, today })
  return { is: row.received === null ? 'outstanding' : 'on-time' }
}
