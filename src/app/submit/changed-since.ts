/** What has changed in a return since it was last submitted, where it is open again. Pure. */
import type { SheetView } from '../../device/desk.ts'
import { kindOfCell } from '../../domain/cell-kinds.ts'
import { type CellValue, sameValue } from '../../domain/figures/figure.ts'
import type { CellKey } from '../../domain/ids.ts'

export interface Changed {
  readonly cell: CellKey
  /** null: nothing was there. Undefined: this device never had what was submitted. */
  readonly before: CellValue | null | undefined
  readonly now: CellValue | null
}

/** Marks about a text or a figure are no change of the return's own. */
const isShown = (cell: CellKey): boolean => !['cleared', 'carried', 'unknown'].includes(kindOfCell(cell).kind)

/** Undefined unless it has been submitted and can be changed again. */
export function changedSince(view: SheetView | undefined): readonly Changed[] | undefined {
  if (!view?.submission || view.submitting || view.withdrawing) return undefined
  if (view.state !== 'open' && view.state !== 'sent-back') return undefined
  const { asSubmitted, submission, cells } = view
  if (asSubmitted === undefined)
    return [...cells].flatMap(([cell, { value, at, standing }]) =>
      isShown(cell) && (standing === 'waiting' || (at !== undefined && at > submission.receivedAt))
        ? [{ cell, before: undefined, now: value }]
        : [],
    )
  const keys = new Set([...cells.keys(), ...Object.keys(asSubmitted).map(key => key as CellKey)])
  return [...keys].filter(isShown).flatMap(cell => {
    const before = asSubmitted[cell] ?? null
    const now = cells.get(cell)?.value ?? null
    return sameValue(before, now) ? [] : [{ cell, before, now }]
  })
}
