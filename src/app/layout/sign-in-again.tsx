import { type FormEvent, useRef, useState } from 'react'
import { refusalSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'

/** The session has ended: a field beside the status, and nothing else changes. */
export function SignInAgain() {
  const { desk } = useAtDesk()
  const connection = useDesk(state => state.status.connection)
  const email = useDesk(state => state.me.person.email)
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  if (connection !== 'signed-out' && connection !== 'wrong-person') return null
  const signIn = async (event: FormEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    if (password === '') return field.current?.focus()
    setBusy(true)
    const answer = await desk.signInAgain(password)
    setBusy(false)
    setRefused(answer.ok ? undefined : refusalSentence(answer.refusal))
    if (field.current) field.current.value = ''
  }
  return (
    <form className="ff-again" onSubmit={signIn} aria-label="Sign in again">
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <label htmlFor="again-password">Password of {email}</label>
      <input
        ref={field}
        id="again-password"
        className="govuk-input ff-again__field"
        type="password"
        autoComplete="current-password"
        aria-describedby={refused ? 'again-refused' : undefined}
      />
      <Button type="submit" className="ff-button-small" disabled={busy}>
        Sign in
      </Button>
      {refused ? (
        <span id="again-refused" className="ff-again__refused" role="alert">
          {refused}
        </span>
      ) : null}
    </form>
  )
}
