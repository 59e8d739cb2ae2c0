/**
 * Which errors beside the figures stop a submission here. A device knows earlier months from its own returns too; of
 * those the server holds what was published alone, and refuses only what no device could see otherwise.
 */
import { kindOfCell } from '../../../domain/cell-kinds.ts'
import { type BesideError, errorsBeside } from '../../../domain/checks/beside.ts'
import type { ReturnContext } from '../../../domain/reading.ts'

export function stopsBeside(context: ReturnContext): boolean {
  return errorsBeside(context).some(error => isKnownHere(context, error))
}

function isKnownHere({ history }: ReturnContext, { cell, problem }: BesideError): boolean {
  const found = kindOfCell(cell)
  if (found.kind !== 'earlier') return true
  // What it is a part or whole of may stand in a return of that month.
  if (problem.check === 'incomplete') return false
  return problem.check !== 'say-why' || history[found.month]?.[found.indicator] !== undefined
}
