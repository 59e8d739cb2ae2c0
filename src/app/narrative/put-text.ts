import type { Text } from '../../domain/figures/figure.ts'
import type { CellKey, PlaceId } from '../../domain/ids.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { narrativeValue, textOf } from '../sheet/work/texts.ts'

/**
 * Puts a whole text in place of what the field shows, as an edit that can be undone. Where the field shows something
 * else than what the device holds by then (another's came meanwhile), nothing is written: 'changed'.
 */
export async function putText(
  work: MonthWork,
  place: PlaceId,
  cell: CellKey,
  value: Text | null,
  fieldId: string,
): Promise<'done' | 'changed'> {
  const field = document.getElementById(fieldId)
  const seen = field instanceof HTMLTextAreaElement ? field.value : textOf(work.cell(place, cell)?.value)
  await work.flush()
  const now = work.cell(place, cell)?.value ?? null
  // As it is kept: ends trimmed, and a blank line however long.
  const shown = textOf(narrativeValue(now, seen))
  if (shown !== textOf(now)) return 'changed'
  await work.apply([{ sheet: work.sheet(place), cell, value }])
  // After it is drawn: a field that someone is in is not changed under her hands.
  requestAnimationFrame(() => field?.focus())
  return 'done'
}
