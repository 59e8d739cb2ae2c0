/** Which warnings of one text have been looked at, and saying so: how many of each rule, never what they were. */
import { clearedCell } from '../../domain/cell-kinds.ts'
import type { CellKey, PlaceId } from '../../domain/ids.ts'
import { type Counts, clearedCounts, clearing, unclearedHits } from '../../domain/texts/cleared.ts'
import type { Hit, Rule } from '../../domain/texts/personal-data.ts'
import { isContested } from '../sheet/work/device-view.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'

/** Two people have looked at the text as each had it: neither count stands for both. */
export const lookedAtTwice = (work: MonthWork, place: PlaceId, text: CellKey): boolean =>
  isContested(work.cell(place, clearedCell(text)))

const noCounts: Counts = new Map()

export const countsLookedAt = (work: MonthWork, place: PlaceId, text: CellKey): Counts =>
  lookedAtTwice(work, place, text) ? noCounts : clearedCounts(work.cell(place, clearedCell(text))?.value)

export const hitsToLookAt = (work: MonthWork, place: PlaceId, text: CellKey, hits: readonly Hit[]): readonly Hit[] =>
  unclearedHits(hits, countsLookedAt(work, place, text))

/** Notes that she has looked at every hit of these rules; by whom and when is the write's own. */
export function lookAt(
  work: MonthWork,
  place: PlaceId,
  text: CellKey,
  hits: readonly Hit[],
  rules: readonly Rule[],
): Promise<void> {
  const value = clearing(text, hits, rules, countsLookedAt(work, place, text))
  const chosen = lookedAtTwice(work, place, text) ? ({ chosen: true } as const) : {}
  return work.apply([{ sheet: work.sheet(place), cell: clearedCell(text), value, ...chosen }])
}
