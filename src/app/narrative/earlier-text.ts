/** The text of an earlier month to start from, as this device has it. Pure. */
import type { DeskState } from '../../device/desk.ts'
import type { Text } from '../../domain/figures/figure.ts'
import { type CellKey, type PlaceId, sheetOf } from '../../domain/ids.ts'
import { addMonths, type Period } from '../../domain/time/period.ts'
import type { Month } from '../month/month.ts'
import { textOf } from '../sheet/work/texts.ts'

export interface EarlierText {
  readonly month: Period
  readonly text: Text
}

/** Only the month before: an older one is no start. Undefined where this device has none. */
export function lastMonths(
  { sheets }: Pick<DeskState, 'sheets'>,
  { contract, period }: Pick<Month, 'contract' | 'period'>,
  place: PlaceId,
  cell: CellKey,
): EarlierText | undefined {
  const month = addMonths(period, -1)
  const value = sheets.get(sheetOf(contract.id, place, month))?.cells.get(cell)?.value
  return value?.type === 'text' && value.paragraphs.length > 0 ? { month, text: value } : undefined
}

/** A blank line between them; nothing of either is changed. */
export const withBelow = (text: string, earlier: Text): string =>
  [text.trimEnd(), textOf(earlier)].filter(part => part !== '').join('\n\n')

/** How much of the earlier month's text stands in this one as it was. */
export function unchangedParagraphs(text: string, earlier: Text): number {
  const now = new Set(text.split(/\n[ \t]*\n+/).map(paragraph => paragraph.trim()))
  return earlier.paragraphs.filter(paragraph => now.has(paragraph.trim())).length
}
