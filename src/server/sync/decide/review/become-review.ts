/** What becomes of an act of review: whether she may, whether it fits the return, then what it does there. */
import { kindOfCell } from '../../../../domain/cell-kinds.ts'
import { sumOfLines } from '../../../../domain/figures/lines.ts'
import { notesIn, partsOfSheet } from '../../../../domain/ids.ts'
import { londonDay } from '../../../../domain/time/london-day.ts'
import type { ProblemCode } from '../../../../protocol/problems.ts'
import type { Reference } from '../../../reference.ts'
import type { StoredSheet } from '../../../storage/storage.ts'
import { type Batch, type Became, mayOver, rejected } from '../batch.ts'
import { seenDigest, standingValues } from '../decide-return.ts'
import { type CellPlace, misfit } from '../fits.ts'
import type { Ledger } from '../ledger.ts'
import { effectOf, type ReviewOperation } from './effect.ts'
import { receiptOf } from './receipt.ts'

export function becomeReview(batch: Batch, operation: ReviewOperation, ledger: Ledger, reference: Reference): Became {
  const { author, receivedAt, office } = batch
  if (!mayAct(batch, operation)) return rejected('not-allowed')
  const sheet = ledger.sheet(operation.sheet)
  const code = unfit(operation, sheet, reference)
  if (code) return rejected(code)
  const by = { id: author.id, name: author.name }
  const effect = effectOf(operation, sheet, { by, side: office ? 'council' : 'provider', receivedAt })
  switch (effect.type) {
    case 'refused':
      return rejected(effect.code)
    case 'stands':
      return { outcome: 'agreed', token: null }
    case 'changes':
      // Last, because a return in another state is told first: that is what has changed.
      if (seesAnother(operation, sheet, reference)) return rejected('seen-differs')
      ledger.change(operation.sheet, operation.opId, effect.change)
      return { outcome: 'applied' }
  }
}

/** An officer's acts come by a way of their own: a device that pushes one is no page of the council's. */
function mayAct({ author, office }: Batch, { kind, sheet }: ReviewOperation): boolean {
  if (kind === 'confirm') return !office && mayOver(author, 'confirm-entered', sheet)
  if (kind === 'answer' && !office) return mayOver(author, 'enter-figures', sheet)
  return office === true && mayOver(author, 'review-returns', sheet)
}

/** Why it does not fit this return, whatever stands in it. */
function unfit(operation: ReviewOperation, sheet: StoredSheet, reference: Reference): ProblemCode | undefined {
  const parts = partsOfSheet(operation.sheet)
  if (parts === undefined || notesIn(parts.place)) return 'malformed'
  const contract = reference.contract(parts.contract)
  if (!contract || !reference.isOpen(contract, parts.period)) return 'not-open'
  const at: CellPlace = { ...parts, contract }
  switch (operation.kind) {
    case 'question':
      return questionUnfit(operation.value, at, reference)
    case 'reopen':
      return reference.isClosed(contract, parts.period) ? undefined : 'not-closed'
    case 'on-time': {
      if (operation.value.reason === null) return undefined
      const [due, received] = [reference.due(contract, parts.period), receiptOf(sheet)]
      return due !== undefined && received !== undefined && londonDay(received) > due ? undefined : 'not-late'
    }
    case 'take-late':
      // What came after submission is its leads' to decide until the month is closed.
      return reference.isClosed(contract, parts.period) ? undefined : 'locked'
    case 'enter': {
      const found = kindOfCell(operation.cell)
      if (found.kind !== 'figure') return 'unknown-cell'
      // Its lines are what is returned: a figure beside them would count for nothing.
      if (sumOfLines(standingValues(sheet.cells), found.indicator) !== undefined) return 'not-yours-to-enter'
      return misfit(reference.set, at, operation.cell, operation.value)
    }
    default:
      return undefined
  }
}

/** Figures that the council supplies, or that are worked out, may be asked about like those that are typed. */
function questionUnfit(
  { cells, paragraph }: Extract<ReviewOperation, { readonly kind: 'question' }>['value'],
  at: CellPlace,
  { set }: Reference,
): ProblemCode | undefined {
  const codes = cells.map(cell => misfit(set, at, cell, null))
  if (codes.some(code => code !== undefined && code !== 'not-yours-to-enter')) return 'unknown-cell'
  const [only, ...others] = cells
  const ofOneText = only !== undefined && others.length === 0 && kindOfCell(only).kind === 'narrative'
  return paragraph === undefined || ofOneText ? undefined : 'malformed'
}

/** What stands now is not what was on her screen. */
const seesAnother = (operation: ReviewOperation, { cells }: StoredSheet, { setVersion }: Reference): boolean =>
  (operation.kind === 'accept' || operation.kind === 'send-back' || operation.kind === 'take-late') &&
  operation.value.seen !== seenDigest(cells, setVersion)
