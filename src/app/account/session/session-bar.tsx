import './session.scss'
import { useEffect, useState } from 'react'
import { type SessionWatch, watchSession } from '../../../device/online/session-watch.ts'
import { platformOf } from '../../../device/platform.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { Button } from '../../govuk/button.tsx'
import { useAtDesk, useDesk } from '../../session/desk-context.ts'
import { endingSentence } from './session-words.ts'
import { sessionBarClass, useSessionState } from './use-session-state.ts'

export interface SessionBarProps {
  /** The field to sign in again is shown beside the status. */
  readonly asking: boolean
  /** Shows it. */
  readonly onSignInAgain: () => void
  /** Another server and clock, for a test. */
  readonly begin?: (person: PersonId) => SessionWatch
}

const beginHere = (person: PersonId): SessionWatch => watchSession({ platform: platformOf({}), person })

/** Over a provider's desk: before her session ends. When it has ended everything goes on; the status line says it. */
export function SessionBar({ begin = beginHere, ...rest }: SessionBarProps) {
  const person = useDesk(state => state.me.person.id)
  const [watch, setWatch] = useState<SessionWatch>()
  useEffect(() => {
    const begun = begin(person)
    setWatch(begun)
    return () => begun.stop()
  }, [begin, person])
  // A region that is there before its words, so that they are announced.
  return <div aria-live="polite">{watch ? <Notice watch={watch} {...rest} /> : null}</div>
}

function Notice({ watch, asking, onSignInAgain }: Omit<SessionBarProps, 'begin'> & { readonly watch: SessionWatch }) {
  const { desk } = useAtDesk()
  const session = useSessionState(watch)
  const connection = useDesk(state => state.status.connection)
  const { is } = session
  const out = connection === 'signed-out' || connection === 'wrong-person'
  // Only sending and receiving hear of an end; they say so beside the status.
  useEffect(() => {
    if (is === 'ended' || is === 'other-person') void desk.sync()
  }, [desk, is])
  // Signed in again, or found out by sending.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each of them asks again
  useEffect(() => void watch.look(), [watch, out, asking])
  if (session.is !== 'ending') return null
  return (
    <div className={`ff-notice ${sessionBarClass}`}>
      <p>{endingSentence(session, true, Date.now())}</p>
      {session.why === 'idle' ? (
        <Button look="secondary" className="ff-button-small" onClick={() => void watch.stay()}>
          Stay signed in
        </Button>
      ) : asking ? null : (
        <Button look="secondary" className="ff-button-small" onClick={onSignInAgain}>
          Sign in again now
        </Button>
      )}
    </div>
  )
}
