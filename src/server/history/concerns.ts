/** Whom an act of or about a person concerns, and how the record names her. */
import type { StoredPerson } from '../storage/storage.ts'
import type { About, Concerns } from './acts.ts'

/** An act of hers concerns whoever reads the returns of her contracts, or commissions what she commissions. */
export const concernsOf = ({ contracts, services }: Pick<StoredPerson, 'contracts' | 'services'>): Concerns => ({
  ...(services.length === 0 ? {} : { services: [...new Set(services.map(each => each.service))] }),
  ...(contracts.length === 0 ? {} : { contracts: [...new Set(contracts.map(each => each.contract))] }),
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
  contracts: contracts.flatMap(({ contract, places }) =>
    places === 'every' ? [contract] : places.map(place => `${contract}/${place}`),
  ),
  services: services.flatMap(({ service, areas }) =>
    areas === 'every' ? [service] : areas.map(area => `${service}/${area}`),
  ),
})
