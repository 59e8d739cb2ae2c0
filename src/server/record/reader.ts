/** What the record is to whoever reads it: what she holds of it, and the names she knows things by. */
import { type ContractId, everywhere, type PlaceId, partsOfScope } from '../../domain/ids.ts'
import { placeById, placeName } from '../../domain/set/places.ts'
import { type Access, contractsWhere, mayAt, scopesOnceHeld, servicesOf } from '../access.ts'
import type { Names } from '../history/act-sentences.ts'
import type { RecordReader } from '../history/readers.ts'
import type { Reference } from '../reference.ts'
import type { StoredPerson } from '../storage/storage.ts'

/** The contracts whose record she reads, or the record of some place of. */
export const contractsOf = (access: Access, { set }: Reference): readonly ContractId[] =>
  contractsWhere(access, 'read-record', set)

export function readerOf(access: Access, reference: Reference): RecordReader {
  const contracts = new Set<string>(contractsOf(access, reference))
  return {
    services: new Set<string>(servicesOf(access)),
    holds: (contract, place) =>
      place === undefined
        ? contracts.has(contract)
        : mayAt(access, 'read-record', contract as ContractId, place as PlaceId),
  }
}

/** Everybody whose acts can be in her part of the record: who works or worked where she reads it, or commissions beside her. */
export function peopleBeside(
  access: Access,
  people: readonly StoredPerson[],
  { set }: Reference,
): readonly Pick<StoredPerson, 'id' | 'name'>[] {
  const services = new Set(servicesOf(access))
  const isBeside = (person: StoredPerson): boolean =>
    person.services.some(({ service }) => services.has(service)) ||
    [...scopesOnceHeld(person, set, access.today)].some(scope => {
      const parts = partsOfScope(scope)
      return parts !== undefined && mayAt(access, 'read-record', parts.contract, parts.place)
    })
  return people.filter(isBeside).map(({ id, name }) => ({ id, name }))
}

/** Contracts and services as they are called now, places as they were called then. */
export const namesIn = ({ set, contract }: Reference): Names => ({
  contract: id => {
    const found = contract(id as ContractId)
    const service = set.services.find(each => each.id === found?.service)
    return found && `${service?.name ?? found.service}, ${found.provider}`
  },
  place: (id, on) => {
    if (id === everywhere) return 'the whole contract'
    const found = placeById(set, id as PlaceId)
    return found && placeName(found, on)
  },
  service: id => set.services.find(each => each.id === id)?.name,
})
