import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { refusalSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'

/** The session has ended: a field beside the status, and nothing else changes. */
export function SignInAgain() {
  const { desk } = useAtDesk()
  const connection = useDesk(state => state.status.connection)
  const email = useDesk(state => state.me.person.email)
  const [refused, setRefused] = useState<string>()
  const { register, handleSubmit, formState, reset } = useForm({ defaultValues: { password: '' } })
  if (connection !== 'signed-out' && connection !== 'wrong-person') return null
  const signIn = async ({ password }: { readonly password: string }) => {
    const answer = await desk.signInAgain(password)
    setRefused(answer.ok ? undefined : refusalSentence(answer.refusal))
    reset()
  }
  return (
    <form className="ff-again" onSubmit={handleSubmit(signIn)} aria-label="Sign in again">
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <label htmlFor="again-password">Password of {email}</label>
      <input
        id="again-password"
        className="govuk-input ff-again__field"
        type="password"
        autoComplete="current-password"
        aria-describedby={refused ? 'again-refused' : undefined}
        {...register('password', { required: true })}
      />
      <Button type="submit" className="ff-button-small" disabled={formState.isSubmitting}>
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
