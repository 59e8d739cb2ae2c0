import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'

interface Props {
  /** She has asked for it before her session ended. */
  readonly wanted: boolean
  readonly onDone: () => void
}

/** The session has ended, or she wants another one before it does: a field beside the status, and nothing else changes. */
export function SignInAgain({ wanted, onDone }: Props) {
  const { desk } = useAtDesk()
  const connection = useDesk(state => state.status.connection)
  const email = useDesk(state => state.me.person.email)
  const out = connection === 'signed-out' || connection === 'wrong-person'
  if (!out && !wanted) return null
  const signIn = async (password: string) => {
    const answer = await desk.signInAgain(password)
    if (answer.ok) onDone()
    return answer
  }
  return (
    <AgainForm email={email} signIn={signIn} takesFocus={wanted && !out}>
      {out ? null : (
        <Button look="link" onClick={onDone}>
          Not now
        </Button>
      )}
    </AgainForm>
  )
}

interface FormProps {
  readonly email: string
  readonly signIn: (
    password: string,
  ) => Promise<{ readonly ok: true } | { readonly ok: false; readonly refusal: Refusal }>
  /** Only where she has just asked for it: what appears by itself takes nothing from a field she types in. */
  readonly takesFocus?: boolean
  readonly children?: ReactNode
}

/** A password in place. Once it is right the focus goes back to where it came from. */
export function AgainForm({ email, signIn, takesFocus = false, children }: FormProps) {
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const cameFrom = useRef<EventTarget>(null)
  useEffect(() => {
    if (takesFocus) field.current?.focus()
  }, [takesFocus])
  const send = async (event: FormEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    if (password === '') return field.current?.focus()
    const here = event.currentTarget
    setBusy(true)
    const answer = await signIn(password)
    setBusy(false)
    setRefused(answer.ok ? undefined : refusalSentence(answer.refusal))
    if (field.current) field.current.value = ''
    const from = cameFrom.current
    // She may have gone on typing elsewhere meanwhile.
    const lost = document.activeElement === document.body || here.contains(document.activeElement)
    if (answer.ok && lost && from instanceof HTMLElement && from.isConnected) from.focus()
    else if (!answer.ok && lost) field.current?.focus()
  }
  return (
    <form
      className="ff-again"
      onSubmit={send}
      onFocus={({ relatedTarget, currentTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) cameFrom.current = relatedTarget
      }}
      aria-label="Sign in again"
    >
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
      {children}
      {refused ? (
        <span id="again-refused" className="ff-again__refused" role="alert">
          {refused}
        </span>
      ) : null}
    </form>
  )
}
