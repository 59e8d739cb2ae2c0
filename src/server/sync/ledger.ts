/** The returns, scope logs and operations of a batch while it is being decided: an overlay over what is stored. */
import { type Instant, type OpId, partsOfSheet, type SheetId } from '../../domain/ids.ts'
import { sheetDigestText } from '../../protocol/digests.ts'
import type { Cursor } from '../../protocol/exchange.ts'
import { sha256 } from '../reference.ts'
import type { BatchState, BatchWrites, LogEntry, StoredOperation, StoredSheet } from '../storage/storage.ts'

export interface Ledger {
  /** The operations known, those of this batch included as soon as they are decided. */
  readonly operations: ReadonlyMap<OpId, StoredOperation>
  sheet(id: SheetId): StoredSheet
  /** Takes the changed return into its scope's log under the operation that changed it. */
  change(sheet: StoredSheet, by: OpId): void
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
  const added: StoredOperation[] = []
  const settled = new Map<OpId, StoredOperation>()
  const sheets = new Map<SheetId, StoredSheet>()
  const heads = new Map(state.heads)
  const log: LogEntry[] = []
  const numbers = new Map(state.logged)
  const deviceLog: { seq: number; opId: OpId }[] = []
  let lastSeq = state.lastSeq
  return {
    operations,
    sheet: id => sheets.get(id) ?? state.sheets.get(id) ?? neverWritten(id),
    change(sheet, by) {
      const seq = (heads.get(sheet.scope)?.seq ?? 0) + 1
      heads.set(sheet.scope, { seq, tip: by } satisfies Cursor)
      log.push({ scope: sheet.scope, seq, opId: by, sheet: sheet.sheet })
      sheets.set(sheet.sheet, { ...sheet, rev: seq })
    },
    add(operation) {
      operations.set(operation.opId, operation)
      added.push(operation)
    },
    settle(operation) {
      operations.set(operation.opId, operation)
      const fresh = added.findIndex(each => each.opId === operation.opId)
      if (fresh >= 0) added[fresh] = operation
      else settled.set(operation.opId, operation)
    },
    waiting: () =>
      [...state.waiting, ...added].flatMap(({ opId }) => {
        const now = operations.get(opId)
        return now?.outcome === 'waiting' ? [now] : []
      }),
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
      operations: added,
      settled: [...settled.values()],
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
const patience = 35 * 24 * 60 * 60 * 1000
export const waitedTooLong = (receivedAt: Instant, now: Instant): boolean =>
  Date.parse(now) - Date.parse(receivedAt) > patience
