/**
 * Who may do what, in one place: computed from the person's grants and the table of permissions on every request. Ids
 * in a request are checked against it, never trusted.
 */
import { actingIn } from '../domain/access/grants.ts'
import { mayDo, type Permission, reachOf } from '../domain/access/permissions.ts'
import type { AnyRole } from '../domain/access/roles.ts'
import {
  type ContractId,
  everywhere,
  type IsoDate,
  type NoteAudience,
  noteAudiences,
  notesPlace,
  type PlaceId,
  partsOfScope,
  type ScopeId,
  type ServiceId,
  scopeOf,
} from '../domain/ids.ts'
import type { Contract, IndicatorSet } from '../domain/set/indicator-set.ts'
import { isWithin } from '../domain/set/places.ts'
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
  /** Somewhere at least; how far is the handler's to ask, of everything that the request names. */
  | { readonly may: Permission }
  /** One of these, somewhere at least. */
  | { readonly any: readonly Permission[] }
  /** In the return that the path's contract and place name. */
  | { readonly may: Permission; readonly at: 'scope' }

export interface Access {
  readonly person: StoredPerson
  /** London's day: a stand-in acts between two of them. */
  readonly today: IsoDate
  /** The scopes whose returns she may read while they are being written. */
  readonly scopes: ReadonlySet<ScopeId>
  /** As what she acts in the contracts she works on. */
  readonly acting: ReadonlyMap<ContractId, AnyRole>
  /** The parts of each contract that her services and areas give. */
  readonly commissioned: ReadonlySet<ScopeId>
  /** The scopes of meeting notes she may read. Whoever may note meetings there writes in them too. */
  readonly notes: ReadonlySet<ScopeId>
}

/** The scopes of places of a contract; its contract-wide part belongs to whoever holds every place. */
function scopesOf(contract: Contract, held: readonly PlaceId[], whole: boolean): readonly ScopeId[] {
  const all = whole && held.length === contract.places.length
  return [...held, ...(all ? [everywhere] : [])].map(place => scopeOf(contract.id, place))
}

function commissionedOf(person: StoredPerson, contract: Contract, set: IndicatorSet): readonly ScopeId[] {
  const grants = person.services.filter(grant => grant.service === contract.service)
  if (grants.length === 0) return []
  const within = (place: PlaceId): boolean =>
    grants.some(({ areas }) => areas === 'every' || areas.some(area => isWithin(set, place, area)))
  return scopesOf(contract, contract.places.filter(within), true)
}

export function accessOf(person: StoredPerson, set: IndicatorSet, today: IsoDate): Access {
  const acting = new Map<ContractId, AnyRole>()
  const scopes = new Set<ScopeId>()
  const commissioned = new Set<ScopeId>()
  for (const contract of set.contracts) {
    const acts = actingIn(person, contract, today)
    if (acts) {
      acting.set(contract.id, acts.role)
      // A field worker never holds the contract-wide part, whatever places she has.
      if (mayDo(acts.role, 'read-returns'))
        for (const scope of scopesOf(contract, acts.places, acts.role !== 'field-worker')) scopes.add(scope)
    }
    for (const scope of commissionedOf(person, contract, set)) commissioned.add(scope)
  }
  // Returns are shared with whoever works on them, and so are the notes of the meetings about them.
  const notes = new Set([...scopes].flatMap(scope => notesOf(scope, ['shared'])))
  if (reachOf(person.role, 'note-meetings') === 'services')
    for (const scope of commissioned) for (const each of notesOf(scope, noteAudiences)) notes.add(each)
  if (reachOf(person.role, 'read-returns') === 'services') for (const scope of commissioned) scopes.add(scope)
  return { person, today, scopes, acting, commissioned, notes }
}

/** The scopes of the notes about a return's scope. */
function notesOf(scope: ScopeId, audiences: readonly NoteAudience[]): readonly ScopeId[] {
  const parts = partsOfScope(scope)
  return parts === undefined
    ? []
    : audiences.map(audience => scopeOf(parts.contract, notesPlace(parts.place, audience)))
}

/** Whether she reads the meeting notes of that scope. */
export const readsNotes = (access: Access, scope: ScopeId): boolean => access.notes.has(scope)

export const holds = (access: Access, scope: ScopeId): boolean => access.scopes.has(scope)

/** The scopes of somebody's returns, also of somebody whose access has ended: what she did is still somewhere. */
export function scopesOnceHeld(person: StoredPerson, set: IndicatorSet, today: IsoDate): ReadonlySet<ScopeId> {
  const { endedAt: _ended, ...held } = person
  return accessOf(held, set, today).scopes
}

/** As what she acts in a contract: her own role where she does not work on it. */
export const roleIn = (access: Access, contract: ContractId): AnyRole =>
  access.acting.get(contract) ?? access.person.role

export const servicesOf = ({ person }: Access): readonly ServiceId[] => [
  ...new Set(person.services.map(grant => grant.service)),
]

/** Whether she may do it anywhere. */
export const may = (access: Access, permission: Permission): boolean =>
  mayDo(access.person.role, permission) || [...access.acting.values()].some(role => mayDo(role, permission))

/** Whether her permission reaches that part of a contract: a place, or `all`, the contract-wide part. */
export function mayAt(access: Access, permission: Permission, contract: ContractId, place: PlaceId): boolean {
  const scope = scopeOf(contract, place)
  switch (reachOf(roleIn(access, contract), permission)) {
    case 'places':
      return access.acting.has(contract) && holds(access, scope)
    case 'contracts':
      return access.acting.has(contract) && holds(access, scopeOf(contract, everywhere))
    case 'services':
      return access.commissioned.has(scope)
    case 'council':
      return true
    case 'own':
    case undefined:
      return false
  }
}

/** The contracts that a permission of hers reaches in any part. */
export const contractsWhere = (access: Access, permission: Permission, set: IndicatorSet): readonly ContractId[] =>
  set.contracts
    .filter(contract => [...contract.places, everywhere].some(place => mayAt(access, permission, contract.id, place)))
    .map(contract => contract.id)

/** The scopes a device works in: a provider's. People of the council read online and enter nothing. */
export const workingScopes = (access: Access): readonly ScopeId[] =>
  access.acting.size === 0 ? [] : [...access.scopes]

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
  // A contract's places may lie at any level: a district, or a centre below one.
  const within = places.filter(one => isWithin(set, one, place))
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
  if ('any' in rule) return rule.any.some(permission => may(access, permission)) ? undefined : 'not-allowed'
  if (!may(access, rule.may)) return 'not-allowed'
  if (!('at' in rule)) return undefined
  return mayAt(access, rule.may, path.contract as ContractId, path.place as PlaceId) ? undefined : 'no-access'
}
