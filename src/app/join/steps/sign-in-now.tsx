import { useState } from 'react'
import { Link } from 'react-router'
import { Button } from '../../govuk/button.tsx'
import type { Accepted } from '../use-accepting.ts'
import { heldUpSentence } from './cannot-open.tsx'
import { StepHeading } from './step-heading.tsx'

interface Props {
  readonly accepted: Accepted
  readonly onSignIn: () => Promise<void>
}

/** The password is set and the invitation used up; only signing in did not work, so it is tried again. */
export function SignInNow({ accepted: { email, refusal }, onSignIn }: Props) {
  const [busy, setBusy] = useState(false)
  const signIn = async () => {
    setBusy(true)
    await onSignIn()
    setBusy(false)
  }
  return (
    <>
      <StepHeading title="Your password is set" />
      <p className="govuk-body" role="alert">
        Signing in with it did not work yet. {heldUpSentence(refusal)}
      </p>
      <Button onClick={signIn} disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <p className="govuk-body">
        You can also <Link to="/">sign in later</Link> with {email} and your new password. The invitation is not needed
        any more.
      </p>
    </>
  )
}
