import { type FormEvent, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import type { PersonOnDevice, Unlocked } from '../../device/desk.ts'
import { lockedSentence, unlockSentence } from '../../device/status.ts'
import type { PersonId } from '../../domain/ids.ts'
import { Button } from '../govuk/button.tsx'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { DoorNotices, UnlockFoot, WaitNotice } from '../later-parts.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { useWait } from '../passphrase/use-wait.ts'
import { plural } from '../words.ts'
import type { StandingAtDoor } from './session.ts'

interface Props {
  readonly title?: string
  readonly people: readonly PersonOnDevice[]
  readonly person: PersonId | undefined
  /** What the server said of the databases on this device. */
  readonly standing: readonly StandingAtDoor[]
  /** How many changes of hers wait in the locked database. */
  readonly waiting: (person: PersonId) => Promise<number>
  /** Milliseconds until her passphrase may be tried again. */
  readonly wait: (person: PersonId) => Promise<number>
  readonly onUnlock: (person: PersonId, passphrase: string) => Promise<Unlocked>
  /** Absent: it is she who is signed in. */
  readonly onSignIn?: () => void
  /** Her passphrase is forgotten. */
  readonly onStartAgain: (person: PersonId) => void
}

/** Pick yourself, type the passphrase. Works with the network off. */
export function UnlockPage({
  title = 'Unlock',
  people,
  person,
  standing,
  waiting,
  wait,
  onUnlock,
  onSignIn,
  onStartAgain,
}: Props) {
  usePageTitle(title)
  const [only] = people
  const [picked, setPicked] = useState(person ?? only?.id)
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // Somebody whose database was deleted meanwhile is not there to be picked any more.
  const chosen = people.some(one => one.id === picked) ? picked : only?.id
  const counts = useWaiting(people, waiting)
  const waits = (chosen && counts.get(chosen)) ?? 0
  const { seconds, again } = useWait(
    useCallback(() => (chosen === undefined ? Promise.resolve(0) : wait(chosen)), [chosen, wait]),
  )
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
    if (answer.ok) return
    again()
    refuse(unlockSentence(answer.because))
  }
  return (
    <div className="ff-page ff-narrow">
      <Suspense fallback={null}>
        <DoorNotices standing={standing} />
      </Suspense>
      <ErrorSummary lines={problem ? [{ text: problem, to: '#unlock-passphrase' }] : []} takesFocus={false} />
      <h1 className="govuk-heading-l">{title}</h1>
      {left ? (
        <p className="govuk-inset-text">Your access has ended. Unlock once more to hand over what waits here.</p>
      ) : null}
      {waits > 0 && !left ? <p className="govuk-inset-text">{lockedSentence(waits)}</p> : null}
      <form onSubmit={unlock} noValidate>
        {people.length > 1 ? (
          <fieldset className="govuk-fieldset ff-who">
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
                    onChange={() => {
                      setPicked(one.id)
                      setProblem(undefined)
                    }}
                  />
                  <label className="govuk-label govuk-radios__label" htmlFor={`person-${one.id}`}>
                    {one.name} <span className="ff-quiet">{one.email}</span>
                    {counts.get(one.id) ? (
                      <span className="ff-block">{waitSentence(counts.get(one.id) ?? 0)}</span>
                    ) : null}
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
        <Suspense fallback={null}>
          <WaitNotice seconds={seconds} />
        </Suspense>
        <div className="govuk-button-group">
          <Button type="submit" disabled={busy || seconds > 0}>
            {busy ? 'Unlocking…' : 'Unlock'}
          </Button>
          {onSignIn ? (
            <Button look="link" onClick={onSignIn}>
              Sign in as someone else
            </Button>
          ) : null}
        </div>
      </form>
      <Suspense fallback={null}>
        <UnlockFoot
          waiting={waits}
          onStartAgain={chosen === undefined || left ? undefined : () => onStartAgain(chosen)}
        />
      </Suspense>
    </div>
  )
}

/** Of everybody on this device; a count that cannot be had says nothing. */
function useWaiting(people: Props['people'], waiting: Props['waiting']): ReadonlyMap<PersonId, number> {
  const [counts, setCounts] = useState<ReadonlyMap<PersonId, number>>(new Map())
  useEffect(() => {
    let gone = false
    for (const { id } of people)
      waiting(id).then(
        found => {
          if (!gone) setCounts(before => new Map(before).set(id, found))
        },
        error => console.warn('Fieldfare: what waits could not be counted', error),
      )
    return () => {
      gone = true
    }
  }, [people, waiting])
  return counts
}

const waitSentence = (count: number): string => `${plural(count, 'change')} ${count === 1 ? 'waits' : 'wait'}`
