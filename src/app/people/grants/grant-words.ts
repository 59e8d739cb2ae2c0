/** What somebody was given, in words. */
import { grantKinds } from '../../../domain/access/permissions.ts'
import type { ContractId, IsoDate, PlaceId, ServiceId } from '../../../domain/ids.ts'
import type { Contract, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { placeById, placeName } from '../../../domain/set/places.ts'
import type { Given } from '../../../protocol/grants.ts'
import type { PersonRow } from '../../../protocol/people.ts'
import { longDate } from '../../words.ts'

/** The set, and the day whose names are meant. */
export interface Naming {
  readonly set: IndicatorSet
  readonly today: IsoDate
}

export function placeWord({ set, today }: Naming, place: PlaceId): string {
  const found = placeById(set, place)
  return found === undefined ? place : placeName(found, today)
}

export const serviceWord = ({ set }: Naming, service: ServiceId): string =>
  set.services.find(one => one.id === service)?.name ?? service

/** 'Family support, Project Salus'; with its districts where the provider has several contracts of that service. */
export function contractWord(naming: Naming, id: ContractId): string {
  const contract = naming.set.contracts.find(one => one.id === id)
  if (contract === undefined) return id
  const title = `${serviceWord(naming, contract.service)}, ${contract.provider}`
  return isOneOfSeveral(naming.set, contract)
    ? `${title} (${contract.places.map(place => placeWord(naming, place)).join(', ')})`
    : title
}

const isOneOfSeveral = (set: IndicatorSet, { id, service, provider }: Contract): boolean =>
  set.contracts.some(other => other.id !== id && other.service === service && other.provider === provider)

type Places = 'every' | readonly PlaceId[]

const listed = (naming: Naming, places: readonly PlaceId[]): string =>
  places.map(place => placeWord(naming, place)).join(', ')

/** 'every district', or their names. */
export const districtsWord = (naming: Naming, places: Places): string =>
  places === 'every' ? 'every district' : listed(naming, places)

export const areasWord = (naming: Naming, areas: Places): string =>
  areas === 'every' ? 'every area' : listed(naming, areas)

/** A line a contract or service. A contract of one district says no more than its name. */
export function givenLines(naming: Naming, given: Given): readonly string[] {
  switch (grantKinds[given.role]) {
    case 'contract-and-place':
      return given.contracts.map(({ contract, places }) => {
        const only = naming.set.contracts.find(one => one.id === contract)?.places.length === 1
        return only
          ? contractWord(naming, contract)
          : `${contractWord(naming, contract)}: ${districtsWord(naming, places)}`
      })
    case 'service-and-area':
      if (isEveryService(naming, given) && given.services.every(one => one.areas === 'every'))
        return ['Every service, every area']
      return given.services.map(({ service, areas }) => `${serviceWord(naming, service)}: ${areasWord(naming, areas)}`)
    case 'service':
      if (isEveryService(naming, given)) return ['Every service']
      return given.services.map(({ service }) => serviceWord(naming, service))
    case 'none':
      return ['The whole council, no figures']
  }
}

const isEveryService = ({ set }: Naming, { services }: Given): boolean =>
  set.services.length > 1 && set.services.every(one => services.some(({ service }) => service === one.id))

/** 'Standing in as lead of Family support, Project Salus until 31 July 2017'. */
export function standInWords(naming: Naming, { contract, from, to }: PersonRow['standsIn'][number]): string {
  const what = contractWord(naming, contract)
  if (to < naming.today) return `Stood in as lead of ${what} until ${longDate(to)}`
  return from <= naming.today
    ? `Standing in as lead of ${what} until ${longDate(to)}`
    : `Will stand in as lead of ${what} from ${longDate(from)} to ${longDate(to)}`
}
