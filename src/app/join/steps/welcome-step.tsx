import type { ReactNode } from 'react'
import type { Invitation } from '../../../protocol/account.ts'
import { Button } from '../../govuk/button.tsx'
import { whenSentence } from '../../words.ts'
import { type StepName, stepWords } from '../first-day.ts'
import { StepHeading } from './step-heading.tsx'

interface Props {
  readonly invitation: Invitation
  /** Its name, once the server has said it. */
  readonly council: string | undefined
  readonly steps: readonly StepName[]
  /** Who else works here. */
  readonly also: ReactNode
  readonly onBegin: () => void
}

/** Who invites her to what, and what comes. */
export function WelcomeStep({ invitation, council, steps, also, onBegin }: Props) {
  const { name, email, by, endsAt } = invitation
  return (
    <>
      <StepHeading title="You have been invited">
        You have been invited to Fieldfare{council ? ` for ${council}` : ''}
        {by ? ` by ${by}` : ''}
      </StepHeading>
      <p className="govuk-body">
        {name}, you will sign in with <strong className="ff-join__email">{email}</strong>. If that is not you, close
        this page and tell whoever sent it.
      </p>
      <p className="govuk-body">
        {steps.length > 1
          ? 'It takes a few minutes and needs signal. Do it on the device you will work on.'
          : 'All there is to do is to choose a password.'}
      </p>
      {steps.length > 1 ? (
        <ol className="govuk-list govuk-list--number">
          {steps.map(step => (
            <li key={step}>{stepWords[step]}</li>
          ))}
        </ol>
      ) : null}
      {also}
      <Button onClick={onBegin}>Begin</Button>
      <p className="govuk-body ff-quiet">This invitation holds until {whenSentence(endsAt)}, and works once.</p>
    </>
  )
}
