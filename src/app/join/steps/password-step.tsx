import { type FormEvent, useRef, useState } from 'react'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { TextInput } from '../../govuk/text-input.tsx'
import type { Progress } from '../first-day.ts'
import { StepHeading } from './step-heading.tsx'

/** What is wrong: with what she typed, or with something around it. */
export interface Refused {
  readonly sentence: string
  readonly at: 'field' | 'page'
}

interface Props {
  readonly progress: Progress | undefined
  readonly email: string
  /** Gives why it was not taken; undefined: it was, and another page comes. */
  readonly onChosen: (password: string) => Promise<Refused | undefined>
}

/** The account password. What it must be is said before; whether it is, the server says. */
export function PasswordStep({ progress, email, onChosen }: Props) {
  const [refused, setRefused] = useState<Refused>()
  const [shown, setShown] = useState(false)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const choose = async (event: FormEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    if (password === '') return setRefused({ sentence: 'Choose a password', at: 'field' })
    setRefused(undefined)
    setBusy(true)
    const answer = await onChosen(password)
    setBusy(false)
    setRefused(answer)
  }
  return (
    <>
      <ErrorSummary
        lines={
          refused
            ? [refused.at === 'field' ? { text: refused.sentence, to: '#new-password' } : { text: refused.sentence }]
            : []
        }
      />
      <StepHeading title="Choose a password" progress={progress} />
      <p className="govuk-body">
        You sign in with it and <strong className="ff-join__email">{email}</strong>, on any device.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>At least 12 characters, of any kind. Capitals, digits and signs are not asked for.</li>
        <li>Three or four words that have nothing to do with each other make a good one.</li>
        <li>
          Not taken: mostly common words, your name, names of this place, a year, or keys beside each other, because
          those are guessed first.
        </li>
        <li>It never expires. A password manager may make it and keep it.</li>
      </ul>
      <form onSubmit={choose} noValidate>
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <TextInput
          ref={field}
          id="new-password"
          label="Password"
          type={shown ? 'text' : 'password'}
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          error={refused?.at === 'field' ? refused.sentence : undefined}
        />
        <div className="govuk-checkboxes govuk-checkboxes--small ff-join__show">
          <div className="govuk-checkboxes__item">
            <input
              className="govuk-checkboxes__input"
              id="show-password"
              type="checkbox"
              checked={shown}
              onChange={event => setShown(event.target.checked)}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor="show-password">
              Show the password
            </label>
          </div>
        </div>
        <Button type="submit" disabled={busy}>
          {busy ? 'Setting the password…' : 'Continue'}
        </Button>
      </form>
    </>
  )
}
