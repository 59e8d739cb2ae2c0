/**
 * One database a server and person. Rows are clear keys and states beside a sealed box; what a person typed or may
 * read, and every name, is in a box. Transactions are strict: they end when the bytes are on the disk.
 */
import { Dexie, type DexieOptions, type EntityTable, type Table } from 'dexie'
import type { CellKey, DeviceId, OpId, PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { Cursor } from '../../protocol/exchange.ts'
import type { Activity } from '../desk.ts'
import { type Counters, type Entry, noCounters, type Receipts } from '../outbox/outbox.ts'
import type { Attempts } from '../vault/attempts.ts'
import type { Sealed } from '../vault/seal.ts'
import type { WrappedKey } from '../vault/vault.ts'
import { StorageFault, withStorage } from './storage-fault.ts'

/** Box: the server's truth of one return (SheetRow). */
export interface SealedSheet extends Sealed {
  readonly sheet: SheetId
  readonly scope: ScopeId
  readonly rev: number
}

/** Box: the operation but its device and number. How it stands is told by `receipts` and the counters too. */
export interface SealedEntry extends Sealed {
  readonly opId: OpId
  readonly order: number
  readonly device: DeviceId | null
  readonly seq: number
  readonly state: Entry['state']
  readonly receipt: Entry['receipt']
  readonly dismissed: boolean
  readonly kind: Entry['content']['kind']
  /** What is left of it when its box is damaged. Rows of version 1 have none of the following. */
  readonly sheet?: SheetId
  readonly cell?: CellKey | null
  /** Receipts up to this one are in the row. */
  readonly ackNo?: number
  /** Its box once did not open: what it holds now stands in. */
  readonly damaged?: true
  /** 1 while it may still matter to what the person sees; the others are only kept. */
  readonly open: 0 | 1
}

/** Box: the text. */
export interface SealedDraft extends Sealed {
  readonly key: string
  readonly sheet: SheetId
  readonly cell: CellKey
  readonly field: string
}

/** Box: a reference document, or one place's history. */
export interface SealedDocument extends Sealed {
  readonly id: string
  readonly hash: string
}

/** Clear rows of `meta`. */
export type ClearMeta =
  /** `change`: the id of the change that wrote it. */
  | { readonly key: 'counters'; readonly counters: Counters; readonly change?: string }
  /** `reads`: what the app that wrote it could read of a return (truth.ts); absent: figures alone. */
  | { readonly key: 'cursors'; readonly cursors: Readonly<Record<string, Cursor>>; readonly reads?: string }
  | { readonly key: 'vault'; readonly vault: WrappedKey; readonly sentinel: string }
  | { readonly key: 'probe'; readonly probe: string }
  /** Wrong passphrases in a row. Whoever does not know the passphrase can only delete it with all the rest. */
  | { readonly key: 'attempts'; readonly attempts: Attempts }
/** Box: who she is and what the server last said of itself. */
export type SealedMeta = Sealed & { readonly key: 'me' }
export type MetaRow = ClearMeta | SealedMeta

export class PersonDatabase extends Dexie {
  declare readonly sheets: EntityTable<SealedSheet, 'sheet'>
  declare readonly outbox: EntityTable<SealedEntry, 'opId'>
  declare readonly receipts: EntityTable<Receipts, 'ackNo'>
  /** What happened on this device, without content. */
  declare readonly activity: Table<Activity, number>
  declare readonly drafts: EntityTable<SealedDraft, 'key'>
  declare readonly reference: EntityTable<SealedDocument, 'id'>
  declare readonly history: EntityTable<SealedDocument, 'id'>
  declare readonly threads: Table<Sealed & { readonly id: string; readonly scope: ScopeId }, string>
  declare readonly conflicts: Table<Sealed & { readonly id: string; readonly scope: ScopeId }, string>
  declare readonly meta: Table<MetaRow, MetaRow['key']>

  /** Closed on purpose (locked, or given up to a newer version): a work still running must not open it again. */
  left = false
  /** The key that a desk works with on it. */
  keyId: string | undefined

  constructor(name: string, options: DexieOptions = {}) {
    super(name, { ...options, chromeTransactionDurability: 'strict', cache: 'disabled' })
    // An upgrade may rebuild what was pulled; it never rewrites the outbox.
    this.version(1).stores({
      sheets: 'sheet, scope',
      outbox: 'opId, order, open',
      drafts: 'key',
      reference: 'id',
      history: 'id',
      threads: 'id, scope',
      conflicts: 'id, scope',
      meta: 'key',
    })
    this.version(2).stores({ receipts: 'ackNo', activity: '++id' })
  }

  leave(): void {
    this.left = true
    this.close()
  }
}

export const databaseName = (person: PersonId): string => `fieldfare/${person}`

type StoreName = 'sheets' | 'outbox' | 'receipts' | 'drafts' | 'reference' | 'history' | 'activity' | 'meta'

/**
 * One strict read-write transaction; resolves when it has completed. Throws `StorageFault`. When a full disk aborts
 * it, its own error says so, while the writes under way fail with a bare AbortError: the transaction's comes first.
 */
export function writing<T>(
  database: PersonDatabase,
  stores: readonly StoreName[],
  work: () => PromiseLike<T>,
): Promise<T> {
  return withStorage(database, () =>
    database.transaction('rw', [...stores], async transaction => {
      try {
        return await work()
      } catch (error) {
        throw transaction.idbtrans.error ?? error
      }
    }),
  )
}

/** The clear row of `meta` under a key, if it is there. */
export async function clearMeta<K extends ClearMeta['key']>(
  database: PersonDatabase,
  key: K,
): Promise<Extract<ClearMeta, { readonly key: K }> | undefined> {
  return (await database.meta.get(key)) as Extract<ClearMeta, { readonly key: K }> | undefined
}

/**
 * The counters; a database of an earlier version lacks those that came later. They are written with the vault: where
 * there are none, or the vault is another one, the browser has deleted hers and what stands there now could never be
 * read with her key, nor what went into it. Throws `StorageFault` (lost).
 */
export async function countersIn(database: PersonDatabase): Promise<Counters> {
  const [found, kept] = await Promise.all([clearMeta(database, 'counters'), clearMeta(database, 'vault')])
  const another = kept !== undefined && database.keyId !== undefined && kept.vault.keyId !== database.keyId
  if (found === undefined || another) throw new StorageFault('lost', 'Another database in the place of hers')
  return { ...noCounters, ...found.counters }
}
