/** The returns, scope logs and operations of a batch while it is being decided: an overlay over what is stored. */
import { type Instant, type OpId, partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import { sheetDigestText } from '../../../protocol/digests.ts'
import type { Cursor } from '../../../protocol/exchange.ts'
import { sha256 } from '../../reference.ts'
import type { BatchState, BatchWrites, LogEntry, StoredOperation, StoredSheet } from '../../storage/storage.ts'

/** What an operation changes of a return; what is absent stays. */
export type Change = Partial<Pick<StoredSheet, 'state' | 'submission' | 'cells' | 'late' | 'review'>>

export interface Ledger {
  /** The operations known, those of this batch included as soon as they are decided. */
  readonly operations: ReadonlyMap<OpId, StoredOperation>
  sheet(id: SheetId): StoredSheet
  /** Takes the changed return into its scope's log under the operation that changed it. `cells` are those written. */
  change(id: SheetId, by: OpId, change: Change): void
  add(operation: StoredOperation): void
  settle(operation: StoredOperation): void
  /** What waits for its base, in order of arrival. */
  waiting(): readonly StoredOperation[]
  number(seq: number, opId: OpId): void
  logged(seq: number): OpId | undefined
  lastSeq(): number
  writes(): BatchWrites
}

export function openLedger(state: BatchState): Ledger {
  const operations = new Map(state.operations)
  const added = new Set<OpId>()
  const settled = new Set<OpId>()
  const waiting = new Set(state.waiting.map(operation => operation.opId))
  const sheets = new Map<SheetId, StoredSheet>()
  const heads = new Map(state.heads)
  const log: LogEntry[] = []
  const numbers = new Map(state.logged)
  const deviceLog: { seq: number; opId: OpId }[] = []
  let lastSeq = state.lastSeq
  const keep = (operation: StoredOperation): void => {
    operations.set(operation.opId, operation)
    if (operation.outcome === 'waiting') waiting.add(operation.opId)
    else waiting.delete(operation.opId)
  }
  const known = (ids: ReadonlySet<OpId>): readonly StoredOperation[] => [...ids].flatMap(id => operations.get(id) ?? [])
  return {
    operations,
    sheet: id => sheets.get(id) ?? state.sheets.get(id) ?? neverWritten(id),
    change(id, by, { cells, late, review, ...rest }) {
      const own = sheets.get(id)
      const { late: lateBefore, review: reviewBefore, ...before } = own ?? state.sheets.get(id) ?? neverWritten(id)
      const seq = (heads.get(before.scope)?.seq ?? 0) + 1
      heads.set(before.scope, { seq, tip: by } satisfies Cursor)
      log.push({ scope: before.scope, seq, opId: by, sheet: id })
      // Copied once a batch, then this ledger's own: twenty writes to a return are not twenty copies of it.
      const copy = own ? own.cells : { ...before.cells }
      const left = late ?? lateBefore ?? []
      const reviewed = review ?? reviewBefore ?? {}
      sheets.set(id, {
        ...before,
        ...rest,
        rev: seq,
        cells: Object.assign(copy, cells),
        ...(left.length > 0 ? { late: left } : {}),
        ...(Object.keys(reviewed).length > 0 ? { review: reviewed } : {}),
      })
    },
    add(operation) {
      added.add(operation.opId)
      keep(operation)
    },
    settle(operation) {
      if (!added.has(operation.opId)) settled.add(operation.opId)
      keep(operation)
    },
    waiting: () => (waiting.size === 0 ? [] : known(waiting)),
    number(seq, opId) {
      numbers.set(seq, opId)
      deviceLog.push({ seq, opId })
      lastSeq = Math.max(lastSeq, seq)
    },
    logged: seq => numbers.get(seq),
    lastSeq: () => lastSeq,
    writes: () => ({
      lastSeq,
      deviceLog,
      operations: known(added),
      settled: known(settled),
      sheets: [...sheets.values()].map(sheet => ({ ...sheet, digest: sha256(sheetDigestText(sheet.cells)) })),
      log,
    }),
  }
}

function neverWritten(id: SheetId): StoredSheet {
  const parts = partsOfSheet(id)
  if (!parts) throw new RangeError(`Not a return: ${id}`)
  return { sheet: id, scope: parts.scope, rev: 0, state: 'open', submission: null, cells: {}, digest: sha256('') }
}

/** 35 days: how long an operation waits for its base before it stands as a conflict. */
export const patience = 35 * 24 * 60 * 60 * 1000
export const waitedTooLong = (receivedAt: Instant, now: Instant): boolean =>
  Date.parse(now) - Date.parse(receivedAt) > patience
