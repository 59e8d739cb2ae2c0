/** Which other figures could share an explanation: of this district, of the same kind or group; of others, the same one. */
import type { Query } from '../../../domain/checks/queries.ts'
import type { IndicatorId, PlaceId } from '../../../domain/ids.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { nameOfPlace } from '../../month/month.ts'
import { indicatorName } from '../cell/cell-names.ts'
import type { MonthWork } from '../work/month-work.ts'
import { type Standing, sameTarget, type Target } from './explaining.ts'

export interface Offer {
  readonly at: Target
  readonly ticked: boolean
  readonly label: string
}

/** Red, Amber twice and worsened ask for the same: what happened, and what will be done. */
function kindOf(query: Query): string {
  switch (query.check) {
    case 'comparison':
      return query.data.comparison.check
    case 'unusual':
    case 'jump':
      return 'unusual'
    case 'identical':
    case 'overtyped':
      return query.check
    case 'explain-red':
    case 'explain-amber-twice':
    case 'explain-worsened':
      return 'explain'
  }
}

/** The figures of a district that ask to be explained, with the kinds of their queries. */
function asking(work: MonthWork, place: PlaceId, explained: boolean): ReadonlyMap<IndicatorId, ReadonlySet<string>> {
  const found = new Map<IndicatorId, Set<string>>()
  for (const line of work.queries(place)) {
    if (line.explained && !explained) continue
    const [first] = line.query.indicators
    found.set(first, (found.get(first) ?? new Set()).add(kindOf(line.query)))
  }
  return found
}

/** 'CEH10 Claim evidence' of this district, 'Dartford' for the same figure of another, both where both differ. */
function labelOf(work: MonthWork, from: Target, to: Target): string {
  const { month } = work
  const place = nameOfPlace(month.set, to.place, month.period)
  const indicator = indicatorById(month.set, to.indicator)
  const name = indicator === undefined ? to.indicator : indicatorName(month, indicator)
  if (to.place === from.place) return name
  return to.indicator === from.indicator ? place : `${name}, ${place}`
}

/** What may be ticked beside a figure, and what is: in the order of the sheet, this district first. */
export function offersAt(work: MonthWork, from: Target, standing: Standing): readonly Offer[] {
  const { month } = work
  const group = indicatorById(month.set, from.indicator)?.group
  const kinds = asking(work, from.place, true).get(from.indicator) ?? new Set<string>()
  const open = (place: PlaceId): boolean => work.readOnly(place) === undefined
  const here = open(from.place) ? [...asking(work, from.place, false)] : []
  const alike = here
    .filter(([id, asked]) => indicatorById(month.set, id)?.group === group || [...asked].some(kind => kinds.has(kind)))
    .map(([indicator]): Target => ({ place: from.place, indicator }))
  const elsewhere = month.places
    .filter(place => open(place) && asking(work, place, false).has(from.indicator))
    .map((place): Target => ({ place, indicator: from.indicator }))
  const rank = ({ place, indicator }: Target): number =>
    (place === from.place ? 0 : 1 + month.places.indexOf(place)) * 1_000 +
    month.indicators.findIndex(one => one.id === indicator)
  const all = [...standing.targets, ...alike, ...elsewhere]
  return all
    .filter((one, i) => !sameTarget(one, from) && all.findIndex(other => sameTarget(other, one)) === i)
    .toSorted((a, b) => rank(a) - rank(b))
    .map(at => ({
      at,
      ticked: standing.targets.some(one => sameTarget(one, at)),
      label: labelOf(work, from, at),
    }))
}
