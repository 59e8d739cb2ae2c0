import { useEffect, useRef, useState } from 'react'
import type { AccountOnline } from '../../device/online/account.ts'
import { Button } from '../govuk/button.tsx'
import { accountSentence } from './refused.ts'

interface Props {
  readonly account: AccountOnline
  /** Where something is kept on this device, it says that it stays. */
  readonly keepsWork: boolean
  readonly signedOut: boolean
  readonly onSignedOut: () => void
}

/** Ends every session of hers, this one too. */
export function EverywherePart({ account, keepsWork, signedOut, onSignedOut }: Props) {
  const [busy, setBusy] = useState(false)
  const [refused, setRefused] = useState<string>()
  const [done, setDone] = useState(false)
  const said = useRef<HTMLParagraphElement>(null)
  // Signed in again, it can be done again.
  const was = useRef(signedOut)
  useEffect(() => {
    if (was.current && !signedOut) setDone(false)
    was.current = signedOut
  }, [signedOut])
  const signOut = async () => {
    setBusy(true)
    setRefused(undefined)
    const answer = await account.signOutEverywhere()
    setBusy(false)
    if (!answer.ok) return setRefused(accountSentence(answer.refusal))
    setDone(true)
    said.current?.focus()
    onSignedOut()
  }
  return (
    <section aria-labelledby="everywhere-part">
      <h2 id="everywhere-part" className="govuk-heading-m">
        Sign out everywhere
      </h2>
      <p className="govuk-body">
        Ends every session of yours, this one too. What is stored on your devices stays there, and still opens with
        their passphrases{keepsWork ? '; sending and receiving wait until you sign in again' : ''}. A lost device is
        reported in the list above instead.
      </p>
      <p ref={said} className="govuk-body" role="status" tabIndex={-1}>
        {done ? (
          <strong>
            You are signed out everywhere.
            {keepsWork ? ' You can go on working here; to send and receive, sign in again above.' : ''}
          </strong>
        ) : null}
      </p>
      {refused ? (
        <p className="govuk-error-message" role="alert">
          {refused}
        </p>
      ) : null}
      {done ? null : (
        <Button look="warning" disabled={busy} onClick={() => void signOut()}>
          {busy ? 'Signing out…' : 'Sign out everywhere'}
        </Button>
      )}
    </section>
  )
}
