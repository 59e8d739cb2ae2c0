import { refusalSentence } from '../../device/status.ts'
import { everyProblem } from '../../protocol/every-problem.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import type { ActState } from './use-acting.ts'

/** Said to an officer where the general sentence is a provider's. */
const sentences: Partial<Record<ProblemCode, string>> = {
  'seen-differs':
    'The return has changed since it was drawn on your screen, so nothing was done. What differs is shown at the top.',
  locked: 'The return is not in a state in which that can be done.',
  incomplete: 'Two people entered a figure differently: the provider chooses first, so it cannot be accepted yet.',
  'not-yours-to-enter':
    'That figure is supplied by the council, worked out, or entered in lines: it is not typed here.',
  'not-open': 'That month is closed for this service.',
  'out-of-bounds': 'That figure has too many digits or decimals for this indicator.',
}

/** Why something was not taken; after a lost answer the same is sent again. */
export function ActNotice({ state, again }: { readonly state: ActState; readonly again?: () => void }) {
  if (state.is === 'idle') return null
  if (state.is === 'sending')
    return (
      <p className="ff-quiet" role="status">
        Sending…
      </p>
    )
  return (
    <div className="ff-notice ff-notice--warning ff-review__notice" role="alert">
      <p>
        {state.is === 'refused'
          ? (sentences[state.code] ?? everyProblem[state.code].sentence)
          : `${lostWords(state.refusal)} Nothing you typed is lost.`}
      </p>
      {state.is === 'lost' && again ? (
        <Button look="secondary" className="ff-button-small" onClick={again}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}

function lostWords(refusal: Extract<ActState, { is: 'lost' }>['refusal']): string {
  if (refusal.type === 'offline') return 'There is no signal: it is not known to have been received.'
  if (refusal.type === 'problem' && refusal.code === 'not-signed-in')
    return 'Your session has ended. Sign in again above, then try again.'
  return refusalSentence(refusal)
}
