/** The changes of one return as its record tells them: who changed what, from what to what, and what became of it. Pure. */
import type { CellValue } from '../../domain/figures/figure.ts'
import type { CellKey, OpId, SheetId } from '../../domain/ids.ts'
import { type Operation, operationSchema } from '../../protocol/operation.ts'
import type { ReturnChange } from '../../protocol/record.ts'
import type { ReturnLog, StoredOperation } from '../storage/storage.ts'
import { writtenBy } from '../sync/decide/written.ts'
import { reviewOf } from './review-of.ts'

/** In the order in which they took effect; what had no effect stands where it was received. */
export function changesOf({ log, beside }: ReturnLog, sheet: SheetId): readonly ReturnChange[] {
  const standing = new Map<CellKey, CellValue | null>()
  const changes: ReturnChange[] = []
  for (const stored of inOrder(log, beside)) {
    const number = changes.length + 1
    const read = operationSchema.safeParse(JSON.parse(stored.body))
    // Taken back before it was sent: it was never about anything.
    if (read.success && read.data.kind === 'void') continue
    const change = read.success ? changeOf(stored, read.data, sheet, standing) : unreadable(stored)
    if (change) changes.push({ ...change, number })
    if (change?.what === 'value' && stored.outcome === 'applied') standing.set(change.cell, change.after)
    if (read.success && read.data.kind === 'take-late' && stored.outcome === 'applied')
      for (const taken of log.filter(each => takes(read.data, each.opId)))
        if (taken.cell !== null) standing.set(taken.cell, writtenBy(taken) ?? null)
  }
  return changes
}

/** What waited is logged when it was decided, so the log's times go back at times: each counts as of those before it. */
function inOrder(log: readonly StoredOperation[], beside: readonly StoredOperation[]): readonly StoredOperation[] {
  const ordered: StoredOperation[] = []
  const waiting = [...beside]
  let reached = ''
  for (const each of log) {
    if (each.receivedAt > reached) reached = each.receivedAt
    while (waiting[0] !== undefined && comesBefore(waiting[0], each, reached)) ordered.push(...waiting.splice(0, 1))
    ordered.push(each)
  }
  return [...ordered, ...waiting]
}

/** Of one batch, received at one instant, the device's own order. */
const comesBefore = (beside: StoredOperation, logged: StoredOperation, reached: string): boolean =>
  beside.receivedAt < reached ||
  (beside.receivedAt === logged.receivedAt && beside.device === logged.device && beside.seq < logged.seq)

type Change = ReturnChange extends infer One ? (One extends ReturnChange ? Omit<One, 'number'> : never) : never

const common = ({ opId, person, personName, receivedAt, outcome, code }: StoredOperation) => ({
  opId,
  person: { id: person, name: personName },
  receivedAt,
  outcome,
  ...(code === undefined ? {} : { code }),
})

const unreadable = (stored: StoredOperation): Change => ({
  ...common(stored),
  what: 'unreadable',
  deviceTime: null,
  cell: stored.cell,
})

function changeOf(
  stored: StoredOperation,
  operation: Operation,
  sheet: SheetId,
  standing: ReadonlyMap<CellKey, CellValue | null>,
): Change | undefined {
  const about = { ...common(stored), deviceTime: operation.deviceTime }
  switch (operation.kind) {
    case 'set':
    case 'resolve': {
      const { cell, value: after, kind } = operation
      return { ...about, what: 'value', cell, before: standing.get(cell) ?? null, after, chosen: kind === 'resolve' }
    }
    case 'leave': {
      const { operations, reason } = operation.value
      return { ...about, what: 'leave', count: operations.length, reason }
    }
    case 'submit':
      return namesIt(operation.value.sheets, sheet)
        ? { ...about, ...ownOutcome(stored, sheet), ...submitted(stored, operation, sheet) }
        : undefined
    case 'withdraw':
      return operation.value.sheets.includes(sheet)
        ? { ...about, ...ownOutcome(stored, sheet), what: 'withdraw' }
        : undefined
    case 'enter': {
      const { cell, value: after, source, date } = operation
      const before = standing.get(cell) ?? null
      return { ...about, what: 'value', cell, before, after, chosen: false, behalf: { source, date } }
    }
    case 'void':
      return undefined
    default:
      return { ...about, what: 'review', ...reviewOf(operation) }
  }
}

const takes = (operation: Operation, opId: OpId): boolean =>
  operation.kind === 'take-late' && operation.value.operations.includes(opId)

const namesIt = (sheets: readonly { readonly sheet: SheetId }[], sheet: SheetId): boolean =>
  sheets.some(each => each.sheet === sheet)

/** A submission of several returns has an outcome for each. */
function ownOutcome(stored: StoredOperation, sheet: SheetId): Pick<StoredOperation, 'outcome' | 'code'> | object {
  const own = stored.sheets?.find(each => each.sheet === sheet)
  if (own === undefined || own.ok) return {}
  return { outcome: 'rejected', ...(own.code === undefined ? {} : { code: own.code }) }
}

function submitted(stored: StoredOperation, operation: Extract<Operation, { kind: 'submit' }>, sheet: SheetId) {
  const ordinal = stored.sheets?.find(each => each.sheet === sheet)?.ordinal
  const { name, role } = operation.value
  return { what: 'submit' as const, name, role, ...(ordinal === undefined ? {} : { ordinal }) }
}
