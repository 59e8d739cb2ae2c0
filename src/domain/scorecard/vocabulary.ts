/** The names a published table uses for what a set knows: services, providers, places of a level, codes in a month. */
import { everywhere, type PlaceId } from '../ids.ts'
import type { Contract, Indicator, IndicatorSet, Place } from '../indicator-set.ts'
import type { Period } from '../period.ts'
import { isWithin, placeById } from '../places.ts'

export interface Vocabulary {
  readonly services: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
  placeAt(level: string, name: string): PlaceId | undefined
  /** The provider's contracts of a service, those that cover the place first; undefined when it has none. */
  contractsOf(service: string, provider: string, place: PlaceId): readonly [Contract, ...Contract[]] | undefined
  /** The indicator of a code in a month; without a month, or outside its dates, its latest. */
  indicatorOf(service: string, code: string, month?: Period): Indicator | undefined
}

const normal = (name: string): string => name.toLowerCase().replaceAll('&', 'and').replace(/\s+/g, ' ').trim()

/** A place goes by its dated names, its id, and as 'Shepway: Hythe Bay' under its parent's names. */
function namesOf(set: IndicatorSet, place: Place): readonly string[] {
  const own = place.names.map(dated => dated.name)
  const parent = place.parent === undefined ? undefined : placeById(set, place.parent)
  const under = (parent?.names ?? []).flatMap(above => own.map(name => `${above.name}: ${name}`))
  return [...own, ...under, place.id]
}

export function vocabulary(set: IndicatorSet): Vocabulary {
  const places = new Map<string, PlaceId>()
  for (const place of set.places)
    for (const name of namesOf(set, place)) places.set(`${place.level}|${normal(name)}`, place.id)
  const contracts = Map.groupBy(set.contracts, contract => `${contract.service}|${normal(contract.provider)}`)
  const codes = new Map<
    string,
    { readonly indicator: Indicator; readonly from?: Period | undefined; readonly to?: Period | undefined }[]
  >()
  for (const indicator of set.indicators)
    for (const code of indicator.codes) {
      const id = `${indicator.service}|${code.code}`
      codes.set(id, [...(codes.get(id) ?? []), { indicator, from: code.from, to: code.to }])
    }
  const covers = (contract: Contract, place: PlaceId): boolean =>
    place === everywhere || contract.places.some(own => isWithin(set, own, place))
  return {
    services: new Set(set.services.map(service => service.id)),
    levels: new Set(['contract', ...set.places.map(place => place.level)]),
    placeAt: (level, name) => places.get(`${level}|${normal(name)}`),
    contractsOf(service, provider, place) {
      const own = contracts.get(`${service}|${normal(provider)}`) ?? []
      const [first, ...rest] = own.toSorted((a, b) => Number(covers(b, place)) - Number(covers(a, place)))
      return first && [first, ...rest]
    },
    indicatorOf(service, code, month) {
      const named = codes.get(`${service}|${code}`) ?? []
      const dated = named.find(
        each => month !== undefined && (each.from ?? month) <= month && month <= (each.to ?? month),
      )
      return (dated ?? named.at(-1))?.indicator
    },
  }
}
