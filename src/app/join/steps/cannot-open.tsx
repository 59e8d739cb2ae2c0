import { Link } from 'react-router'
import type { Refusal } from '../../../device/desk.ts'
import { refusalSentence } from '../../../device/status.ts'
import { everySentence } from '../../../protocol/every-problem.ts'
import { Button } from '../../govuk/button.tsx'
import { isUsedUp } from '../outcome.ts'
import { StepHeading } from './step-heading.tsx'

interface Props {
  readonly because: 'damaged' | Refusal
  readonly onAgain: () => void
  readonly onCode: () => void
}

/** A link that opens nothing: each reason with what to do about it. */
export function CannotOpen({ because, onAgain, onCode }: Props) {
  if (because === 'damaged')
    return (
      <>
        <StepHeading title="This link is not complete" />
        <p className="govuk-body">
          Mail programs sometimes cut a long link. Copy it whole from the letter, up to the end of its line, and paste
          it where the address goes; or paste it on the next page.
        </p>
        <Button onClick={onCode}>Paste the link, or type a code</Button>
      </>
    )
  if (isUsedUp(because))
    return (
      <>
        <StepHeading title="This invitation cannot be used" />
        <p className="govuk-body">It works once and for seven days. One of these has happened:</p>
        <ul className="govuk-list govuk-list--bullet">
          <li>
            You have used it and chosen a password: <Link to="/">sign in or unlock</Link>.
          </li>
          <li>
            It is too old, it has been replaced by a newer letter, or it was taken back: ask whoever invited you for a
            new one. They can also show you a code on their screen.
          </li>
        </ul>
        <Button look="secondary" onClick={onCode}>
          I have a code
        </Button>
      </>
    )
  return (
    <>
      <StepHeading title="Your invitation could not be opened yet" />
      <p className="govuk-body" role="alert">
        {heldUpSentence(because)}
      </p>
      <Button onClick={onAgain}>Try again</Button>
    </>
  )
}

/** Nothing has been used up by it. */
export function heldUpSentence(refusal: Refusal): string {
  if (refusal.type === 'offline') return 'There is no signal, and this needs it. Your invitation stays as it is.'
  if (refusal.type === 'server-down') return 'The server does not answer. Try again in a moment.'
  if (refusal.type === 'part-missing') return refusalSentence(refusal)
  return everySentence(refusal.code)
}
