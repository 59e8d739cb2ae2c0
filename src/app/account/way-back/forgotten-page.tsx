import '../../styles-later.scss'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link } from 'react-router'
import { type WayBack, wayBack } from '../../../device/online/account.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import { usePageTitle } from '../../layout/page-title.ts'
import { useOnline } from '../../layout/use-online.ts'
import { accountSentence } from '../refused.ts'

const server = wayBack()

/** Asks for a letter. What it answers tells nobody whether there is such an account. */
export function ForgottenPage({ back = server }: { readonly back?: WayBack }) {
  const [asked, setAsked] = useState(false)
  usePageTitle(asked ? 'A letter may be on its way' : 'Forgotten password')
  return (
    <div className="ff-page ff-narrow">
      {asked ? <Asked onAgain={() => setAsked(false)} /> : <Ask back={back} onAsked={() => setAsked(true)} />}
    </div>
  )
}

function Ask({ back, onAsked }: { readonly back: WayBack; readonly onAsked: () => void }) {
  const online = useOnline()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const ask = async (event: FormEvent) => {
    event.preventDefault()
    const email = field.current?.value.trim() ?? ''
    setRefused(undefined)
    const wrong = email.length > 2 && email.includes('@') ? undefined : 'Enter your e-mail address'
    setProblem(wrong)
    if (wrong !== undefined) return
    setBusy(true)
    const answer = await back.forgotten(email)
    setBusy(false)
    if (answer.ok) onAsked()
    else setRefused(accountSentence(answer.refusal))
  }
  return (
    <>
      <ErrorSummary
        lines={[
          ...(problem ? [{ text: problem, to: '#forgotten-email' }] : []),
          ...(refused ? [{ text: refused, to: '#forgotten-email' }] : []),
        ]}
      />
      <h1 className="govuk-heading-l">Forgotten password</h1>
      <p className="govuk-body">
        A letter with a link goes to your e-mail address. The link works once and for 30 minutes.
      </p>
      <p className="govuk-inset-text">
        This is about the password of your account. The passphrase of a device is another thing: nobody can send you a
        new one, and a new password does not change it.
      </p>
      {online ? null : <p className="govuk-inset-text">There is no signal, and this needs it.</p>}
      <form onSubmit={ask} noValidate>
        <TextInput
          ref={field}
          id="forgotten-email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          spellCheck={false}
          error={problem}
        />
        <div className="govuk-button-group">
          <Button type="submit" disabled={busy}>
            {busy ? 'Asking…' : 'Send the letter'}
          </Button>
          <Link to="/" replace className="govuk-link">
            Back to signing in
          </Link>
        </div>
      </form>
    </>
  )
}

function Asked({ onAgain }: { readonly onAgain: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <>
      <h1 ref={heading} tabIndex={-1} className="govuk-heading-l">
        Look at your letters
      </h1>
      <p className="govuk-body">If there is an account with that address, a letter is on its way.</p>
      <p className="govuk-body">
        Nothing after ten minutes? Look among unwanted mail, and whether the address was the one you were invited with;
        or ask whoever looks after your access.
      </p>
      <div className="govuk-button-group">
        <Button look="secondary" onClick={onAgain}>
          Try another address
        </Button>
        <Link to="/" replace className="govuk-link">
          Back to signing in
        </Link>
      </div>
    </>
  )
}
