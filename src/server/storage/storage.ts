/**
 * What the server keeps, behind one interface: another storage passes the same contract suite
 * (test/server/storage-contract.ts) or is none. A function that changes a thing appends to its log in the same
 * transaction, so no write can forget it.
 */
import type { Kysely } from 'kysely'
import type { ContractGrant, ServiceGrant, StandIn } from '../../domain/access/grants.ts'
import type { AnyRole } from '../../domain/access/roles.ts'
import type {
  CellKey,
  DeviceId,
  Instant,
  IsoDate,
  OpId,
  PersonId,
  ScopeId,
  ServiceId,
  SheetId,
} from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { ReturnState } from '../../domain/workflow.ts'
import type { Collection, Cursor, Late, Outcome, SheetRow } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Review } from '../../protocol/review.ts'
import type { Alive } from '../accounts/session-limits.ts'
import type { RecordBook } from '../history/book.ts'
import type { BatchAct } from '../history/coverage.ts'
import type { Tables } from './tables.ts'

/** Somebody with an account, and what she was given. */
export interface StoredPerson {
  readonly id: PersonId
  readonly name: string
  readonly email: string
  readonly role: AnyRole
  readonly contracts: readonly ContractGrant[]
  readonly services: readonly ServiceGrant[]
  /** When she acts as lead of a contract that she works on. */
  readonly standsIn: readonly StandIn[]
  /** When her access ended; absent: it has not. */
  readonly endedAt?: Instant
}
/** Who did something, as the record names her; null: the program by itself, or somebody at its terminal. */
export type By = { readonly id: PersonId; readonly name: string } | null

export interface NewPerson extends Omit<StoredPerson, 'endedAt' | 'standsIn'> {
  /** null: she is invited and chooses one herself. */
  readonly passwordHash: string | null
  readonly at: Instant
  /** Who adds her; absent: the program by itself. */
  readonly by?: By
}

export interface StoredDevice {
  readonly id: DeviceId
  readonly person: PersonId
  readonly secretHash: string
  /** When it was reported lost; absent: it was not. */
  readonly lostAt?: Instant
}

export interface NewDevice extends Omit<StoredDevice, 'lostAt'> {
  /** What it is, in a few words of ours. */
  readonly browser?: string
}

/** What a device without a session handed over. `body` is the JSON as sent. */
export interface StoredSurrender {
  readonly device: DeviceId
  /** Whose device it is. */
  readonly person: { readonly id: PersonId; readonly name: string }
  readonly receivedAt: Instant
  readonly body: string
}

/** What a known device sent and nobody can read. `hash` tells it from the same thing sent again. */
export interface SetAside {
  readonly hash: string
  readonly code: ProblemCode
  readonly body: string
}
/** Kept of one device; what comes after that is answered all the same. */
export const mostSetAside = 200

/**
 * Kept of all devices of one person, which hand over with their secret alone, and which an officer's page reads whole:
 * many years' work of one person, and nothing that fills a disk. What comes after that stays on its device.
 */
export const mostSurrendered = { things: 20_000, characters: 33_554_432 } as const

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
  /** Absent: none. */
  readonly late?: readonly Late[]
  /** Absent: nothing was asked or decided. */
  readonly review?: Review
  readonly digest: string
}

/** What a batch touches; read in the transaction that writes it. */
export interface BatchNeeds {
  readonly device: DeviceId
  /** An officer's acts: under a device that nobody holds, made where it is not there yet. */
  readonly office?: { readonly person: PersonId; readonly at: Instant }
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

/** What was decided of a batch: nothing, or what to write and whose act it was. */
export type Decided<T> =
  | { readonly answer: T; readonly writes: null }
  | { readonly answer: T; readonly writes: BatchWrites; readonly act: BatchAct }

/** A month of a service that is closed by an officer, or opened again. */
export interface Closing {
  readonly service: ServiceId
  readonly period: Period
  /** The day; null: open again. */
  readonly closed: IsoDate | null
  readonly at: Instant
  readonly by: By
}

/** Every operation about one return. */
export interface ReturnLog {
  /** Those that changed it, in the order in which they did. */
  readonly log: readonly StoredOperation[]
  /** Those that did not: refused, agreed, waiting, without effect. By receipt. */
  readonly beside: readonly StoredOperation[]
}

export interface ScopeNews {
  readonly scope: ScopeId
  readonly cursor: Cursor
  /** The log lacks the cursor that was asked from: `sheets` is the whole scope. */
  readonly reset: boolean
  readonly sheets: readonly StoredSheet[]
}

/**
 * Every function that changes something appends to the record in the same transaction (history/acts.ts), and nothing
 * where nothing has changed. `by` says who did it where the thing itself does not.
 */
export interface Storage {
  /** Who did what. */
  readonly record: RecordBook
  /** For better-auth, which reads and writes its own four tables. */
  readonly accounts: { readonly db: Kysely<Tables>; readonly type: 'sqlite' | 'postgres' }

  setting(name: string): Promise<string | undefined>
  putSetting(name: string, value: string): Promise<void>
  /** Everything received up to this instant is in a verified backup; null: there is none yet. */
  durableThrough(): Promise<Instant | null>
  /** An earlier instant than the one that stands changes nothing. */
  putDurableThrough(through: Instant): Promise<void>
  /** The latest instant at which an operation was received; null: none was. */
  newestReceipt(): Promise<Instant | null>

  /** Account, role and grants in one transaction. Throws when the e-mail address is taken. */
  addPerson(person: NewPerson): Promise<void>
  person(id: PersonId): Promise<StoredPerson | undefined>
  /** Whoever has this e-mail address, in capitals or not. */
  personWith(email: string): Promise<StoredPerson | undefined>
  /** Everybody there ever was, by name. */
  people(): Promise<readonly StoredPerson[]>
  countPeople(): Promise<number>
  /** The first end stands. What she typed and what she may have sent stay. */
  endAccess(person: PersonId, at: Instant, by?: By): Promise<void>
  /** Which of these sessions are still there and have not ended by themselves. */
  livingSessions(ids: readonly string[], alive: Alive): Promise<ReadonlySet<string>>

  addDevice(device: NewDevice, at: Instant): Promise<void>
  device(id: DeviceId): Promise<StoredDevice | undefined>
  knowsSecret(secretHash: string): Promise<boolean>
  /** The device last registered for this person with this secret; undefined: none was. */
  deviceWith(person: PersonId, secretHash: string): Promise<DeviceId | undefined>
  /** Whether a device of that person with this secret was reported lost. */
  isLost(person: PersonId, secretHash: string): Promise<boolean>
  /** The first report stands. */
  reportLost(device: DeviceId, at: Instant, by?: By): Promise<void>
  /**
   * Keeps operations handed over without a session; the same one twice is kept once, and nothing new beyond
   * `mostSurrendered`. Gives how many of these are kept now.
   */
  surrender(
    device: DeviceId,
    bodies: readonly { readonly hash: string; readonly body: string }[],
    at: Instant,
  ): Promise<number>
  /** Everything that was handed over, in the order received. */
  surrendered(): Promise<readonly StoredSurrender[]>
  /** Keeps what could not be read, the same thing once, at most `mostSetAside` of a device. */
  setAside(device: DeviceId, things: readonly SetAside[], at: Instant): Promise<void>
  /** What is set aside of a device, in the order received. */
  setAsideOf(device: DeviceId): Promise<readonly SetAside[]>

  putDocuments(documents: readonly StoredDocument[]): Promise<void>
  documents(): Promise<readonly StoredDocument[]>
  putCollections(collections: readonly Collection[]): Promise<void>
  collections(): Promise<readonly Collection[]>
  /** Closes a month for a service, or opens it again (null). False when there is none; the same again changes nothing. */
  closeCollection(closing: Closing): Promise<boolean>

  /** Where operations received before the instant still wait for their base, with the device that sent them. */
  waitingSince(before: Instant): Promise<readonly { readonly sheet: SheetId; readonly device: DeviceId }[]>
  /**
   * Reads what a batch needs, lets `decide` decide (pure, in memory), writes what it says: one transaction.
   * `writes: null` writes nothing. Resolves after the commit.
   */
  commitBatch<T>(needs: BatchNeeds, decide: (state: BatchState) => Decided<T>): Promise<T>

  /** What changed in each scope since its cursor (undefined: from the beginning), all at one moment. */
  newsOf(from: ReadonlyMap<ScopeId, Cursor | undefined>): Promise<readonly ScopeNews[]>
  sheets(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, StoredSheet>>
  /** The `rev` of each that is there: as long as it stays, the return is the same. */
  revisions(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, number>>

  returnLog(sheet: SheetId): Promise<ReturnLog>
  /** Which of these operations are stored, with what content, and what became of them. */
  stored(ids: readonly OpId[]): Promise<ReadonlyMap<OpId, Pick<StoredOperation, 'hash' | 'outcome' | 'code'>>>

  /** Throws when the database does not answer. */
  check(): Promise<void>
  close(): Promise<void>
}
