/** As what she acts in a contract: her own role, or lead while she stands in. For what to show; the server decides. */
import { type Permission, reachOf } from '../domain/access/permissions.ts'
import type { AnyRole } from '../domain/access/roles.ts'
import { type ContractId, everywhere, type ScopeId, scopeOf } from '../domain/ids.ts'
import type { Me } from '../protocol/exchange.ts'

export const roleIn = ({ person, standsIn = [] }: Pick<Me, 'person' | 'standsIn'>, contract: ContractId): AnyRole =>
  standsIn.includes(contract) ? 'provider-lead' : person.role

/** Whether she may do what is of whole contracts: it needs every place of the contract. */
export const mayOverall = (me: Pick<Me, 'person' | 'standsIn' | 'scopes'>, may: Permission, of: ContractId): boolean =>
  reachOf(roleIn(me, of), may) === 'contracts' && me.scopes.includes(scopeOf(of, everywhere))

/** Whether she works on returns, with a vault; everybody else works online and keeps nothing on the device. */
export const entersFigures = ({ person }: Pick<Me, 'person'>): boolean =>
  reachOf(person.role, 'enter-figures') !== undefined

/** Whether she writes meeting notes: she keeps those on her device, and reads returns online. */
export const notesMeetings = ({ person }: Pick<Me, 'person'>): boolean =>
  reachOf(person.role, 'note-meetings') !== undefined

/** What of the server's is hers to have on a device: her returns, and the meeting notes about them. */
export const scopesKept = ({ scopes, notes = [] }: Pick<Me, 'scopes' | 'notes'>): ReadonlySet<ScopeId> =>
  new Set([...scopes, ...notes])
