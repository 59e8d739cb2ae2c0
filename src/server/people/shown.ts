/** People as whoever manages them sees them: of somebody who works elsewhere too only what is of her own contracts. */
import { leadCover } from '../../domain/access/grants.ts'
import { rolesGivenBy } from '../../domain/access/permissions.ts'
import type { ContractId, Instant, PersonId } from '../../domain/ids.ts'
import type { People, PersonRow } from '../../protocol/people.ts'
import type { StoredStandIn } from '../storage/grant-rows.ts'
import type { StoredPerson } from '../storage/storage.ts'
import { contractsManaged, type Ground, isAdministrator, mayDoTo } from './giving.ts'

/** Everybody, as read at one moment. */
export interface Everybody {
  readonly people: readonly StoredPerson[]
  readonly standIns: readonly StoredStandIn[]
  /** Who has not chosen a password. */
  readonly notBegun: ReadonlySet<PersonId>
  readonly invitationEnds: ReadonlyMap<PersonId, Instant>
  readonly lastActive: ReadonlyMap<PersonId, Instant>
}

export function peopleShown(manager: StoredPerson, everybody: Everybody, ground: Ground): People {
  const contracts = contractsManaged(manager, ground)
  const seen = everybody.people.filter(
    person => isAdministrator(manager) || person.contracts.some(grant => contracts.includes(grant.contract)),
  )
  // Whoever has not chosen a password yet can submit nothing.
  const begun = everybody.people.filter(person => !everybody.notBegun.has(person.id))
  return {
    people: seen.map(person => rowOf(manager, person, contracts, everybody, ground)),
    contracts: ground.set.contracts
      .filter(contract => contracts.includes(contract.id))
      .map(contract => ({ contract: contract.id, leads: leadCover(contract, begun, ground.today) })),
    rolesGiven: [...rolesGivenBy(manager.role)],
  }
}

function rowOf(
  manager: StoredPerson,
  person: StoredPerson,
  managed: readonly ContractId[],
  { standIns, notBegun, invitationEnds, lastActive }: Everybody,
  ground: Ground,
): PersonRow {
  const isHers = ({ contract }: { readonly contract: ContractId }): boolean =>
    isAdministrator(manager) || managed.includes(contract)
  const { id, name, email, role, contracts, services, endedAt } = person
  const invited = notBegun.has(id)
  return {
    id,
    name,
    email,
    given: {
      role,
      contracts: contracts
        .filter(isHers)
        .map(({ contract, places }) => ({ contract, places: places === 'every' ? 'every' : [...places] })),
      services: isAdministrator(manager)
        ? services.map(({ service, areas }) => ({ service, areas: areas === 'every' ? 'every' : [...areas] }))
        : [],
    },
    standsIn: standIns
      .filter(each => each.person === id && each.to >= ground.today && isHers(each))
      .map(({ id: standIn, contract, from, to }) => ({ id: standIn, contract, from, to })),
    state: endedAt !== undefined ? 'ended' : invited ? 'invited' : 'active',
    invitationEndsAt: invited && endedAt === undefined ? (invitationEnds.get(id) ?? null) : null,
    lastActive: lastActive.get(id) ?? null,
    manage: mayDoTo(manager, person, ground),
  }
}
