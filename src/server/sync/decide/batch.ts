/** A batch as it is decided: who sent what, and when it was received. */
import { type Permission, reachOf } from '../../../domain/access/permissions.ts'
import type { AnyRole } from '../../../domain/access/roles.ts'
import {
  type ContractId,
  type DeviceId,
  everywhere,
  type Instant,
  type OpId,
  type PersonId,
  partsOfSheet,
  type ScopeId,
  type SheetId,
  scopeOf,
} from '../../../domain/ids.ts'
import type { Operation } from '../../../protocol/operation.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { StoredOperation } from '../../storage/storage.ts'
import type { Arrival } from './arrival.ts'

export interface Author {
  readonly id: PersonId
  readonly name: string
  /** As what she acts in a contract at that moment. */
  readonly roleIn: (contract: ContractId) => AnyRole
  readonly scopes: ReadonlySet<ScopeId>
  /** The scopes of meeting notes she reads; absent: none. */
  readonly notes?: ReadonlySet<ScopeId>
}

export interface Batch {
  readonly author: Author
  readonly device: DeviceId
  /** An officer's acts, by the council's own pages: absent: what a device pushed. */
  readonly office?: true
  readonly receivedAt: Instant
  /** The last operation the device holds a receipt for. */
  readonly last: { readonly seq: number; readonly opId: OpId } | null
  readonly arrivals: readonly Arrival[]
}

export type Operations<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>

/** As what somebody acts over a return. A sheet that names no contract is nobody's: its scope is refused elsewhere. */
export const roleOver = (author: Author, sheet: SheetId): AnyRole => {
  const contract = partsOfSheet(sheet)?.contract
  return contract === undefined ? 'reader' : author.roleIn(contract)
}

/** Whether her permission reaches that return: what is of whole contracts needs every place of the contract. */
export function mayOver(author: Author, permission: Permission, sheet: SheetId): boolean {
  const parts = partsOfSheet(sheet)
  if (parts === undefined) return false
  const reach = reachOf(author.roleIn(parts.contract), permission)
  // What her services and areas give; whoever works on the contract has another role there.
  if (reach === 'places' || reach === 'services') return author.scopes.has(parts.scope)
  return reach === 'contracts' && author.scopes.has(scopeOf(parts.contract, everywhere))
}

/** What an operation has become. */
export type Became = Pick<StoredOperation, 'outcome' | 'code' | 'token' | 'sheets'>
export const rejected = (code: ProblemCode): Became => ({ outcome: 'rejected', code })
