import { type FormEvent, useRef, useState } from 'react'
import type { SignedIn } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { useOnline } from '../layout/use-online.ts'

interface Props {
  readonly email: string
  readonly onProve: (email: string, password: string) => Promise<SignedIn>
  readonly onProved: () => void
}

/** Signing in as the person whose work is to be deleted. Needs the network. */
export function ProveItIsYou({ email, onProve, onProved }: Props) {
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const online = useOnline()
  const address = useRef<HTMLInputElement>(null)
  const password = useRef<HTMLInputElement>(null)
  const refuse = (said: string): void => {
    setRefused(said)
    if (password.current) password.current.value = ''
    password.current?.focus()
  }
  const prove = async (event: FormEvent) => {
    event.preventDefault()
    const typed = password.current?.value ?? ''
    if (typed === '') return refuse('Enter your account password')
    setBusy(true)
    const answer = await onProve(address.current?.value ?? email, typed)
    setBusy(false)
    if (answer.ok) onProved()
    else refuse(refusalSentence(answer.refusal))
  }
  return (
    <form onSubmit={prove} noValidate aria-label="Sign in first">
      {online ? null : (
        <p className="govuk-inset-text">There is no signal, and this needs it: nothing can be deleted now.</p>
      )}
      <TextInput
        ref={address}
        id="start-again-email"
        label="E-mail address"
        type="email"
        autoComplete="username"
        spellCheck={false}
        defaultValue={email}
      />
      <TextInput
        ref={password}
        id="start-again-password"
        label="Account password"
        hint="The one you sign in with, so that nobody else can delete your work"
        type="password"
        autoComplete="current-password"
        error={refused}
      />
      <Button type="submit" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in and go on'}
      </Button>
      {refused ? (
        <p className="govuk-visually-hidden" role="alert">
          {refused}
        </p>
      ) : null}
    </form>
  )
}
