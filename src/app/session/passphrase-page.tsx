import '../styles-later.scss'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Unlocked } from '../../device/desk.ts'
import { unlockSentence } from '../../device/status.ts'
import type { Me } from '../../protocol/exchange.ts'
import { AboutLinks } from '../about/about-links.tsx'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import type { Progress } from '../join/first-day.ts'
import { StepHeading } from '../join/steps/step-heading.tsx'
import { longEnough, passphraseHint } from '../passphrase/passphrase-rules.ts'

interface Props {
  readonly me: Me
  /** On her first day: how far she is. */
  readonly progress?: Progress | undefined
  /** What it is for, where that is not all she types. */
  readonly about?: string
  readonly onChoose: (passphrase: string) => Promise<Unlocked>
}

interface Choice {
  readonly passphrase: string
  readonly again: string
}

/** First time on this device: the passphrase that seals everything kept here. */
export function PassphrasePage({ me, progress, about, onChoose }: Props) {
  const [refused, setRefused] = useState<string>()
  const { register, handleSubmit, formState, getValues } = useForm<Choice>({
    reValidateMode: 'onSubmit',
    defaultValues: { passphrase: '', again: '' },
  })
  const { errors, isSubmitting } = formState
  const choose = async ({ passphrase }: Choice) => {
    setRefused(undefined)
    const answer = await onChoose(passphrase)
    if (!answer.ok) setRefused(unlockSentence(answer.because))
  }
  const lines = [
    ...(errors.passphrase?.message ? [{ text: errors.passphrase.message, to: '#passphrase' }] : []),
    ...(errors.again?.message ? [{ text: errors.again.message, to: '#again' }] : []),
    ...(refused ? [{ text: refused }] : []),
  ]
  return (
    <div className="ff-page ff-narrow">
      <ErrorSummary lines={lines} />
      <StepHeading title="Choose a device passphrase" progress={progress} />
      <p className="govuk-body">
        {about ??
          `${me.person.name}, this is your first time on this device. Everything you type here is kept on it, sealed with a passphrase that only you know.`}
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>It is not your account password, and opens only this device.</li>
        <li>
          You type it whenever you open {about === undefined ? 'Fieldfare' : 'your notes'} here, with or without signal.
        </li>
        <li>
          <strong>Nobody can recover it, the council included.</strong>
        </li>
        <li>
          If it is forgotten, what the server has received is safe and comes back when you sign in again. What it never
          received is gone.
        </li>
      </ul>
      <form onSubmit={handleSubmit(choose)} noValidate>
        <input type="text" autoComplete="username" value={me.person.email} readOnly hidden />
        <TextInput
          id="passphrase"
          label="Device passphrase"
          hint={passphraseHint}
          type="password"
          autoComplete="new-password"
          error={errors.passphrase?.message}
          {...register('passphrase', {
            validate: longEnough,
          })}
        />
        <TextInput
          id="again"
          label="The same passphrase again"
          type="password"
          autoComplete="new-password"
          error={errors.again?.message}
          {...register('again', {
            validate: text => text === getValues('passphrase') || 'The two passphrases are not the same',
          })}
        />
        <Button type="submit" disabled={isSubmitting}>
          {isSubmitting ? 'Preparing this device…' : 'Continue'}
        </Button>
      </form>
      <AboutLinks />
    </div>
  )
}
