import { useCallback, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { PassphraseSet } from '../../device/desk.ts'
import { unlockSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import { longEnough, passphraseHint } from './passphrase-rules.ts'
import { useWait } from './use-wait.ts'
import { WaitNotice } from './wait-notice.tsx'

interface Change {
  readonly old: string
  readonly next: string
  readonly again: string
}

type Refused = Extract<PassphraseSet, { readonly ok: false }>['because']

function refusedSentence(because: Refused): string {
  if (because === 'too-short') return String(longEnough(''))
  return because === 'wrong-passphrase' ? 'That is not the present passphrase of this device' : unlockSentence(because)
}

/** On *This device*: the present one, the new one, the new one again. Works with no signal. */
export function ChangePassphrase() {
  const [open, setOpen] = useState(false)
  const [changed, setChanged] = useState(false)
  return (
    <section aria-labelledby="passphrase">
      <h2 id="passphrase" className="govuk-heading-m">
        Passphrase
      </h2>
      <p className="govuk-body">
        It opens what is kept for you on this device. Nobody can recover it: what the server has received is safe, what
        it never received is gone if the passphrase is forgotten.
      </p>
      <p className="govuk-body" role="status">
        {changed ? 'The passphrase has been changed. The old one no longer opens this device.' : ''}
      </p>
      {open ? (
        <ChangeForm
          onChanged={() => {
            setChanged(true)
            setOpen(false)
          }}
          onClose={() => setOpen(false)}
        />
      ) : (
        <Button
          look="secondary"
          onClick={() => {
            setChanged(false)
            setOpen(true)
          }}
        >
          Change the passphrase
        </Button>
      )}
    </section>
  )
}

function ChangeForm({ onChanged, onClose }: { readonly onChanged: () => void; readonly onClose: () => void }) {
  const { desk } = useAtDesk()
  const email = useDesk(state => state.me.person.email)
  const [refused, setRefused] = useState<string>()
  const { seconds, again: lookAgain } = useWait(useCallback(() => desk.wait(), [desk]))
  const { register, handleSubmit, formState, getValues, resetField, setFocus } = useForm<Change>({
    reValidateMode: 'onSubmit',
    defaultValues: { old: '', next: '', again: '' },
  })
  const { errors, isSubmitting } = formState
  const change = async ({ old, next }: Change) => {
    setRefused(undefined)
    const answer = await desk.changePassphrase(old, next)
    if (answer.ok) return onChanged()
    lookAgain()
    setRefused(refusedSentence(answer.because))
    if (answer.because !== 'wrong-passphrase') return
    resetField('old')
    setFocus('old')
  }
  const oldProblem = errors.old?.message ?? refused
  const lines = [
    ...(oldProblem ? [{ text: oldProblem, to: '#old-passphrase' }] : []),
    ...(errors.next?.message ? [{ text: errors.next.message, to: '#new-passphrase' }] : []),
    ...(errors.again?.message ? [{ text: errors.again.message, to: '#new-again' }] : []),
  ]
  return (
    <form className="ff-narrow" onSubmit={handleSubmit(change)} noValidate aria-label="Change the passphrase">
      <ErrorSummary lines={lines} takesFocus={refused === undefined} />
      <input type="text" autoComplete="username" value={email} readOnly hidden />
      <TextInput
        id="old-passphrase"
        label="Present passphrase"
        type="password"
        autoComplete="current-password"
        autoFocus
        error={oldProblem}
        {...register('old', { validate: text => text !== '' || 'Type the present passphrase' })}
      />
      <WaitNotice seconds={seconds} />
      <TextInput
        id="new-passphrase"
        label="New passphrase"
        hint={passphraseHint}
        type="password"
        autoComplete="new-password"
        error={errors.next?.message}
        {...register('next', {
          validate: {
            long: longEnough,
            new: text => text !== getValues('old') || 'That is the one you have: choose another',
          },
        })}
      />
      <TextInput
        id="new-again"
        label="New passphrase again"
        type="password"
        autoComplete="new-password"
        error={errors.again?.message}
        {...register('again', {
          validate: text => text === getValues('next') || 'The two new passphrases are not the same',
        })}
      />
      <div className="govuk-button-group">
        <Button type="submit" disabled={isSubmitting || seconds > 0}>
          {isSubmitting ? 'Changing…' : 'Change the passphrase'}
        </Button>
        <Button look="link" onClick={onClose}>
          Keep the present one
        </Button>
      </div>
    </form>
  )
}
