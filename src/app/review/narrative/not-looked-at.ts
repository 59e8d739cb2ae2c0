/** Texts of a return that may hold personal data, and nobody has looked at the warnings. Pure. */
import { clearedCell, kindOfCell } from '../../../domain/cell-kinds.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { CellKey } from '../../../domain/ids.ts'
import { clearedCounts, countsOf, unclearedHits } from '../../../domain/texts/cleared.ts'
import { hitSentence } from '../../../domain/texts/personal-data.ts'
import type { SheetRow } from '../../../protocol/exchange.ts'
import type { Month } from '../../month/month.ts'
import { scanOf } from '../../personal-data/scan-of-month.ts'
import { textOf } from '../../sheet/work/texts.ts'

export interface Warned {
  readonly cell: CellKey
  /** One a rule: 'Looks like a full postcode (2)'. */
  readonly sentences: readonly string[]
}

const freeText = (cell: CellKey, value: CellValue | null): string => {
  if (kindOfCell(cell).kind === 'cleared') return ''
  return value?.type === 'gap' ? value.note : textOf(value)
}

export function notLookedAt(month: Pick<Month, 'set' | 'period'>, cells: SheetRow['cells']): readonly Warned[] {
  return Object.entries(cells).flatMap(([key, { value }]): readonly Warned[] => {
    const cell = key as CellKey
    const text = freeText(cell, value)
    if (text === '') return []
    const mark = cells[clearedCell(cell)]
    // Two people looked at it, each at another version: neither count stands for both.
    const cleared = clearedCounts(mark?.sides ? null : mark?.value)
    const left = countsOf(unclearedHits(scanOf(month, text), cleared))
    if (left.size === 0) return []
    return [{ cell, sentences: [...left].map(([rule, count]) => hitSentence(rule) + (count > 1 ? ` (${count})` : '')) }]
  })
}
