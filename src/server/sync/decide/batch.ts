/** A batch as it is decided: who sent what, and when it was received. */
import type { DeviceId, Instant, OpId, PersonId, ScopeId } from '../../../domain/ids.ts'
import type { Role } from '../../../domain/workflow.ts'
import type { Operation } from '../../../protocol/operation.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { StoredOperation } from '../../storage/storage.ts'
import type { Arrival } from './arrival.ts'

export interface Author {
  readonly id: PersonId
  readonly name: string
  readonly role: Role
  readonly scopes: ReadonlySet<ScopeId>
}

export interface Batch {
  readonly author: Author
  readonly device: DeviceId
  readonly receivedAt: Instant
  /** The last operation the device holds a receipt for. */
  readonly last: { readonly seq: number; readonly opId: OpId } | null
  readonly arrivals: readonly Arrival[]
}

export type Operations<Kind extends Operation['kind']> = Extract<Operation, { readonly kind: Kind }>

/** What an operation has become. */
export type Became = Pick<StoredOperation, 'outcome' | 'code' | 'token' | 'sheets'>
export const rejected = (code: ProblemCode): Became => ({ outcome: 'rejected', code })
