/** What whoever manages somebody may make of her access. Pure: people, contracts and the day are given. */
import { managedContracts, mayManage } from '../../domain/access/grants.ts'
import { rolesGivenBy } from '../../domain/access/permissions.ts'
import type { ContractId, IsoDate } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { Given } from '../../protocol/grants.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { StoredPerson } from '../storage/storage.ts'
import { givenFault, tidied } from './given-fits.ts'

/** Whose contracts and places these are, and on which day of London. */
export interface Ground {
  readonly set: IndicatorSet
  readonly today: IsoDate
}

export type Decision<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: ProblemCode }

const no = (code: ProblemCode): { readonly ok: false; readonly code: ProblemCode } => ({ ok: false, code })

export const isAdministrator = (manager: Pick<StoredPerson, 'role'>): boolean => manager.role === 'administrator'

/** The contracts whose people she manages: every one of the council's for an administrator. */
export const contractsManaged = (manager: StoredPerson, { set, today }: Ground): readonly ContractId[] =>
  isAdministrator(manager)
    ? set.contracts.map(contract => contract.id)
    : managedContracts(manager, set.contracts, today)

export const mayDoTo = (manager: StoredPerson, person: StoredPerson, { set, today }: Ground) =>
  mayManage(manager, person, set.contracts, today)

/** What somebody new is given. */
export function decideGiven(manager: StoredPerson, asked: Given, ground: Ground): Decision<Given> {
  const refused = notHersToGive(manager, asked, ground)
  const fault = refused ?? givenFault(asked, ground.set)
  return fault === undefined ? { ok: true, value: tidied(asked) } : no(fault)
}

/**
 * What somebody holds from now on. Of one who works elsewhere too only the grants of the manager's contracts are
 * replaced, and her role, which counts there as well, stays.
 */
export function decideChange(
  manager: StoredPerson,
  person: StoredPerson,
  asked: Given,
  ground: Ground,
): Decision<Given> {
  const manage = mayDoTo(manager, person, ground)
  if (manage === 'nothing') return no('not-your-people')
  if (manage === 'all') return decideGiven(manager, asked, ground)
  if (asked.role !== person.role) return no('only-administrator')
  const refused = notHersToGive(manager, asked, ground)
  if (refused !== undefined) return no(refused)
  const managed = contractsManaged(manager, ground)
  const elsewhere = person.contracts.filter(grant => !managed.includes(grant.contract))
  // Theirs are not judged anew: one of a contract that is no more would be told of to somebody it does not concern.
  const hers = asked.contracts.length === 0 ? undefined : givenFault({ ...asked, services: [] }, ground.set)
  if (hers !== undefined) return no(hers)
  const { contracts } = tidied(asked)
  const kept = elsewhere.map(({ contract, places }) => ({
    contract,
    places: places === 'every' ? ('every' as const) : [...places],
  }))
  return { ok: true, value: { role: person.role, contracts: [...kept, ...contracts], services: [] } }
}

function notHersToGive(manager: StoredPerson, asked: Given, ground: Ground): ProblemCode | undefined {
  if (!rolesGivenBy(manager.role).includes(asked.role)) return 'role-not-yours-to-give'
  if (isAdministrator(manager)) return undefined
  const managed = contractsManaged(manager, ground)
  const outside = asked.services.length > 0 || asked.contracts.some(({ contract }) => !managed.includes(contract))
  return outside ? 'not-yours-to-give' : undefined
}
