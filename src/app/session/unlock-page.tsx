import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { PersonOnDevice, Unlocked } from '../../device/desk.ts'
import { lockedSentence, unlockSentence } from '../../device/status.ts'
import type { PersonId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { DoorNotices } from './door-notices.tsx'
import type { StandingAtDoor } from './session.ts'

interface Props {
  readonly people: readonly PersonOnDevice[]
  readonly person: PersonId | undefined
  /** What the server said of the databases on this device. */
  readonly standing: readonly StandingAtDoor[]
  /** How many changes of hers wait in the locked database. */
  readonly waiting: (person: PersonId) => Promise<number>
  readonly onUnlock: (person: PersonId, passphrase: string) => Promise<Unlocked>
  readonly onSignIn: () => void
}

/** Pick yourself, type the passphrase. Works with the network off. */
export function UnlockPage({ people, person, standing, waiting, onUnlock, onSignIn }: Props) {
  usePageTitle('Unlock')
  const [only] = people
  const [picked, setPicked] = useState(person ?? only?.id)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // Somebody whose database was deleted meanwhile is not there to be picked any more.
  const chosen = people.some(one => one.id === picked) ? picked : only?.id
  const waits = useWaiting(chosen, waiting)
  const left = standing.some(one => one.standing === 'left' && one.person.id === chosen)
  const refuse = (said: string): void => {
    setProblem(said)
    if (field.current) field.current.value = ''
    field.current?.focus()
  }
  const unlock = async (event: FormEvent) => {
    event.preventDefault()
    const passphrase = field.current?.value ?? ''
    if (chosen === undefined || passphrase === '') return refuse('Type your device passphrase')
    setProblem(undefined)
    setBusy(true)
    const answer = await onUnlock(chosen, passphrase)
    setBusy(false)
    if (!answer.ok) refuse(unlockSentence(answer.because))
  }
  return (
    <div className="ff-page ff-narrow">
      <DoorNotices standing={standing} />
      <ErrorSummary lines={problem ? [{ text: problem, to: '#unlock-passphrase' }] : []} takesFocus={false} />
      <h1 className="govuk-heading-l">Unlock</h1>
      {left ? (
        <p className="govuk-inset-text">Your access has ended. Unlock once more to hand over what waits here.</p>
      ) : null}
      {waits > 0 && !left ? <p className="govuk-inset-text">{lockedSentence(waits)}</p> : null}
      <form onSubmit={unlock} noValidate>
        {people.length > 1 ? (
          <fieldset className="govuk-fieldset govuk-form-group">
            <legend className="govuk-fieldset__legend">Who are you?</legend>
            <div className="govuk-radios govuk-radios--small">
              {people.map(one => (
                <div className="govuk-radios__item" key={one.id}>
                  <input
                    className="govuk-radios__input"
                    id={`person-${one.id}`}
                    name="person"
                    type="radio"
                    value={one.id}
                    checked={one.id === chosen}
                    onChange={() => setPicked(one.id)}
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
          ref={field}
          id="unlock-passphrase"
          label="Device passphrase"
          hint="The one you chose on this device, not your account password"
          type="password"
          autoComplete="current-password"
          autoFocus
          error={problem}
        />
        <div className="govuk-button-group">
          <Button type="submit" disabled={busy}>
            {busy ? 'Unlocking…' : 'Unlock'}
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
function useWaiting(person: PersonId | undefined, waiting: Props['waiting']): number {
  const [count, setCount] = useState(0)
  useEffect(() => {
    let gone = false
    setCount(0)
    if (person !== undefined)
      waiting(person).then(
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
