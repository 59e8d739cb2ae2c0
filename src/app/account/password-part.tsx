import { useEffect, useRef, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Refusal } from '../../device/desk.ts'
import type { AccountOnline } from '../../device/online/account.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { PasswordField } from './password-field.tsx'
import { fieldOf, passwordHint } from './password-words.ts'
import { accountSentence } from './refused.ts'

interface Props {
  readonly account: AccountOnline
  readonly email: string
  /** Every other session has ended. */
  readonly onChanged: () => void
}

/** Change of the account's password. The rules are the server's; its sentence stands at the field. */
export function PasswordPart({ account, email, onChanged }: Props) {
  const [open, setOpen] = useState(false)
  const [said, setSaid] = useState('')
  const button = useRef<HTMLButtonElement>(null)
  const back = useRef(false)
  // The form has gone, and with it what had the focus.
  useEffect(() => {
    if (!open && back.current) button.current?.focus()
    back.current = open
  }, [open])
  const done = () => {
    setSaid('Your password has been changed. You are signed out everywhere else; a letter about it is on its way.')
    setOpen(false)
    onChanged()
  }
  return (
    <section aria-labelledby="password-part">
      <h2 id="password-part" className="govuk-heading-m">
        Password
      </h2>
      <p className="govuk-body">
        You sign in with it, on any device. It is not the passphrase of a device, and changing it changes none.
      </p>
      <p className="govuk-body" role="status">
        {said}
      </p>
      {open ? (
        <PasswordForm account={account} email={email} onChanged={done} onClose={() => setOpen(false)} />
      ) : (
        <Button
          ref={button}
          look="secondary"
          onClick={() => {
            setSaid('')
            setOpen(true)
          }}
        >
          Change your password
        </Button>
      )}
    </section>
  )
}

interface Typed {
  readonly present: string
  readonly next: string
}

function PasswordForm({ account, email, onChanged, onClose }: Props & { readonly onClose: () => void }) {
  const [refused, setRefused] = useState<Refusal>()
  const { register, handleSubmit, formState, setFocus, resetField } = useForm<Typed>({
    reValidateMode: 'onSubmit',
    defaultValues: { present: '', next: '' },
  })
  const { errors, isSubmitting } = formState
  const change = async ({ present, next }: Typed) => {
    setRefused(undefined)
    const answer = await account.changePassword(present, next)
    if (answer.ok) return onChanged()
    setRefused(answer.refusal)
    const field = fieldOf(answer.refusal)
    if (field === 'present') resetField('present')
    if (field !== undefined) setFocus(field)
  }
  const field = refused && fieldOf(refused)
  const sentence = refused && (field === 'present' ? 'That is not your present password' : accountSentence(refused))
  const present = errors.present?.message ?? (field === 'present' ? sentence : undefined)
  const next = errors.next?.message ?? (field === 'next' ? sentence : undefined)
  const lines = [
    ...(present ? [{ text: present, to: '#present-password' }] : []),
    ...(next ? [{ text: next, to: '#next-password' }] : []),
    ...(refused && field === undefined ? [{ text: accountSentence(refused) }] : []),
  ]
  return (
    <form className="ff-narrow" onSubmit={handleSubmit(change)} noValidate aria-label="Change your password">
      <ErrorSummary lines={lines} takesFocus={field === undefined} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <PasswordField
        id="present-password"
        label="Present password"
        autoComplete="current-password"
        autoFocus
        error={present}
        {...register('present', { validate: text => text !== '' || 'Type your present password' })}
      />
      <PasswordField
        id="next-password"
        label="New password"
        hint={passwordHint}
        autoComplete="new-password"
        error={next}
        {...register('next', { validate: text => text !== '' || 'Type the new password' })}
      />
      <div className="govuk-button-group">
        <Button type="submit" disabled={isSubmitting}>
          {isSubmitting ? 'Changing…' : 'Change your password'}
        </Button>
        <Button look="link" onClick={onClose}>
          Keep the present one
        </Button>
      </div>
    </form>
  )
}
