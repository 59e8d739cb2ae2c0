/**
 * Who may do what, in one place: by contract and place for data, by rule for routes. Computed from the person's
 * grants on every request; ids in a request are checked against it, never trusted.
 */
import { type ContractId, everywhere, type PlaceId, type ScopeId, scopeOf } from '../domain/ids.ts'
import type { Contract, IndicatorSet } from '../domain/set/indicator-set.ts'
import { leavesUnder } from '../domain/set/places.ts'
import type { ProblemCode } from '../protocol/problems.ts'
import { partsOfHistory } from './reference.ts'
import type { StoredPerson } from './storage/storage.ts'

/** What a route asks of whoever calls it. A route without a rule does not start. */
export type RouteRule =
  /** No session needed. */
  | 'anyone'
  /** The device secret alone: handing operations over. */
  | 'device-secret'
  | 'signed-in'
  | 'officer'
  /** Signed in, and holding the scope that the path's contract and place make. */
  | 'scope-reader'
  /** An officer, and holding that scope. */
  | 'scope-officer'

export interface Access {
  readonly person: StoredPerson
  /** Every scope she may read. */
  readonly scopes: ReadonlySet<ScopeId>
}

/** The scopes of a grant. Field workers never hold the contract-wide part; others do when they hold every place. */
function scopesOfGrant(
  contract: Contract,
  places: 'every' | readonly PlaceId[],
  role: StoredPerson['role'],
): readonly ScopeId[] {
  const held = places === 'every' ? contract.places : contract.places.filter(place => places.includes(place))
  const whole = held.length === contract.places.length && role !== 'field-worker'
  return [...held, ...(whole ? [everywhere] : [])].map(place => scopeOf(contract.id, place))
}

export function accessOf(person: StoredPerson, set: IndicatorSet): Access {
  const scopes = set.contracts.flatMap(contract => {
    if (person.role === 'officer')
      return person.services.includes(contract.service) ? scopesOfGrant(contract, 'every', 'officer') : []
    return person.contracts
      .filter(grant => grant.contract === contract.id)
      .flatMap(grant => scopesOfGrant(contract, grant.places, person.role))
  })
  return { person, scopes: new Set(scopes) }
}

export const holds = (access: Access, scope: ScopeId): boolean => access.scopes.has(scope)

/** Officers read everything of their services and enter nothing; the scopes a device works in are providers'. */
export const workingScopes = (access: Access): readonly ScopeId[] =>
  access.person.role === 'officer' ? [] : [...access.scopes]

/** Whether she may read a reference document: the set and the collections always, a history where she holds all in it. */
export function mayReadDocument(access: Access, set: IndicatorSet, id: string): boolean {
  const parts = partsOfHistory(id)
  return parts === undefined || mayReadHistory(access, set, parts.contract, parts.place)
}

/** A total tells what is in it: an area's needs every place of the contract in that area. */
function mayReadHistory(access: Access, set: IndicatorSet, contract: ContractId, place: PlaceId): boolean {
  if (holds(access, scopeOf(contract, place))) return true
  const places = set.contracts.find(each => each.id === contract)?.places ?? []
  if (place === everywhere || places.includes(place)) return false
  const within = leavesUnder(set, place)
    .map(leaf => leaf.id)
    .filter(leaf => places.includes(leaf))
  return within.length > 0 && within.every(leaf => holds(access, scopeOf(contract, leaf)))
}

/**
 * The answer of a rule, without the secret of a device (its route checks that against the device it names):
 * undefined when she may, else the problem.
 */
export function refusal(
  rule: RouteRule,
  access: Access | undefined,
  path: { readonly contract?: string; readonly place?: string },
): ProblemCode | undefined {
  if (rule === 'anyone' || rule === 'device-secret') return undefined
  if (!access) return 'not-signed-in'
  if (rule === 'signed-in') return undefined
  const asOfficer = rule === 'officer' || rule === 'scope-officer'
  if (asOfficer && access.person.role !== 'officer') return 'not-allowed'
  if (rule === 'officer') return undefined
  return holds(access, `${path.contract}/${path.place}` as ScopeId) ? undefined : 'no-access'
}
