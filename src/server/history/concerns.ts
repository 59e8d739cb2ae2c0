/** Whom an act of or about a person concerns, and how the record names her. */
import type { StoredPerson } from '../storage/storage.ts'
import type { About, Concerns } from './acts.ts'

/** contract, or contract/place for single places. */
const heldIn = (contracts: StoredPerson['contracts']): string[] =>
  contracts.flatMap(({ contract, places }) =>
    places === 'every' ? [contract] : places.map(place => `${contract}/${place}`),
  )

/** An act of hers concerns whoever reads the returns of her contracts and places, or commissions what she commissions. */
export const concernsOf = ({ contracts, services }: Pick<StoredPerson, 'contracts' | 'services'>): Concerns => ({
  ...(services.length === 0 ? {} : { services: [...new Set(services.map(each => each.service))] }),
  ...(contracts.length === 0 ? {} : { contracts: heldIn(contracts) }),
})

export const namedIn = ({ id, name }: Pick<StoredPerson, 'id' | 'name'>): About<'access-ended'>['person'] => ({
  id,
  name,
})

/** What she was given, as it stands at that moment. */
export const givenTo = ({
  role,
  contracts,
  services,
}: Pick<StoredPerson, 'role' | 'contracts' | 'services'>): About<'person-added'>['given'] => ({
  role,
  contracts: heldIn(contracts),
  services: services.flatMap(({ service, areas }) =>
    areas === 'every' ? [service] : areas.map(area => `${service}/${area}`),
  ),
})

type Held = Pick<StoredPerson, 'role' | 'contracts' | 'services'>

/**
 * Whom a change of what she holds concerns: whoever reads what was given or taken, nobody beside. With another role,
 * whoever reads anything she held or holds.
 */
export function concernsOfChange(before: Held, after: Held): Concerns {
  const [was, is] = [givenTo(before), givenTo(after)]
  const changed = (one: readonly string[], other: readonly string[]): string[] =>
    before.role === after.role
      ? [...one.filter(each => !other.includes(each)), ...other.filter(each => !one.includes(each))]
      : [...new Set([...one, ...other])]
  const contracts = changed(was.contracts, is.contracts)
  const services = [...new Set(changed(was.services, is.services).map(grant => grant.split('/')[0] ?? grant))]
  return { ...(services.length === 0 ? {} : { services }), ...(contracts.length === 0 ? {} : { contracts }) }
}
