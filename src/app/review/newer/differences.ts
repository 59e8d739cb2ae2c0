/** What differs between two versions of a return, cell by cell, in the order of its sheet; and in how many words. Pure. */
import { indicatorOfCell, kindOfCell } from '../../../domain/cell-kinds.ts'
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import type { CellKey } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { SheetRow } from '../../../protocol/exchange.ts'
import { plural } from '../../words.ts'

export type Cells = ReadonlyMap<CellKey, CellValue>

export interface Difference {
  readonly cell: CellKey
  /** null: nothing was there. */
  readonly before: CellValue | null
  readonly after: CellValue | null
}

/** What stands in a return: cleared cells are left out. */
export const standingCells = (cells: SheetRow['cells']): Cells =>
  new Map(
    Object.entries(cells).flatMap(([key, { value }]) => (value === null ? [] : [[key as CellKey, value] as const])),
  )

/** Marks about a text or a figure are no change of the return's own. */
const isShown = (cell: CellKey): boolean => !['cleared', 'carried', 'unknown'].includes(kindOfCell(cell).kind)

const isText = (cell: CellKey): boolean => ['narrative', 'explanation'].includes(kindOfCell(cell).kind)

/** Figures in the order of the set, then texts. */
export function differencesOf(
  before: Cells,
  after: Cells,
  set: Pick<IndicatorSet, 'indicators'>,
): readonly Difference[] {
  const rank = (cell: CellKey): number => {
    if (isText(cell)) return set.indicators.length + 1
    return set.indicators.findIndex(one => one.id === indicatorOfCell(cell))
  }
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(isShown)
    .flatMap((cell): readonly Difference[] => {
      const [was, now] = [before.get(cell) ?? null, after.get(cell) ?? null]
      return sameValue(was, now) ? [] : [{ cell, before: was, after: now }]
    })
    .toSorted((a, b) => rank(a.cell) - rank(b.cell))
}

/** '2 figures and 1 text differ'; 'nothing that is shown differs'. */
export function differSentence(differences: readonly Difference[]): string {
  const texts = differences.filter(one => isText(one.cell)).length
  const figures = differences.length - texts
  const said = [
    ...(figures > 0 ? [plural(figures, 'figure')] : []),
    ...(texts > 0 ? [plural(texts, 'text')] : []),
  ].join(' and ')
  if (said === '') return 'nothing that is shown differs'
  return `${said} ${differences.length === 1 ? 'differs' : 'differ'}`
}
