import '../styles-later.scss'
import { useEffect, useRef, useState } from 'react'
import type { PersonOnDevice, SignedIn, StartedAgain } from '../../device/desk.ts'
import { refusalSentence, storageSentence } from '../../device/status.ts'
import { Button } from '../govuk/button.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { plural } from '../words.ts'
import { ConfirmLoss } from './confirm-loss.tsx'
import { ProveItIsYou } from './prove-it-is-you.tsx'

interface Props {
  readonly person: PersonOnDevice
  readonly neverReceived: (person: PersonOnDevice['id']) => Promise<number>
  /** Signs in as that person and nobody else. */
  readonly onProve: (email: string, password: string) => Promise<SignedIn>
  /** With the number she has agreed to lose. */
  readonly onStartAgain: (lost: number) => Promise<StartedAgain>
  readonly onBack: () => void
}

/** The way out of a forgotten passphrase: says what it costs, asks who she is, asks plainly, and only then deletes. */
export function StartAgainPage({ person, neverReceived, onProve, onStartAgain, onBack }: Props) {
  usePageTitle('Start again on this device')
  const [count, setCount] = useState<number>()
  const [uncounted, setUncounted] = useState(false)
  const [proved, setProved] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    let gone = false
    neverReceived(person.id).then(
      found => {
        if (!gone) setCount(found)
      },
      error => {
        console.warn('Fieldfare: what waits could not be counted', error)
        if (!gone) setUncounted(true)
      },
    )
    return () => {
      gone = true
    }
  }, [neverReceived, person])
  const startAgain = async (lost: number): Promise<string | undefined> => {
    const answer = await onStartAgain(lost)
    if (answer.ok) return undefined
    if (answer.because === 'refused') return `Nothing has been deleted. ${refusalSentence(answer.refusal)}`
    if (answer.because !== 'unsent') return `Nothing has been deleted. ${storageSentence(answer.because)}`
    setCount(answer.count)
    return `Nothing has been deleted: the number has changed, it is ${answer.count} now.`
  }
  return (
    <div className="ff-page ff-narrow">
      <h1 ref={heading} tabIndex={-1} className="govuk-heading-l">
        Start again on this device
      </h1>
      <p className="govuk-body">
        {person.name}, this deletes everything that is kept on this device for you. You then choose a new passphrase,
        and what the server has of yours is downloaded again. What is kept here for other people stays as it is.
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>What the server has received is safe and comes back.</li>
        <li>{uncounted ? <span role="alert">{uncountedSentence}</span> : lossSentence(count)}</li>
      </ul>
      {uncounted ? null : proved && count !== undefined ? (
        <ConfirmLoss count={count} onConfirm={() => startAgain(count)} />
      ) : (
        <ProveItIsYou email={person.email} onProve={onProve} onProved={() => setProved(true)} />
      )}
      <Button look="link" onClick={onBack}>
        Go back and try the passphrase again
      </Button>
    </div>
  )
}

/** Nothing is deleted of which nobody can say what it is. Where nothing is left of it, signing in makes it anew. */
const uncountedSentence =
  'What the server never received cannot be counted: the browser does not let Fieldfare read what is kept here. Nothing can be deleted now. Go back, choose to sign in as someone else, and sign in as yourself: that says what is the matter.'

function lossSentence(count: number | undefined) {
  if (count === undefined) return 'Counting what the server never received…'
  if (count === 0) return 'The server has received every change made here: nothing is lost.'
  return (
    <strong>
      The server never received {plural(count, 'change')} made here. {count === 1 ? 'It is' : 'They are'} gone for good,
      and nobody can bring {count === 1 ? 'it' : 'them'} back.
    </strong>
  )
}
