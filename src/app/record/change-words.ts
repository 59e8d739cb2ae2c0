/** What a change to a return was about, and what became of it, in words. */
import { problemSentence } from '../../protocol/problems.ts'
import type { ReturnChange } from '../../protocol/record.ts'
import { plural } from '../words.ts'

/** Beside the cell's own name. */
export function actWords(change: Exclude<ReturnChange, { what: 'value' }>): string {
  switch (change.what) {
    case 'submit': {
      const confirmed = `confirmed by ${change.name}, ${change.role}`
      return change.ordinal === undefined ? `Submission, ${confirmed}` : `Submission v${change.ordinal}, ${confirmed}`
    }
    case 'withdraw':
      return 'Submission withdrawn'
    case 'leave':
      return `${plural(change.count, 'change')} that came after submission left out: ${change.reason}`
    case 'review':
      return reviewWords(change)
    case 'unreadable':
      return 'Something that the server could not read'
  }
}

type Reviewed = Extract<ReturnChange, { what: 'review' }>

const said: Readonly<Record<Reviewed['act'], string>> = {
  asked: 'Question',
  answered: 'Answer to a question',
  'closed-question': 'Question closed',
  'sent-back': 'Sent back',
  accepted: 'Accepted',
  'counted-on-time': 'Counted on time',
  'not-counted-on-time': 'Not counted on time any more',
  reopened: 'Opened again although its month is closed',
  taken: 'Decided: taken',
  declined: 'Decided: declined',
  'took-late': 'Late changes taken in',
  confirmed: 'Figures entered by the council confirmed',
}

function reviewWords({ act, words, count }: Reviewed): string {
  const what = act === 'took-late' && count !== undefined ? `${plural(count, 'late change')} taken in` : said[act]
  return words === '' ? what : `${what}: ${words}`
}

export function outcomeWords({ outcome, code, ...change }: ReturnChange): string {
  switch (outcome) {
    case 'applied':
      if (change.what === 'review') return 'Done'
      if (change.what === 'value' && change.behalf) return `Entered by the council: ${change.behalf.source}`
      return change.what === 'value' && change.chosen ? 'Chosen between what two people entered' : 'Taken'
    case 'agreed':
      return 'The same was there already'
    case 'conflict':
      return 'Entered twice: what was there stands, both are kept'
    case 'waiting':
      return 'Waits for an earlier change that has not arrived'
    case 'rejected':
      return `Not taken. ${refusedBecause(code)}`
  }
}

/** As whoever reads it later is told; the sentences of problems are for whoever sent it. */
function refusedBecause(code: ReturnChange['code']): string {
  switch (code) {
    case undefined:
      return ''
    case 'locked':
      return 'The return had been submitted.'
    case 'seen-differs':
      return 'The figures on the server were not the ones on the screen.'
    case 'no-access':
      return 'This person did not have access to the return.'
    case 'not-allowed':
      return 'This person’s role did not allow it.'
    case 'malformed':
      return ''
    default:
      return problemSentence(code)
  }
}
