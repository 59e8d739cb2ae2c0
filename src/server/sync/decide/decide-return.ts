/** What becomes of a submission or a withdrawal of one return. Pure. */

import type { AnyRole } from '../../../domain/access/roles.ts'
import { errorsOf } from '../../../domain/checks/checks.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { type CellKey, partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import { may, next } from '../../../domain/workflow.ts'
import { seenDigestText } from '../../../protocol/digests.ts'
import type { SheetRow } from '../../../protocol/exchange.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { Review } from '../../../protocol/review.ts'
import { type Reference, sha256 } from '../../reference.ts'
import type { StoredSheet } from '../../storage/storage.ts'
import { stopsBeside } from './beside.ts'
import { isLockedByClosing } from './review/closing.ts'
import { afterWithdrawal, withReceipt } from './review/receipt.ts'

type Submission = NonNullable<SheetRow['submission']>

export type ReturnDecision =
  | {
      readonly ok: true
      readonly state: StoredSheet['state']
      readonly submission: SheetRow['submission']
      readonly review: Review
    }
  | { readonly ok: false; readonly code: ProblemCode }

const no = (code: ProblemCode): ReturnDecision => ({ ok: false, code })

/** The values that stand, cleared cells left out. */
export const standingValues = (cells: SheetRow['cells']): ReadonlyMap<CellKey, CellValue> =>
  new Map(
    Object.entries(cells).flatMap(([key, cell]): [CellKey, CellValue][] =>
      cell.value === null ? [] : [[key as CellKey, cell.value]],
    ),
  )

/** SHA-256 of what a person sees of a return: what she confirms must be what is stored. */
export const seenDigest = (cells: SheetRow['cells'], setVersion: string): string =>
  sha256(seenDigestText(standingValues(cells), setVersion))

/** Succeeds only when what she saw is what is stored, nothing differs between people, and nothing is in error. */
export function decideSubmit(
  reference: Reference,
  sheet: StoredSheet,
  role: AnyRole,
  submission: Omit<Submission, 'ordinal'>,
): ReturnDecision {
  const parts = partsOfSheet(sheet.sheet)
  const contract = parts && reference.contract(parts.contract)
  if (!parts || !contract || !reference.isOpen(contract, parts.period)) return no('not-open')
  const state = next(sheet.state, 'submit', role)
  if (state === undefined) return no(may('open', 'submit', role) ? 'locked' : 'not-allowed')
  if (isLockedByClosing(sheet, reference)) return no('locked')
  if (seenDigest(sheet.cells, reference.setVersion) !== submission.seen) return no('seen-differs')
  const contested = Object.values(sheet.cells).some(cell => cell.sides !== undefined)
  const context = {
    set: reference.set,
    contract,
    place: parts.place,
    period: parts.period,
    cells: standingValues(sheet.cells),
    history: reference.history(parts.contract, parts.place),
  }
  if (contested || errorsOf(context).length > 0 || stopsBeside(context)) return no('incomplete')
  return {
    ok: true,
    state,
    submission: { ...submission, ordinal: (sheet.submission?.ordinal ?? 0) + 1 },
    review: withReceipt(sheet.review, submission.receivedAt),
  }
}

/** A withdrawn return is open again and keeps its last submission. Closed, it could not be submitted again. */
export function decideWithdraw(reference: Reference, sheet: StoredSheet, role: AnyRole): ReturnDecision {
  const state = next(sheet.state, 'withdraw', role)
  if (state === undefined) return no(may('submitted', 'withdraw', role) ? 'locked' : 'not-allowed')
  if (isLockedByClosing(sheet, reference)) return no('locked')
  return { ok: true, state, submission: sheet.submission, review: afterWithdrawal(sheet.review) }
}

/** Whether two returns are of the same contract and month: one submission covers no more. */
export function sameMonth(a: SheetId, b: SheetId): boolean {
  const [left, right] = [partsOfSheet(a), partsOfSheet(b)]
  return left !== undefined && left.contract === right?.contract && left.period === right.period
}
