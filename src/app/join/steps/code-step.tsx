import { type FormEvent, type ReactNode, useRef, useState } from 'react'
import { Link } from 'react-router'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import type { Progress } from '../first-day.ts'
import { pastedToken, readCode, shownCode } from '../invitation-text.ts'
import { StepHeading } from './step-heading.tsx'

export interface Typed {
  readonly email: string
  readonly code: string
}

interface Props {
  readonly progress: Progress | undefined
  readonly typed: Typed
  /** Why the server did not take the last ones. */
  readonly refused: string | undefined
  /** She had an invitation open, and the page was loaded again. */
  readonly forgotten: boolean
  /** Who else works here, where this is the first page. */
  readonly also: ReactNode
  readonly onTyped: (typed: Typed) => void
  /** The secret of a link out of a letter. */
  readonly onPasted: (token: string) => void
}

/** Address and code from the lead's screen, or the link of a letter where it cannot be opened: in an installed app. */
export function CodeStep({ progress, typed, refused, forgotten, also, onTyped, onPasted }: Props) {
  const [problems, setProblems] = useState<{ readonly email?: string; readonly code?: string }>(
    refused === undefined ? {} : { code: refused },
  )
  const [tries, setTries] = useState(0)
  const email = useRef<HTMLInputElement>(null)
  const code = useRef<HTMLInputElement>(null)
  const go = (event: FormEvent) => {
    event.preventDefault()
    const address = email.current?.value.trim() ?? ''
    const read = readCode(code.current?.value ?? '')
    const found = {
      ...(address.includes('@') ? {} : { email: 'Enter the e-mail address you were invited with' }),
      ...(read.ok ? {} : { code: read.sentence }),
    }
    setProblems(found)
    setTries(tries + 1)
    if (read.ok && found.email === undefined) onTyped({ email: address, code: read.code })
  }
  const lines = [
    ...(problems.email ? [{ text: problems.email, to: '#join-email' }] : []),
    ...(problems.code ? [{ text: problems.code, to: '#join-code' }] : []),
  ]
  return (
    <>
      {/* The same sentence again is said again. */}
      <ErrorSummary key={tries} lines={lines} />
      <StepHeading title="Your address and code" progress={progress} />
      <p className="govuk-body">
        Whoever invited you can show you a code on their screen. It holds for ten minutes. You need signal.
      </p>
      {forgotten ? (
        <p className="govuk-inset-text">
          This page was loaded again, and your invitation was in its memory alone. Open the link in your letter once
          more, or type a code.
        </p>
      ) : null}
      {also}
      <form onSubmit={go} noValidate>
        <TextInput
          ref={email}
          id="join-email"
          label="E-mail address"
          hint="The one you were invited with"
          type="email"
          autoComplete="username"
          spellCheck={false}
          defaultValue={typed.email}
          error={problems.email}
        />
        <TextInput
          ref={code}
          id="join-code"
          label="Code"
          hint={
            <>
              Eight letters and digits, such as <span className="ff-join__code">4KTM-9PXR</span>. There is no letter O
              or I and no digit 0 or 1 in it.
            </>
          }
          className="govuk-input--width-10 ff-join__code"
          autoComplete="one-time-code"
          autoCapitalize="characters"
          autoCorrect="off"
          spellCheck={false}
          maxLength={40}
          defaultValue={typed.code === '' ? '' : shownCode(typed.code)}
          error={problems.code}
        />
        <Button type="submit">Continue</Button>
      </form>
      <PasteLink onPasted={onPasted} />
      <p className="govuk-body">
        Have you chosen a password already? <Link to="/">Sign in</Link>
      </p>
    </>
  )
}

function PasteLink({ onPasted }: { readonly onPasted: (token: string) => void }) {
  const [problem, setProblem] = useState<string>()
  const field = useRef<HTMLInputElement>(null)
  const open = (event: FormEvent) => {
    event.preventDefault()
    const token = pastedToken(field.current?.value ?? '')
    if (token !== undefined) return onPasted(token)
    setProblem('Paste the whole link from your letter: it ends with 43 letters and digits after a # sign')
    field.current?.focus()
  }
  return (
    <details className="govuk-details ff-join__paste">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">I have a letter with a link, and no code</span>
      </summary>
      <form className="govuk-details__text" onSubmit={open} noValidate aria-label="Paste your invitation">
        <TextInput
          ref={field}
          id="join-link"
          label="Link from the letter"
          hint="Press and hold the link in the letter, choose “Copy”, then paste it here."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={problem}
        />
        <Button type="submit" look="secondary">
          Open the invitation
        </Button>
      </form>
    </details>
  )
}
