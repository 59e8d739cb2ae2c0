import type { Refusal } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'

interface Props {
  /** Something was read from the server before. */
  readonly shown: boolean
  readonly refusal: Refusal | undefined
  /** 'the board is read', 'returns are read'. */
  readonly what: string
  readonly again: () => void
}

/** Loading, or why the server was not read, with a way to try again. */
export function AnswerState({ shown, refusal, what, again }: Props) {
  if (refusal === undefined) return shown ? null : <p className="govuk-body">Loading…</p>
  const out = refusal.type === 'problem' && (refusal.code === 'not-signed-in' || refusal.code === 'wrong-person')
  return (
    <div className="ff-notice ff-notice--warning" role="alert">
      <p>
        {shown ? 'This may not be the latest. ' : ''}
        {refusal.type === 'offline'
          ? `There is no signal: ${what} from the server.`
          : out
            ? 'Sign in again above, then try again.'
            : refusalSentence(refusal)}
      </p>
      <Button look="secondary" className="ff-button-small" onClick={again}>
        Try again
      </Button>
    </div>
  )
}
