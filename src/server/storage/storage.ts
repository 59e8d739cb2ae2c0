/**
 * What the server keeps, behind one interface: another storage passes the same contract suite
 * (test/server/storage-contract.ts) or is none. A function that changes a thing appends to its log in the same
 * transaction, so no write can forget it.
 */
import type { Kysely } from 'kysely'
import type {
  CellKey,
  ContractId,
  DeviceId,
  Instant,
  OpId,
  PersonId,
  PlaceId,
  ScopeId,
  ServiceId,
  SheetId,
} from '../../domain/ids.ts'
import type { ReturnState, Role } from '../../domain/workflow.ts'
import type { Collection, Cursor, Outcome, SheetRow } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Tables } from './tables.ts'

/** Somebody with an account, and what she was given. */
export interface StoredPerson {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly contracts: readonly { readonly contract: ContractId; readonly places: 'every' | readonly PlaceId[] }[]
  readonly services: readonly ServiceId[]
}
export interface NewPerson extends StoredPerson {
  readonly passwordHash: string
  readonly at: Instant
}

export interface StoredDevice {
  readonly id: DeviceId
  readonly person: PersonId
  readonly secretHash: string
}

/** A reference document as text, ready to be sent. `hash` is the SHA-256 of `body`. */
export interface StoredDocument {
  readonly id: string
  readonly hash: string
  readonly body: string
}

/** An operation as it arrived, with what became of it. */
export interface StoredOperation {
  readonly opId: OpId
  /** SHA-256 of everything in it but device and number. */
  readonly hash: string
  readonly device: DeviceId
  readonly seq: number
  readonly person: PersonId
  readonly personName: string
  /** null when it could not be read from a malformed operation. */
  readonly sheet: SheetId | null
  readonly cell: CellKey | null
  readonly base: OpId | null
  readonly receivedAt: Instant
  readonly outcome: Outcome['outcome']
  readonly code?: ProblemCode | undefined
  readonly token?: OpId | null | undefined
  readonly sheets?: Outcome['sheets']
  /** The JSON as sent. */
  readonly body: string
}

export interface StoredSheet {
  readonly sheet: SheetId
  readonly scope: ScopeId
  readonly rev: number
  readonly state: ReturnState
  readonly submission: SheetRow['submission']
  readonly cells: SheetRow['cells']
  readonly digest: string
}

/** What a batch touches; read in the transaction that writes it. */
export interface BatchNeeds {
  readonly device: DeviceId
  /** The device's numbers in the batch and in its handshake. */
  readonly seqs: readonly number[]
  /** Ids of the batch and its bases; bases of what was rejected or waits are followed. */
  readonly operations: readonly OpId[]
  readonly sheets: readonly SheetId[]
}

export interface BatchState {
  /** The highest number stored of this device; 0: none. */
  readonly lastSeq: number
  readonly logged: ReadonlyMap<number, OpId>
  readonly operations: ReadonlyMap<OpId, StoredOperation>
  /** Operations of these sheets that wait for their base, in order of arrival. */
  readonly waiting: readonly StoredOperation[]
  readonly sheets: ReadonlyMap<SheetId, StoredSheet>
  /** Heads of the sheets' scopes; a scope without one has never been written. */
  readonly heads: ReadonlyMap<ScopeId, Cursor>
}

export interface LogEntry {
  readonly scope: ScopeId
  readonly seq: number
  readonly opId: OpId
  readonly sheet: SheetId
}

/** Everything a batch writes, in one transaction. */
export interface BatchWrites {
  readonly lastSeq: number
  readonly deviceLog: readonly { readonly seq: number; readonly opId: OpId }[]
  readonly operations: readonly StoredOperation[]
  /** Operations that waited and now have their outcome. */
  readonly settled: readonly StoredOperation[]
  readonly sheets: readonly StoredSheet[]
  readonly log: readonly LogEntry[]
}

export interface ScopeNews {
  readonly scope: ScopeId
  readonly cursor: Cursor
  /** The log lacks the cursor that was asked from: `sheets` is the whole scope. */
  readonly reset: boolean
  readonly sheets: readonly StoredSheet[]
}

export interface Storage {
  /** For better-auth, which reads and writes its own four tables. */
  readonly accounts: { readonly db: Kysely<Tables>; readonly type: 'sqlite' | 'postgres' }

  setting(name: string): Promise<string | undefined>
  putSetting(name: string, value: string): Promise<void>

  /** Account, role and grants in one transaction. Throws when the e-mail address is taken. */
  addPerson(person: NewPerson): Promise<void>
  person(id: PersonId): Promise<StoredPerson | undefined>
  countPeople(): Promise<number>
  /** Which of these sessions are still there and have not expired at the instant. */
  livingSessions(ids: readonly string[], at: Instant): Promise<ReadonlySet<string>>

  addDevice(device: StoredDevice, at: Instant): Promise<void>
  device(id: DeviceId): Promise<StoredDevice | undefined>
  knowsSecret(secretHash: string): Promise<boolean>
  /** Keeps operations handed over without a session; the same one twice is kept once. Gives how many are kept now. */
  surrender(
    device: DeviceId,
    bodies: readonly { readonly hash: string; readonly body: string }[],
    at: Instant,
  ): Promise<number>

  putDocuments(documents: readonly StoredDocument[]): Promise<void>
  documents(): Promise<readonly StoredDocument[]>
  putCollections(collections: readonly Collection[]): Promise<void>
  collections(): Promise<readonly Collection[]>

  /**
   * Reads what a batch needs, lets `decide` decide (pure, in memory), writes what it says: one transaction.
   * `writes: null` writes nothing. Resolves after the commit.
   */
  commitBatch<T>(
    needs: BatchNeeds,
    decide: (state: BatchState) => { readonly answer: T; readonly writes: BatchWrites | null },
  ): Promise<T>

  /** What changed in each scope since its cursor (undefined: from the beginning), all at one moment. */
  newsOf(from: ReadonlyMap<ScopeId, Cursor | undefined>): Promise<readonly ScopeNews[]>
  sheets(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, StoredSheet>>
  /** Changes refused as locked, by sheet. */
  lockedOut(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, number>>

  /** Throws when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}
