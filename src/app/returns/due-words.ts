/** When a contract's month is due, or how late it is: what has been received is judged by its receipt. Pure. */
import type { Instant } from '../../domain/ids.ts'
import { dayName, dueSentence } from '../../domain/sentences.ts'
import type { Collection, Installation } from '../../protocol/exchange.ts'
import { dayReceived, onTimeWords } from '../submit/receipt/received.ts'
import type { RowSummary } from './summary.ts'

export interface DueWords {
  readonly text: string
  /** Somebody must do something, and the day is past. */
  readonly late: boolean
}

const isIn = ({ state }: Pick<RowSummary, 'state'>): boolean =>
  state === 'submitted' || state === 'accepted' || state === 'released'

/** `received`: of each part's latest submission. */
export function dueWords(
  row: Pick<RowSummary, 'state' | 'queued'>,
  received: readonly Instant[],
  { due }: Pick<Collection, 'due'>,
  installation: Installation,
): DueWords {
  const last = received.toSorted().at(-1)
  if (isIn(row) && last !== undefined)
    return { text: `Due ${dayName(due)}. ${onTimeWords(dayReceived(last, installation), due)}.`, late: false }
  const said = dueSentence(installation.today, due)
  if (installation.today <= due) return { text: said, late: false }
  const still = row.queued > 0 ? 'What is queued counts when it is received.' : 'It can still be submitted.'
  return { text: `${said}${said.startsWith('Late since') ? '' : `: it was due ${dayName(due)}`}. ${still}`, late: true }
}
