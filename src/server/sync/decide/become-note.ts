/**
 * What becomes of a write in a scope of meeting notes: an officer's, in a cell `note/ID`, in any month of a contract
 * that the council has. Nothing is submitted there. Two officers who write in one note are told apart as in any cell.
 */
import { mayDo } from '../../../domain/access/permissions.ts'
import { kindOfCell } from '../../../domain/cell-kinds.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { noteIdSchema } from '../../../domain/figures/figure-schemas.ts'
import { type CellKey, notesIn, partsOfScope, partsOfSheet, type ScopeId } from '../../../domain/ids.ts'
import type { Operation } from '../../../protocol/operation.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { Reference } from '../../reference.ts'
import { type Base, resolveBase } from './bases.ts'
import { type Batch, type Became, type Operations, rejected, roleOver } from './batch.ts'
import { decideCell, type Write } from './decide-cell.ts'
import type { Ledger } from './ledger.ts'

type WriteOperation = Operations<'set'> | Operations<'resolve'>

/** Whose write it is, when it came, and what it amounts to. */
interface WrittenNote extends Pick<Write['side'], 'by' | 'receivedAt'> {
  /** Any officer of the scope chooses between what two others wrote. */
  readonly choosesForOthers: boolean
  readonly base: Base
}

export function isOfNotes(scope: ScopeId): boolean {
  const place = partsOfScope(scope)?.place
  return place !== undefined && notesIn(place) !== undefined
}

export function becomeNote(batch: Batch, operation: Operation, ledger: Ledger, reference: Reference): Became {
  const { author, receivedAt } = batch
  if (!author.notes?.has(operation.scope)) return rejected('no-access')
  if (partsOfSheet(operation.sheet)?.scope !== operation.scope) return rejected('malformed')
  if (!mayDo(roleOver(author, operation.sheet), 'note-meetings')) return rejected('not-allowed')
  if (operation.kind !== 'set' && operation.kind !== 'resolve') return rejected('malformed')
  const base = resolveBase(operation, operation.base, ledger.operations)
  const by = { id: author.id, name: author.name }
  return writeNote(operation, { by, choosesForOthers: true, receivedAt, base }, ledger, reference)
}

/** Also of one that has waited for its base: who may write there was asked when it came. */
export function writeNote(
  operation: WriteOperation,
  { by, choosesForOthers, receivedAt, base }: WrittenNote,
  ledger: Ledger,
  reference: Reference,
): Became {
  const { opId, cell: key, value, deviceTime } = operation
  const code = misfitOfNote(operation, reference)
  if (code) return rejected(code)
  const decision = decideCell(ledger.sheet(operation.sheet).cells[key], base, {
    kind: operation.kind,
    side: { value, token: opId, by, deviceTime, receivedAt },
    names: operation.kind === 'resolve' ? operation.sides : [],
    isLead: choosesForOthers,
    began: () => undefined,
  })
  if ('cell' in decision && decision.cell) ledger.change(operation.sheet, opId, { cells: { [key]: decision.cell } })
  switch (decision.outcome) {
    case 'rejected':
      return rejected(decision.code)
    case 'waiting':
      return { outcome: 'waiting' }
    default:
      return { outcome: decision.outcome, token: decision.token }
  }
}

const kindsOfNote: readonly CellValue['type'][] = ['meeting', 'note', 'action', 'plan']

/** undefined when it fits, else why not. null takes a note back. */
function misfitOfNote({ sheet, cell, value }: WriteOperation, reference: Reference): ProblemCode | undefined {
  const parts = partsOfSheet(sheet)
  if (!parts || !reference.contract(parts.contract) || !isNote(cell)) return 'unknown-cell'
  return value === null || kindsOfNote.includes(value.type) ? undefined : 'wrong-kind'
}

function isNote(cell: CellKey): boolean {
  const found = kindOfCell(cell)
  return found.kind === 'note' && noteIdSchema.safeParse(found.id).success
}
