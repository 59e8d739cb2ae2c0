import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router'
import type { SignedIn } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import { AboutLinks } from '../about/about-links.tsx'
import { forgottenPath } from '../account/way-back/link-secret.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { joinPath } from '../join/join-path.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { useOnline } from '../layout/use-online.ts'
import { DoorNotices } from './door-notices.tsx'
import type { StandingAtDoor } from './session.ts'

interface Props {
  /** Somebody has a vault here, so that unlocking is possible. */
  readonly canUnlock: boolean
  readonly standing: readonly StandingAtDoor[]
  readonly onUnlock: () => void
  readonly onSignIn: (email: string, password: string) => Promise<SignedIn>
}

interface Account {
  readonly email: string
  readonly password: string
}

/** E-mail and password. Needs the network; with none, only unlocking works, and it says so. */
export function SignInPage({ canUnlock, standing, onUnlock, onSignIn }: Props) {
  usePageTitle('Sign in')
  const online = useOnline()
  const [refused, setRefused] = useState<string>()
  const { register, handleSubmit, formState, setValue } = useForm<Account>({
    reValidateMode: 'onSubmit',
    defaultValues: { email: '', password: '' },
  })
  const { errors, isSubmitting } = formState
  const signIn = async ({ email, password }: Account) => {
    setRefused(undefined)
    const answer = await onSignIn(email.trim(), password)
    if (answer.ok) return
    setRefused(refusalSentence(answer.refusal))
    setValue('password', '')
  }
  const lines = [
    ...(errors.email?.message ? [{ text: errors.email.message, to: '#email' }] : []),
    ...(errors.password?.message ? [{ text: errors.password.message, to: '#password' }] : []),
    ...(refused ? [{ text: refused, to: '#password' }] : []),
  ]
  return (
    <div className="ff-page ff-narrow">
      <DoorNotices standing={standing} />
      <ErrorSummary lines={lines} />
      <h1 className="govuk-heading-l">Sign in</h1>
      {online ? null : (
        <div className="govuk-inset-text">
          There is no signal, and signing in needs it.{' '}
          {canUnlock
            ? 'Whoever has worked on this device before can unlock it.'
            : 'This device has not been used before.'}
        </div>
      )}
      <form onSubmit={handleSubmit(signIn)} noValidate>
        <TextInput
          id="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          spellCheck={false}
          error={errors.email?.message}
          {...register('email', { validate: text => text.includes('@') || 'Enter your e-mail address' })}
        />
        <TextInput
          id="password"
          label="Password"
          type="password"
          autoComplete="current-password"
          error={errors.password?.message}
          {...register('password', { validate: text => text !== '' || 'Enter your password' })}
        />
        <div className="govuk-button-group">
          <Button type="submit" disabled={isSubmitting}>
            {isSubmitting ? 'Signing in…' : 'Sign in'}
          </Button>
          {canUnlock ? (
            <Button look="link" onClick={onUnlock}>
              Unlock this device instead
            </Button>
          ) : null}
        </div>
      </form>
      <p className="govuk-body">
        <Link to={joinPath}>I have been invited and have a code</Link>
      </p>
      <p className="govuk-body">
        <Link to={forgottenPath}>Forgotten your password?</Link>
      </p>
      <AboutLinks />
    </div>
  )
}
