/** What a row of *Your returns* says: the least advanced of its returns, with counts, problems left, and what waits. */
import { type ShownState, shownOrder } from '../../domain/workflow.ts'

export interface PartOfRow {
  readonly state: ShownState
  readonly submitting: boolean
  readonly owed: number
  readonly done: number
  /** Errors other than unanswered figures, unreadable texts included. */
  readonly errors: number
  readonly waiting: number
  readonly refused: number
}

export interface RowSummary {
  readonly state: ShownState
  readonly queued: number
  readonly owed: number
  readonly done: number
  readonly errors: number
  readonly waiting: number
  readonly refused: number
  readonly sentence: string
}

const words: Record<ShownState, string> = {
  'sent-back': 'sent back',
  'not-started': 'not started',
  'in-progress': 'in progress',
  submitted: 'submitted',
  accepted: 'accepted',
  released: 'released',
}

export const stateWord = (state: ShownState): string => {
  const word = words[state]
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** "4 of 6 submitted, 1 sent back": every state but the least advanced ones, which the tag names; all alike: how many. */
function countsSentence(parts: readonly PartOfRow[]): string {
  const counts = new Map<ShownState, number>()
  for (const part of parts) counts.set(part.state, (counts.get(part.state) ?? 0) + 1)
  if (counts.size === 1) {
    const [only] = counts.keys()
    // Which state they are all in stands in the tag beside it.
    return only === undefined || parts.length === 1 ? '' : `All ${parts.length}`
  }
  return [...shownOrder]
    .reverse()
    .filter(state => counts.has(state))
    .map((state, i) =>
      i === 0 ? `${counts.get(state)} of ${parts.length} ${words[state]}` : `${counts.get(state)} ${words[state]}`,
    )
    .join(', ')
}

/** Sums up the returns of one contract and month. `parts` must not be empty. */
export function summarise(parts: readonly PartOfRow[]): RowSummary {
  const sum = (pick: (part: PartOfRow) => number): number => parts.reduce((total, part) => total + pick(part), 0)
  const least = shownOrder.find(state => parts.some(part => part.state === state)) ?? 'not-started'
  const queued = parts.filter(part => part.submitting).length
  return {
    state: least,
    queued,
    owed: sum(part => part.owed),
    done: sum(part => part.done),
    errors: sum(part => part.errors),
    waiting: sum(part => part.waiting),
    refused: sum(part => part.refused),
    sentence: [countsSentence(parts), queued > 0 ? `${queued} queued to be submitted` : '']
      .filter(said => said !== '')
      .join('; '),
  }
}

/** "19 figures to answer, 2 errors" or "Nothing left". */
export function leftSentence(row: Pick<RowSummary, 'owed' | 'done' | 'errors'>): string {
  const left = row.owed - row.done
  const said = [
    ...(left > 0 ? [`${left} ${left === 1 ? 'figure' : 'figures'} to answer`] : []),
    ...(row.errors > 0 ? [`${row.errors} ${row.errors === 1 ? 'error' : 'errors'}`] : []),
  ]
  return said.length === 0 ? 'Nothing left' : said.join(', ')
}

/** Whether everything of the row is on the server. */
export function arrivedSentence(row: Pick<RowSummary, 'waiting' | 'refused'>): string {
  const said = [
    ...(row.waiting > 0
      ? [`${row.waiting} ${row.waiting === 1 ? 'change waits' : 'changes wait'} on this device`]
      : []),
    ...(row.refused > 0 ? [`${row.refused} not taken by the server`] : []),
  ]
  return said.length === 0 ? 'Everything here is on the server' : said.join(', ')
}
