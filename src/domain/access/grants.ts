/**
 * What a person was given, and as what she acts in one contract today: her own role, or lead while she stands in.
 * Dates are London's, both ends included; `today` is the caller's, so nothing here has a clock.
 */
import type { ContractId, Instant, IsoDate, PersonId, PlaceId, ServiceId } from '../ids.ts'
import type { AnyRole } from './roles.ts'

export interface ContractGrant {
  readonly contract: ContractId
  /** `every`: those that the contract gets later too. */
  readonly places: 'every' | readonly PlaceId[]
}

/** A whole service (`every`), or some of its areas with everything below them. */
export interface ServiceGrant {
  readonly service: ServiceId
  readonly areas: 'every' | readonly PlaceId[]
}

/** A service with all its areas. */
export const wholeService = (service: ServiceId): ServiceGrant => ({ service, areas: 'every' })

/** Acts as lead of the contract, with all its places, from one day to another. */
export interface StandIn {
  readonly contract: ContractId
  readonly from: IsoDate
  readonly to: IsoDate
}

/** Somebody with an account, as far as access is concerned. */
export interface Holder {
  readonly id: PersonId
  readonly role: AnyRole
  readonly contracts: readonly ContractGrant[]
  readonly standsIn: readonly StandIn[]
  /** When her access ended; absent: it has not. */
  readonly endedAt?: Instant
}

/** A contract as far as access is concerned. */
export interface HeldContract {
  readonly id: ContractId
  readonly places: readonly PlaceId[]
}

export const covers = ({ from, to }: StandIn, today: IsoDate): boolean => from <= today && today <= to

/** Why a stand-in cannot be named, in words; undefined when she can. */
export function standInFault(standIn: StandIn, person: Holder, today: IsoDate): string | undefined {
  const { contract, from, to } = standIn
  if (person.endedAt !== undefined) return 'That person has no access any more.'
  if (to < from) return 'The last day is before the first.'
  if (to < today) return 'The last day has passed.'
  if (!person.contracts.some(grant => grant.contract === contract)) return 'That person does not work on this contract.'
  if (person.role === 'provider-lead') return 'That person is a lead already.'
  return undefined
}

/** As what somebody acts in a contract today, and with which places; undefined when she holds nothing of it. */
export function actingIn(
  person: Holder,
  contract: HeldContract,
  today: IsoDate,
): { readonly role: AnyRole; readonly places: readonly PlaceId[] } | undefined {
  if (person.endedAt !== undefined) return undefined
  const standing = person.standsIn.some(each => each.contract === contract.id && covers(each, today))
  const grants = person.contracts.filter(grant => grant.contract === contract.id)
  // Standing in adds to a grant and never makes one: whoever was taken off the contract acts no more.
  if (grants.length === 0) return undefined
  if (standing) return { role: 'provider-lead', places: contract.places }
  const held = contract.places.filter(place =>
    grants.some(({ places }) => places === 'every' || places.includes(place)),
  )
  return held.length === 0 ? undefined : { role: person.role, places: held }
}

export interface Leads {
  /** Leads by role who hold every place of the contract: only they can submit all of it. */
  readonly own: readonly PersonId[]
  /** Who stands in today and is no lead otherwise. */
  readonly standingIn: readonly PersonId[]
}

export function leadsOf(contract: HeldContract, people: readonly Holder[], today: IsoDate): Leads {
  const leading = people.filter(person => {
    const acting = actingIn(person, contract, today)
    return acting?.role === 'provider-lead' && acting.places.length === contract.places.length
  })
  const ids = (of: readonly Holder[]): readonly PersonId[] => of.map(person => person.id)
  return {
    own: ids(leading.filter(person => person.role === 'provider-lead')),
    standingIn: ids(leading.filter(person => person.role !== 'provider-lead')),
  }
}

/** Nobody, one person or several can submit and decide today. One is flagged; none even more. */
export function leadCover(
  contract: HeldContract,
  people: readonly Holder[],
  today: IsoDate,
): 'none' | 'one' | 'several' {
  const { own, standingIn } = leadsOf(contract, people, today)
  const count = own.length + standingIn.length
  return count === 0 ? 'none' : count === 1 ? 'one' : 'several'
}

/** A contract that stops when one person is away. */
export const hasOneLead = (contract: HeldContract, people: readonly Holder[], today: IsoDate): boolean =>
  leadCover(contract, people, today) === 'one'

/**
 * Contracts whose people somebody manages today: those she leads with every place by what she was given. Days of
 * standing in add nothing, also to a lead of some places.
 */
export function managedContracts(
  manager: Holder,
  contracts: readonly HeldContract[],
  today: IsoDate,
): readonly ContractId[] {
  const byGrant = { ...manager, standsIn: [] }
  return contracts.filter(contract => leadsOf(contract, [byGrant], today).own.length > 0).map(contract => contract.id)
}

const providerRoles: readonly AnyRole[] = ['field-worker', 'provider-editor', 'provider-lead']

/**
 * What a lead may do to somebody: `all` (change and end her access) when everything that person holds is of contracts
 * the lead manages; `grants` (only give and take away what is of those contracts) when she works elsewhere too.
 * Nobody manages herself, and a stand-in manages nobody.
 */
export function mayManage(
  manager: Holder,
  person: Holder,
  contracts: readonly HeldContract[],
  today: IsoDate,
): 'all' | 'grants' | 'nothing' {
  if (manager.id === person.id || manager.endedAt !== undefined) return 'nothing'
  if (manager.role === 'administrator') return 'all'
  if (!providerRoles.includes(person.role)) return 'nothing'
  const managed = managedContracts(manager, contracts, today)
  const shared = person.contracts.filter(grant => managed.includes(grant.contract)).length
  if (shared === 0) return 'nothing'
  return shared === person.contracts.length ? 'all' : 'grants'
}
