/**
 * The figures of a submission, as far as this device has them: proved by the check number, which is of what was on the
 * screen of whoever confirmed. Pure but for hashing.
 */
import type { SheetView } from '../../../device/desk.ts'
import { sha256Hex } from '../../../device/outbox/digest.ts'
import { seenCells } from '../../../device/outbox/overlay.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { CellKey } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { seenDigestText, setVersionOf } from '../../../protocol/digests.ts'

export type Cells = ReadonlyMap<CellKey, CellValue>

const without = (cells: ReadonlyMap<CellKey, CellValue | null>): Cells =>
  new Map([...cells].flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])))

/** The cells whose digest is the submission's; undefined where this device does not have them. */
export async function cellsSubmitted(
  view: SheetView,
  set: Pick<IndicatorSet, 'id' | 'effectiveFrom'>,
): Promise<Cells | undefined> {
  const { submission, asSubmitted } = view
  if (submission === null) return undefined
  const kept = new Map(Object.entries(asSubmitted ?? {}).map(([key, value]) => [key as CellKey, value]))
  for (const cells of [without(seenCells(view)), kept])
    if ((await sha256Hex(seenDigestText(cells, setVersionOf(set)))) === submission.seen) return cells
  return undefined
}
