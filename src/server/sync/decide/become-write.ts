import type { AnyRole } from '../../../domain/access/roles.ts'
import { kindOfCell } from '../../../domain/cell-kinds.ts'
import { type Instant, type PersonId, partsOfSheet } from '../../../domain/ids.ts'
import { may } from '../../../domain/workflow.ts'
import { operationSchema } from '../../../protocol/operation.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { Reference } from '../../reference.ts'
import type { StoredOperation } from '../../storage/storage.ts'
import { type Base, resolveBase } from './bases.ts'
import { type Batch, type Became, mayOver, type Operations, rejected, roleOver } from './batch.ts'
import { isOfNotes, writeNote } from './become-note.ts'
import { decideCell, givenUp } from './decide-cell.ts'
import { misfit } from './fits.ts'
import { withLate, withoutTaken } from './late.ts'
import { type Change, type Ledger, waitedTooLong } from './ledger.ts'
import { isLockedByClosing } from './review/closing.ts'
import { valueBehind } from './written.ts'

type WriteOperation = Operations<'set'> | Operations<'resolve'>

/** Whose write it is, when it came, and what it amounts to. */
interface Written {
  readonly by: { readonly id: PersonId; readonly name: string }
  readonly role: AnyRole
  /** Whether she may choose between what two others wrote. */
  readonly choosesForOthers: boolean
  readonly receivedAt: Instant
  readonly base: Base
}

export function becomeWrite(
  { author, receivedAt }: Batch,
  operation: WriteOperation,
  ledger: Ledger,
  reference: Reference,
): Became {
  const { id, name } = author
  const choosesForOthers = mayOver(author, 'choose-between-others', operation.sheet)
  const role = roleOver(author, operation.sheet)
  const base = baseOf(operation, ledger)
  return write(operation, { by: { id, name }, role, choosesForOthers, receivedAt, base }, ledger, reference)
}

function baseOf(write: Pick<StoredOperation, 'sheet' | 'cell' | 'base'>, ledger: Ledger): Base {
  const { sheet, cell, base } = write
  const standing = sheet === null || cell === null ? undefined : ledger.sheet(sheet).cells[cell]?.token
  return resolveBase(write, base, ledger.operations, standing)
}

/** What becomes of a write that has waited: its base arrived, or is given up after 35 days. */
export function settled(waiting: StoredOperation, now: Instant, ledger: Ledger, reference: Reference): Became {
  const found = baseOf(waiting, ledger)
  const overdue = waitedTooLong(waiting.receivedAt, now)
  if (found.type === 'unknown' && !overdue) return { outcome: 'waiting' }
  const operation = operationSchema.parse(JSON.parse(waiting.body))
  if (operation.kind !== 'set' && operation.kind !== 'resolve') return rejected('malformed')
  const by = { id: waiting.person, name: waiting.personName }
  const base = found.type === 'unknown' ? givenUp : found
  const { receivedAt } = waiting
  if (isOfNotes(operation.scope))
    return writeNote(operation, { by, choosesForOthers: false, receivedAt, base }, ledger, reference)
  // Access was checked on arrival; the return may have been locked or its month closed meanwhile.
  const role = 'provider-editor'
  const written = { by, role, choosesForOthers: false, receivedAt, base } as const
  return write(operation, written, ledger, reference)
}

/** Why a cell may not be written at all, whatever stands in it; undefined when it may. */
function barred(
  operation: WriteOperation,
  role: AnyRole,
  ledger: Ledger,
  reference: Reference,
): ProblemCode | undefined {
  if (!may('open', 'edit', role)) return 'not-allowed'
  const parts = partsOfSheet(operation.sheet)
  const contract = parts && reference.contract(parts.contract)
  if (!contract || !reference.isOpen(contract, parts.period)) return 'not-open'
  // First of all what it means: a figure of another kind fits no longer because its definition has changed.
  if (meansSomethingElse(operation, reference)) return 'definition-changed'
  const wrong = misfit(reference.set, { ...parts, contract }, operation.cell, operation.value)
  if (wrong) return wrong
  const sheet = ledger.sheet(operation.sheet)
  return may(sheet.state, 'edit', role) && !isLockedByClosing(sheet, reference) ? undefined : 'locked'
}

/** An older app says nothing of what it meant, and a text means what it says: both are taken. */
function meansSomethingElse({ cell, meaning }: WriteOperation, reference: Reference): boolean {
  if (meaning === undefined) return false
  const found = kindOfCell(cell)
  const now = 'indicator' in found ? reference.meanings.get(found.indicator) : undefined
  return now !== undefined && now !== meaning
}

function write(operation: WriteOperation, written: Written, ledger: Ledger, reference: Reference): Became {
  const { opId, cell: key, value, deviceTime } = operation
  const { by, role, choosesForOthers, receivedAt, base } = written
  const code = barred(operation, role, ledger, reference)
  const { cells, late = [] } = ledger.sheet(operation.sheet)
  if (code === 'locked') {
    // Also where its base is not known yet: it will be found when somebody takes the change in.
    const list = withLate(late, { opId, cell: key, value, by, deviceTime, receivedAt })
    if (list !== late) ledger.change(operation.sheet, opId, { late: list })
  }
  if (code) return rejected(code)

  const decision = decideCell(cells[key], base, {
    kind: operation.kind,
    side: { value, token: opId, by, deviceTime, receivedAt },
    names: operation.kind === 'resolve' ? operation.sides : [],
    isLead: choosesForOthers,
    began: () => (base === givenUp ? undefined : valueBehind(base)),
  })
  const change: Change = {
    ...('cell' in decision && decision.cell ? { cells: { [key]: decision.cell } } : {}),
    ...(decision.outcome === 'applied' || decision.outcome === 'agreed'
      ? lateAfter(late, withoutTaken(late, { cell: key, by: by.id, receivedAt, takes: operation.takes }))
      : {}),
  }
  if (change.cells || change.late) ledger.change(operation.sheet, opId, change)
  switch (decision.outcome) {
    case 'rejected':
      return rejected(decision.code)
    case 'waiting':
      return { outcome: 'waiting' }
    default:
      return { outcome: decision.outcome, token: decision.token }
  }
}

const lateAfter = (before: Change['late'], after: NonNullable<Change['late']>): Pick<Change, 'late'> =>
  after.length === before?.length ? {} : { late: after }
