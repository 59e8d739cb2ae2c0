/** Who may read which scorecards: returns that are submitted as returns are read, accepted ones by a permission of their own. */
import { type AccessSettings, mayDo, type Permission, reachOf } from '../../domain/access/permissions.ts'
import { type Basis, bases } from '../../domain/county/card.ts'
import type { Leaf } from '../../domain/county/tree.ts'
import { everywhere, type PlaceId, type ServiceId, scopeOf } from '../../domain/ids.ts'
import type { Contract, IndicatorSet } from '../../domain/set/indicator-set.ts'
import { type Access, holds, roleIn } from '../access.ts'

const permissionOf: Readonly<Record<Basis, Permission>> = { submitted: 'read-returns', accepted: 'read-accepted' }

export interface Reader {
  /** Those she may read anything of. */
  readonly bases: readonly Basis[]
  /** Services she sees a part of. */
  services(basis: Basis): readonly ServiceId[]
  /** Whether that return's figures may be part of what she is shown. */
  sees(basis: Basis, leaf: Leaf): boolean
  /** Explanations are written for the council. */
  readonly readsTexts: boolean
}

export function readerOf(access: Access, set: IndicatorSet, settings: AccessSettings): Reader {
  const reaches = (permission: Permission, contract: Contract, place: PlaceId): boolean => {
    const scope = scopeOf(contract.id, place)
    switch (reachOf(roleIn(access, contract.id), permission, settings)) {
      case 'places':
        return access.acting.has(contract.id) && holds(access, scope)
      case 'contracts':
        return access.acting.has(contract.id) && holds(access, scopeOf(contract.id, everywhere))
      case 'services':
        return access.commissioned.has(scope)
      case 'council':
        return true
      case 'own':
      case undefined:
        return false
    }
  }
  const sees = (basis: Basis, { contract, place }: Leaf): boolean => reaches(permissionOf[basis], contract, place)
  const services = (basis: Basis): readonly ServiceId[] =>
    set.services
      .filter(({ id }) =>
        set.contracts.some(
          contract => contract.service === id && contract.places.some(place => sees(basis, { contract, place })),
        ),
      )
      .map(service => service.id)
  const roles = [access.person.role, ...access.acting.values()]
  return {
    bases: bases.filter(basis => roles.some(role => mayDo(role, permissionOf[basis], settings))),
    services,
    sees,
    readsTexts: roles.some(role => mayDo(role, 'read-council-texts', settings)),
  }
}
