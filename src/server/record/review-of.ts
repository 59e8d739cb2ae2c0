/** What an act of review says, as the changes of its return tell it. */
import type { Operation } from '../../protocol/operation.ts'
import type { ReturnChange } from '../../protocol/record.ts'
import type { ReviewOperation } from '../sync/decide/review/effect.ts'

type Reviewed = Pick<Extract<ReturnChange, { what: 'review' }>, 'act' | 'cells' | 'words' | 'count'>
type Act = Exclude<Extract<Operation, ReviewOperation>, { readonly kind: 'enter' }>

export function reviewOf(operation: Act): Reviewed {
  switch (operation.kind) {
    case 'question':
      return { act: 'asked', cells: operation.value.cells, words: operation.value.text }
    case 'answer':
      return { act: 'answered', cells: [], words: operation.value.text }
    case 'close-question':
      return { act: 'closed-question', cells: [], words: '' }
    case 'send-back':
      return { act: 'sent-back', cells: [], words: operation.value.words }
    case 'accept':
      return { act: 'accepted', cells: [], words: '' }
    case 'on-time': {
      const { reason } = operation.value
      return { act: reason === null ? 'not-counted-on-time' : 'counted-on-time', cells: [], words: reason ?? '' }
    }
    case 'reopen':
      return { act: 'reopened', cells: [], words: operation.value.reason }
    case 'rule':
      return { act: operation.value.outcome, cells: [operation.cell], words: operation.value.words }
    case 'take-late':
      return { act: 'took-late', cells: [], words: '', count: operation.value.operations.length }
    case 'confirm':
      return { act: 'confirmed', cells: operation.value.cells.map(each => each.cell), words: '' }
  }
}
