/** What the personal-data scan found in the texts of a month, and nobody has looked at yet. */
import { kindOfCell } from '../../domain/cell-kinds.ts'
import type { CellValue } from '../../domain/figures/figure.ts'
import { type CellKey, everywhere, type PlaceId } from '../../domain/ids.ts'
import { countsOf } from '../../domain/texts/cleared.ts'
import { type Hit, hitSentence, type Rule } from '../../domain/texts/personal-data.ts'
import { aboutCell } from '../sheet/cell/cell-names.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { textOf } from '../sheet/work/texts.ts'
import { hitsToLookAt, lookedAtTwice } from './looked-at.ts'
import { scanOf } from './scan-of-month.ts'

export interface ToLookAt {
  readonly place: PlaceId
  /** The text's own cell; of a gap, the figure's. */
  readonly cell: CellKey
  /** 'This month in the district, Gravesham'. */
  readonly name: string
  /** Where the text is found. */
  readonly to: string
  /** One a rule: 'Looks like a full postcode (2)'. */
  readonly sentences: readonly string[]
  readonly rules: readonly Rule[]
  readonly hits: readonly Hit[]
}

/** A free text of any kind: narrative, explanation, or the note of a gap. */
const freeText = (cell: CellKey, value: CellValue | null): string => {
  if (kindOfCell(cell).kind === 'cleared') return ''
  return value?.type === 'gap' ? value.note : textOf(value)
}

/** Empty when everything has been looked at. Of the contract-wide part only where she holds it. */
export function uncleared(work: MonthWork): readonly ToLookAt[] {
  const { month } = work
  return [...(month.holdsWide ? [everywhere] : []), ...month.places].flatMap(place =>
    [...(work.view(place)?.cells ?? [])].flatMap(([cell, { value }]): readonly ToLookAt[] => {
      const text = freeText(cell, value)
      const twice = lookedAtTwice(work, place, cell)
      if (text === '' && !twice) return []
      const hits = scanOf(month, text)
      const left = countsOf(hitsToLookAt(work, place, cell, hits))
      if (left.size === 0 && !twice) return []
      const sentences = [...left].map(([rule, count]) => hitSentence(rule) + (count > 1 ? ` (${count})` : ''))
      const both = twice ? ['Two people looked at its warnings at once: look again'] : []
      return [
        {
          place,
          cell,
          ...aboutCell(month, place, cell),
          sentences: [...both, ...sentences],
          rules: [...left.keys()],
          hits,
        },
      ]
    }),
  )
}
