/** The names a published table uses for what a set knows: services, providers, places of a level, codes in a month. */
import { everywhere, type PlaceId } from '../ids.ts'
import type { Contract, Indicator, IndicatorSet, Place } from '../set/indicator-set.ts'
import { isWithin, placeById } from '../set/places.ts'
import type { Period } from '../time/period.ts'

export interface Vocabulary {
  readonly services: ReadonlySet<string>
  readonly levels: ReadonlySet<string>
  /** The id of a service by its id or name, in any case. */
  serviceOf(name: string): string | undefined
  placeAt(level: string, name: string): PlaceId | undefined
  /** The provider's contracts of a service, those that cover the place first; undefined when it has none. */
  contractsOf(service: string, provider: string, place: PlaceId): readonly [Contract, ...Contract[]] | undefined
  /** Those of some contracts that lie in the place of a name ('Maidstone'); all of them when it names none. */
  contractsNamed(contracts: readonly [Contract, ...Contract[]], name: string): readonly [Contract, ...Contract[]]
  /** The indicator of a code in a month; without a month, or outside its dates, its latest. */
  indicatorOf(service: string, code: string, month?: Period): Indicator | undefined
}

/** A name as it is compared: 'Tonbridge & Malling' is 'tonbridge and malling', "Children's" is 'Childrens'. */
export const normal = (name: string): string =>
  name.toLowerCase().replaceAll('&', ' and ').replaceAll(/['’‘]/g, '').replaceAll(/\s+/g, ' ').trim()

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
      const id = `${indicator.service}|${normal(code.code)}`
      codes.set(id, [...(codes.get(id) ?? []), { indicator, from: code.from, to: code.to }])
    }
  const covers = (contract: Contract, place: PlaceId): boolean =>
    place === everywhere || contract.places.some(own => isWithin(set, own, place))
  // A table repeats its few codes thousands of times: each way of writing one is looked up once.
  const written = new Map<string, ReturnType<typeof codes.get>>()
  const namedBy = (service: string, code: string) => {
    const id = `${service}|${code}`
    if (!written.has(id)) written.set(id, codes.get(`${service}|${normal(code)}`))
    return written.get(id) ?? []
  }
  const services = new Map(
    set.services.flatMap(({ id, name }) => [id, name].map(word => [normal(word), id as string] as const)),
  )
  const placesNamed = (name: string): readonly PlaceId[] =>
    set.places.filter(place => namesOf(set, place).some(own => normal(own) === normal(name))).map(place => place.id)
  return {
    serviceOf: name => services.get(normal(name)),
    contractsNamed(contracts, name) {
      const places = placesNamed(name)
      const [first, ...rest] = contracts.filter(contract =>
        places.some(place => contract.places.every(own => isWithin(set, own, place))),
      )
      return first ? [first, ...rest] : contracts
    },
    services: new Set(set.services.map(service => service.id)),
    levels: new Set(['contract', ...set.places.map(place => place.level)]),
    placeAt: (level, name) => places.get(`${level}|${normal(name)}`),
    contractsOf(service, provider, place) {
      const own = contracts.get(`${service}|${normal(provider)}`) ?? []
      const [first, ...rest] = own.toSorted((a, b) => Number(covers(b, place)) - Number(covers(a, place)))
      return first && [first, ...rest]
    },
    indicatorOf(service, code, month) {
      const named = namedBy(service, code)
      const dated = named.find(
        each => month !== undefined && (each.from ?? month) <= month && month <= (each.to ?? month),
      )
      return (dated ?? named.at(-1))?.indicator
    },
  }
}
