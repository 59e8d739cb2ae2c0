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
      return `${value.part ?? '–'} of ${value.whole ?? 'the whole it follows'}`
    case 'gap':
      return gapSentence(value)
    case 'withheld':
      return value.note
    case 'text':
    case 'explanation':
      return textOf(value)
  }
}
