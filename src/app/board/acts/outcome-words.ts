/** What became of what an officer did to returns, in words for this page. Pure. */

import type { Outcome } from '../../../protocol/exchange.ts'
import { problemSentence } from '../../../protocol/problems.ts'

/** Why it was not done: to stand after the name of a return. */
export function whyNot({ code }: Pick<Outcome, 'code'>): string {
  switch (code) {
    case 'seen-differs':
      return 'changed since you looked, look again'
    case 'locked':
    case 'not-submitted':
      return 'somebody has decided on it, or taken it back, since you looked'
    case 'not-open':
      return 'its month is closed'
    case 'not-closed':
      return 'its month is not closed'
    case 'not-late':
      return 'it was not received late'
    case 'not-allowed':
    case 'no-access':
      return 'it is not yours to decide on'
    case undefined:
      return 'the server did not take it'
    default:
      return problemSentence(code).replace(/\.$/, '')
  }
}

export const wasDone = ({ outcome }: Pick<Outcome, 'outcome'>): boolean => outcome === 'applied' || outcome === 'agreed'
