/** What becomes of an operation: whose it may be, then what its kind asks. */
import { partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import type { Outcome } from '../../../protocol/exchange.ts'
import type { Reference } from '../../reference.ts'
import type { Arrival } from './arrival.ts'
import { type Batch, type Became, mayOver, type Operations, rejected, roleOver } from './batch.ts'
import { becomeNote, isOfNotes } from './become-note.ts'
import { becomeWrite } from './become-write.ts'
import { decideSubmit, decideWithdraw, sameMonth } from './decide-return.ts'
import { withoutLeft } from './late.ts'
import type { Ledger } from './ledger.ts'
import { becomeReview } from './review/become-review.ts'
import { isOfClosedMonth } from './review/closing.ts'

export function become(batch: Batch, arrival: Arrival, ledger: Ledger, reference: Reference): Became {
  if (arrival.type === 'unreadable') return rejected(arrival.code)
  const { operation } = arrival
  const { author } = batch
  if (operation.person !== author.id) return rejected('no-access')
  // Taken back before it left: it has no effect, so no scope is asked for.
  if (operation.kind === 'void') return { outcome: 'applied' }
  if (isOfNotes(operation.scope)) return becomeNote(batch, operation, ledger, reference)
  if (!author.scopes.has(operation.scope)) return rejected('no-access')
  if (partsOfSheet(operation.sheet)?.scope !== operation.scope) return rejected('malformed')
  switch (operation.kind) {
    case 'set':
    case 'resolve':
      return becomeWrite(batch, operation, ledger, reference)
    case 'submit':
      return becomeSubmission(batch, operation, ledger, reference)
    case 'withdraw':
      return becomeWithdrawal(batch, operation, ledger, reference)
    case 'leave':
      return becomeLeave(batch, operation, ledger, reference)
    default:
      return becomeReview(batch, operation, ledger, reference)
  }
}

function becomeSubmission(batch: Batch, operation: Operations<'submit'>, ledger: Ledger, reference: Reference): Became {
  const { author, receivedAt } = batch
  const { sheets, name, role } = operation.value
  return eachReturn(batch, operation, sheets, ledger, ({ sheet, seen }) =>
    decideSubmit(reference, ledger.sheet(sheet), roleOver(author, sheet), {
      seen,
      by: { id: author.id, name: author.name },
      name,
      role,
      deviceTime: operation.deviceTime,
      receivedAt,
    }),
  )
}

const becomeWithdrawal = (
  batch: Batch,
  operation: Operations<'withdraw'>,
  ledger: Ledger,
  reference: Reference,
): Became =>
  eachReturn(
    batch,
    operation,
    operation.value.sheets.map(sheet => ({ sheet })),
    ledger,
    ({ sheet }) => decideWithdraw(reference, ledger.sheet(sheet), roleOver(batch.author, sheet)),
  )

/** One act over several returns of one contract and month: each has its own outcome. */
function eachReturn<Item extends { readonly sheet: SheetId }>(
  { author }: Batch,
  operation: Operations<'submit' | 'withdraw'>,
  items: readonly Item[],
  ledger: Ledger,
  decideOne: (item: Item) => ReturnType<typeof decideSubmit>,
): Became {
  const outcomes = items.map((item): NonNullable<Outcome['sheets']>[number] => {
    const { sheet } = item
    const scope = partsOfSheet(sheet)?.scope
    if (!scope || !author.scopes.has(scope)) return { sheet, ok: false, code: 'no-access' }
    if (!sameMonth(sheet, operation.sheet)) return { sheet, ok: false, code: 'malformed' }
    if (!mayOver(author, operation.kind, sheet)) return { sheet, ok: false, code: 'not-allowed' }
    const decision = decideOne(item)
    if (!decision.ok) return { sheet, ok: false, code: decision.code }
    const { state, submission, review } = decision
    ledger.change(sheet, operation.opId, { state, submission, review })
    return { sheet, ok: true, ...(submission ? { ordinal: submission.ordinal } : {}) }
  })
  if (outcomes.some(outcome => outcome.ok)) return { outcome: 'applied', sheets: outcomes }
  return { ...rejected(outcomes[0]?.code ?? 'malformed'), sheets: outcomes }
}

/** Changes that came after submission are left out for good; the return itself stays as it is. */
function becomeLeave(
  { author, office }: Batch,
  operation: Operations<'leave'>,
  ledger: Ledger,
  reference: Reference,
): Became {
  const permission = office ? 'review-returns' : 'decide-late-changes'
  if (!mayOver(author, permission, operation.sheet)) return rejected('not-allowed')
  // Until the month is closed it is the leads' to decide.
  if (office && !isOfClosedMonth(operation.sheet, reference)) return rejected('locked')
  const { late = [] } = ledger.sheet(operation.sheet)
  const left = withoutLeft(late, operation.value.operations)
  // Somebody else has taken them in or left them out meanwhile: said, because it may have been the other way.
  if (left.length === late.length) return rejected('not-found')
  ledger.change(operation.sheet, operation.opId, { late: left })
  return { outcome: 'applied' }
}
