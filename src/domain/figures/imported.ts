/**
 * Figures the council supplies. The provider answers agree or dispute beside them (`answer/<indicator>`: an
 * explanation whose reason is the answer; her own figure in `own/<indicator>`). The imported figure stands either
 * way, marked disputed, until an officer settles it.
 */

import { answerCell, ownFigureCell } from '../cell-kinds.ts'
import type { CellKey } from '../ids.ts'
import type { ReturnContext } from '../reading.ts'
import type { Indicator } from '../set/indicator-set.ts'
import type { CellValue } from './figure.ts'

export type Standing =
  /** The council has not supplied it yet. */
  | { readonly state: 'awaited' }
  | { readonly state: 'unanswered' }
  | { readonly state: 'agreed' }
  /** With the provider's own figure, or a reason, or both. */
  | { readonly state: 'disputed'; readonly reason: string; readonly own?: CellValue }

/** Where an imported figure stands; undefined for an indicator that is not imported. */
export function standingOf(context: ReturnContext, indicator: Indicator): Standing | undefined {
  if (indicator.source !== 'imported') return undefined
  if (!context.cells.has(indicator.id as string as CellKey)) return { state: 'awaited' }
  const answer = context.cells.get(answerCell(indicator.id))
  if (answer?.type !== 'explanation') return { state: 'unanswered' }
  if (answer.reasons.includes('agree')) return { state: 'agreed' }
  if (!answer.reasons.includes('dispute')) return { state: 'unanswered' }
  const own = context.cells.get(ownFigureCell(indicator.id))
  return { state: 'disputed', reason: answer.text, ...(own ? { own } : {}) }
}
