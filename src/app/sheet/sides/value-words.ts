/** Any value of a cell in words, for where two of them stand side by side or one was not taken. */
import type { CellValue } from '../../../domain/figures/figure.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import { textOf } from '../work/texts.ts'

export function valueWords(value: CellValue | null): string {
  if (value === null) return 'nothing'
  switch (value.type) {
    case 'amount':
    case 'value':
      return value.value
    case 'ratio':
      // What follows another indicator is not part of what was entered.
      if (value.whole === undefined) return value.part ?? 'nothing'
      return value.part === undefined ? `of ${value.whole}` : `${value.part} of ${value.whole}`
    case 'gap':
      return gapSentence(value)
    case 'withheld':
      return value.note
    case 'text':
    case 'explanation':
      return textOf(value)
  }
}
