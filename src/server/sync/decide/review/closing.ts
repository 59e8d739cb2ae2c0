/** Whether closing keeps a provider's hands off a return: its month is closed, and it was not opened again by itself. */
import { partsOfSheet, type SheetId } from '../../../../domain/ids.ts'
import type { Reference } from '../../../reference.ts'
import type { StoredSheet } from '../../../storage/storage.ts'

export const isLockedByClosing = ({ sheet, review }: StoredSheet, reference: Reference): boolean =>
  review?.reopened === undefined && isOfClosedMonth(sheet, reference)

/** Whether the council has closed that return's month. */
export function isOfClosedMonth(sheet: SheetId, reference: Reference): boolean {
  const parts = partsOfSheet(sheet)
  const contract = parts && reference.contract(parts.contract)
  return parts !== undefined && contract !== undefined && reference.isClosed(contract, parts.period)
}
