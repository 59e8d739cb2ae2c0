/**
 * What a return held when it was last submitted, kept while it is open again: "what has changed since" needs both.
 * The server sends a return as it stands; this device had it before that. Pure.
 */
import type { CellValue } from '../../domain/figures/figure.ts'
import type { ReturnState } from '../../domain/workflow.ts'
import type { SheetRow } from '../../protocol/exchange.ts'

/** By cell key. */
export type SubmittedCells = Readonly<Record<string, CellValue>>

export interface KeptSheet extends SheetRow {
  /** Of its latest submission, where this device had the return while it was submitted. Absent: it had not. */
  readonly asSubmitted?: SubmittedCells
}

/** With the council: nothing in it changes, so its cells are those that were submitted. */
export const isIn = (state: ReturnState): boolean => state !== 'open' && state !== 'sent-back'

const valuesOf = (cells: SheetRow['cells']): SubmittedCells =>
  Object.fromEntries(
    Object.entries(cells).flatMap(([key, { value }]): [string, CellValue][] => (value === null ? [] : [[key, value]])),
  )

/** The cells as last submitted of a return that is open again; undefined where this device never had them. */
export const submittedCells = (kept: KeptSheet): SubmittedCells | undefined =>
  kept.submission !== null && isIn(kept.state) ? valuesOf(kept.cells) : kept.asSubmitted

/** The row to keep: one that is open again takes along what was submitted, if it is the same submission. */
export function keptSheet(row: SheetRow, before: KeptSheet | undefined): KeptSheet {
  if (row.submission === null || isIn(row.state)) return row
  if (before?.submission?.seen !== row.submission.seen || before.submission.ordinal !== row.submission.ordinal)
    return row
  const asSubmitted = submittedCells(before)
  return asSubmitted === undefined ? row : { ...row, asSubmitted }
}
