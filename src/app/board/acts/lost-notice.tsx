import type { Refusal } from '../../../device/desk.ts'
import { refusalSentence } from '../../../device/status.ts'

/** Why there is no answer, and that trying again does no harm. */
export function LostNotice({ refusal }: { readonly refusal: Refusal }) {
  const why = refusal.type === 'offline' ? 'There is no signal.' : refusalSentence(refusal)
  return (
    <div className="ff-notice ff-notice--warning" role="alert">
      <p>
        {why}
        {refusal.type === 'problem'
          ? ' Nothing was done.'
          : ' Whether this arrived is not known. Try again: it counts once.'}
      </p>
    </div>
  )
}
