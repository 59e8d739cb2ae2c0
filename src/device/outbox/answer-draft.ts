/** Where an unfinished answer is kept: beside the cells of its return, under a key that no cell has. */
import type { CellKey, OpId, SheetId } from '../../domain/ids.ts'
import type { Draft } from '../desk.ts'

const field = 'answer'
const first = 'question/'

export const answerDraft = (sheet: SheetId, question: OpId): Omit<Draft, 'text'> => ({
  sheet,
  cell: `${first}${question}` as CellKey,
  field,
})

/** Not a figure that cannot be read: nothing is wrong with its return. */
export const isAnswerDraft = (draft: Omit<Draft, 'text'>): boolean =>
  draft.field === field && draft.cell.startsWith(first)
