/** As what she acts in a contract: her own role, or lead while she stands in. For what to show; the server decides. */
import { reachOf } from '../domain/access/permissions.ts'
import type { AnyRole } from '../domain/access/roles.ts'
import type { ContractId } from '../domain/ids.ts'
import type { Me } from '../protocol/exchange.ts'

export const roleIn = ({ person, standsIn = [] }: Pick<Me, 'person' | 'standsIn'>, contract: ContractId): AnyRole =>
  standsIn.includes(contract) ? 'provider-lead' : person.role

/** Whether she works on returns, with a vault; everybody else works online and keeps nothing on the device. */
export const entersFigures = ({ person }: Pick<Me, 'person'>): boolean =>
  reachOf(person.role, 'enter-figures') !== undefined
