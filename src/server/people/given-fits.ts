/** Whether what somebody is to be given goes together, and is of this council's indicator set. Pure. */
import type { ServiceGrant } from '../../domain/access/grants.ts'
import { grantKinds } from '../../domain/access/permissions.ts'
import type { Contract, IndicatorSet } from '../../domain/set/indicator-set.ts'
import { isWithin, placeById } from '../../domain/set/places.ts'
import type { Given } from '../../protocol/grants.ts'
import type { ProblemCode } from '../../protocol/problems.ts'

const hasTwice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length

/** The first thing that is wrong with it; undefined: it fits. */
export function givenFault({ role, contracts, services }: Given, set: IndicatorSet): ProblemCode | undefined {
  const kind = grantKinds[role]
  const forContracts = kind === 'contract-and-place'
  const forServices = kind === 'service' || kind === 'service-and-area'
  if ((!forContracts && contracts.length > 0) || (!forServices && services.length > 0)) return 'given-unfit'
  if (kind === 'service' && services.some(({ areas }) => areas !== 'every')) return 'given-unfit'
  if ((forContracts && contracts.length === 0) || (forServices && services.length === 0)) return 'nothing-given'
  if (hasTwice(contracts.map(each => each.contract)) || hasTwice(services.map(each => each.service)))
    return 'given-unfit'
  const known = contracts.every(grant => contractKnown(grant, set)) && services.every(grant => serviceKnown(grant, set))
  return known ? undefined : 'given-unknown'
}

function contractKnown({ contract, places }: Given['contracts'][number], set: IndicatorSet): boolean {
  const found = set.contracts.find(each => each.id === contract)
  return found !== undefined && (places === 'every' || places.every(place => found.places.includes(place)))
}

/** An area is a place in which a contract of the service has a return: itself, or something below it. */
function serviceKnown({ service, areas }: ServiceGrant, set: IndicatorSet): boolean {
  if (!set.services.some(each => each.id === service)) return false
  if (areas === 'every') return true
  const contracts: readonly Contract[] = set.contracts.filter(each => each.service === service)
  return areas.every(
    area =>
      placeById(set, area) !== undefined &&
      contracts.some(contract => contract.places.some(place => isWithin(set, place, area))),
  )
}

/** The same without what is said twice: a place named twice, or every place by name. */
export function tidied({ role, contracts, services }: Given): Given {
  return {
    role,
    contracts: contracts.map(({ contract, places }) => ({
      contract,
      places: places === 'every' ? 'every' : [...new Set(places)].sort(),
    })),
    services: services.map(({ service, areas }) => ({
      service,
      areas: areas === 'every' ? 'every' : [...new Set(areas)].sort(),
    })),
  }
}
