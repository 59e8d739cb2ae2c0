import '../../styles-later.scss'
import '../account.scss'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Refusal } from '../../../device/desk.ts'
import { type WayBack, wayBack } from '../../../device/online/account.ts'
import { linkTokenSchema } from '../../../protocol/account.ts'
import { Button } from '../../govuk/button.tsx'
import { ErrorSummary } from '../../govuk/error-summary.tsx'
import { usePageTitle } from '../../layout/page-title.ts'
import { useOnline } from '../../layout/use-online.ts'
import { PasswordField } from '../password-field.tsx'
import { fieldOf, passwordHint } from '../password-words.ts'
import { accountSentence } from '../refused.ts'
import { forgetSecret, forgottenPath, resetPath, takeSecret } from './link-secret.ts'

const server = wayBack()

/** A new password by the link of a letter. Signs in nobody: that comes after. */
export function ResetPage({ back = server }: { readonly back?: WayBack }) {
  const secret = useSecret()
  const [stage, setStage] = useState<'choose' | 'done' | 'used-up'>('choose')
  const whole = linkTokenSchema.safeParse(secret).success
  const shown = stage === 'choose' && !whole ? 'no-link' : stage
  usePageTitle(titles[shown])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (shown !== 'choose') heading.current?.focus()
  }, [shown])
  const ended = (to: 'done' | 'used-up') => {
    forgetSecret()
    setStage(to)
  }
  return (
    <div className="ff-page ff-narrow">
      {shown === 'choose' ? (
        <Choose back={back} secret={secret} onEnded={ended} />
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1} className="govuk-heading-l">
            {titles[shown]}
          </h1>
          {shown === 'done' ? <Done /> : <NoLink usedUp={shown === 'used-up'} />}
        </>
      )}
    </div>
  )
}

const titles = {
  choose: 'Choose a new password',
  done: 'Your password has been changed',
  'used-up': 'This link does not work any more',
  'no-link': 'Open the link of the letter again',
} as const

/** Also of another link that is opened while this page is shown. */
function useSecret(): string {
  const [secret, setSecret] = useState(takeSecret)
  const { hash } = useLocation()
  const navigate = useNavigate()
  useEffect(() => {
    if (hash === '') return
    setSecret(takeSecret())
    // The router still has it in what it remembers.
    void navigate(resetPath, { replace: true })
  }, [hash, navigate])
  return secret
}

interface ChooseProps {
  readonly back: WayBack
  readonly secret: string
  readonly onEnded: (how: 'done' | 'used-up') => void
}

function Choose({ back, secret, onEnded }: ChooseProps) {
  const online = useOnline()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string>()
  const [refused, setRefused] = useState<Refusal>()
  const [busy, setBusy] = useState(false)
  const choose = async (event: FormEvent) => {
    event.preventDefault()
    const password = field.current?.value ?? ''
    setRefused(undefined)
    setProblem(password === '' ? 'Type the new password' : undefined)
    if (password === '') return field.current?.focus()
    setBusy(true)
    const answer = await back.reset(secret, password)
    setBusy(false)
    if (answer.ok) return onEnded('done')
    const { refusal } = answer
    if (refusal.type === 'problem' && refusal.code === 'link-ended') return onEnded('used-up')
    if (fieldOf(refusal) === 'next') {
      setProblem(accountSentence(refusal))
      field.current?.focus()
    } else setRefused(refusal)
  }
  return (
    <>
      <ErrorSummary
        lines={[
          ...(problem ? [{ text: problem, to: '#new-password' }] : []),
          ...(refused ? [{ text: accountSentence(refused) }] : []),
        ]}
        takesFocus={problem === undefined}
      />
      <h1 className="govuk-heading-l">{titles.choose}</h1>
      <ul className="govuk-list govuk-list--bullet">
        <li>All your sessions end, on every device: sign in with the new password afterwards.</li>
        <li>
          It does not change the passphrase of any device. What is stored on a device stays there and still opens with
          its own passphrase.
        </li>
      </ul>
      {online ? null : <p className="govuk-inset-text">There is no signal, and this needs it. The link keeps.</p>}
      <form onSubmit={choose} noValidate>
        <PasswordField
          ref={field}
          id="new-password"
          label="New password"
          hint={passwordHint}
          autoComplete="new-password"
          error={problem}
        />
        <Button type="submit" disabled={busy}>
          {busy ? 'Changing…' : 'Change the password'}
        </Button>
      </form>
    </>
  )
}

function Done() {
  const navigate = useNavigate()
  return (
    <>
      <p className="govuk-body">
        All your sessions have ended. The passphrases of your devices are as they were, and what is stored there has
        stayed.
      </p>
      <Button onClick={() => void navigate('/', { replace: true })}>Go on to sign in</Button>
    </>
  )
}

function NoLink({ usedUp }: { readonly usedUp: boolean }) {
  return (
    <>
      <p className="govuk-body">
        {usedUp
          ? 'A link works once and for 30 minutes, and a newer letter takes the place of an older one. Your password has not been changed by this one.'
          : 'It is not in this page any more, or was not whole. While the letter is less than 30 minutes old its link works: open it again, up to the end of its line.'}
      </p>
      <p className="govuk-body">
        <Link to={forgottenPath} className="govuk-link">
          Ask for a new letter
        </Link>
      </p>
      <p className="govuk-body">
        <Link to="/" replace className="govuk-link">
          Back to signing in
        </Link>
      </p>
    </>
  )
}
