import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { PersonOnDevice, Unlocked } from '../../device/desk.ts'
import { lockedSentence, unlockSentence } from '../../device/status.ts'
import type { PersonId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { usePageTitle } from '../layout/page-title.ts'

interface Props {
  readonly people: readonly PersonOnDevice[]
  readonly person: PersonId | undefined
  /** How many changes of hers wait in the locked database. */
  readonly waiting: (person: PersonId) => Promise<number>
  readonly onUnlock: (person: PersonId, passphrase: string) => Promise<Unlocked>
  readonly onSignIn: () => void
}

interface Key {
  readonly person: string
  readonly passphrase: string
}

/** Pick yourself, type the passphrase. Works with the network off. */
export function UnlockPage({ people, person, waiting, onUnlock, onSignIn }: Props) {
  usePageTitle('Unlock')
  const [refused, setRefused] = useState<string>()
  const [only] = people
  const { register, handleSubmit, formState, setValue, setFocus, watch } = useForm<Key>({
    reValidateMode: 'onSubmit',
    defaultValues: { person: person ?? only?.id ?? '', passphrase: '' },
  })
  const { errors, isSubmitting } = formState
  const chosen = watch('person')
  const waits = useWaiting(chosen, waiting)
  const unlock = async (key: Key) => {
    setRefused(undefined)
    const answer = await onUnlock(key.person as PersonId, key.passphrase)
    if (answer.ok) return
    setRefused(unlockSentence(answer.because))
    setValue('passphrase', '')
    setFocus('passphrase')
  }
  const problem = errors.passphrase?.message ?? refused
  return (
    <div className="ff-page ff-narrow">
      <ErrorSummary lines={problem ? [{ text: problem, to: '#unlock-passphrase' }] : []} takesFocus={false} />
      <h1 className="govuk-heading-l">Unlock</h1>
      {waits > 0 ? <p className="govuk-inset-text">{lockedSentence(waits)}</p> : null}
      <form onSubmit={handleSubmit(unlock)} noValidate>
        {people.length > 1 ? (
          <fieldset className="govuk-fieldset govuk-form-group">
            <legend className="govuk-fieldset__legend">Who are you?</legend>
            <div className="govuk-radios govuk-radios--small">
              {people.map(one => (
                <div className="govuk-radios__item" key={one.id}>
                  <input
                    className="govuk-radios__input"
                    id={`person-${one.id}`}
                    type="radio"
                    value={one.id}
                    {...register('person')}
                  />
                  <label className="govuk-label govuk-radios__label" htmlFor={`person-${one.id}`}>
                    {one.name} <span className="ff-quiet">{one.email}</span>
                  </label>
                </div>
              ))}
            </div>
          </fieldset>
        ) : (
          <p className="govuk-body">
            <strong>{only?.name}</strong> <span className="ff-quiet">{only?.email}</span>
          </p>
        )}
        <TextInput
          id="unlock-passphrase"
          label="Device passphrase"
          hint="The one you chose on this device, not your account password"
          type="password"
          autoComplete="current-password"
          autoFocus
          error={problem}
          {...register('passphrase', { validate: text => text !== '' || 'Type your device passphrase' })}
        />
        <div className="govuk-button-group">
          <Button type="submit" disabled={isSubmitting}>
            {isSubmitting ? 'Unlocking…' : 'Unlock'}
          </Button>
          <Button look="link" onClick={onSignIn}>
            Sign in as someone else
          </Button>
        </div>
      </form>
    </div>
  )
}

/** Counted again when another person is picked; a count that cannot be had says nothing. */
function useWaiting(person: string, waiting: Props['waiting']): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let gone = false
    setCount(0)
    if (person !== '')
      waiting(person as PersonId).then(
        found => {
          if (!gone) setCount(found)
        },
        error => console.warn('Fieldfare: what waits could not be counted', error),
      )
    return () => {
      gone = true
    }
  }, [person, waiting])
  return count
}
