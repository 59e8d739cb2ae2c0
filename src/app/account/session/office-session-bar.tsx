import './session.scss'
import { useState } from 'react'
import type { Office } from '../../../device/door/office.ts'
import type { SessionState } from '../../../device/online/session-watch.ts'
import { Button } from '../../govuk/button.tsx'
import { AgainForm } from '../../layout/sign-in-again.tsx'
import { endingSentence } from './session-words.ts'
import { sessionBarClass } from './use-session-state.ts'

interface Props {
  readonly office: Office
  readonly session: SessionState
  /** To the first page, where anybody can sign in. */
  readonly onLeave: () => void
}

/** Over an office page: before a session ends, and signing in again in place, with the page and what is typed in it. */
export function OfficeSessionBar({ office, session, onLeave }: Props) {
  const [asking, setAsking] = useState(false)
  const { email } = office.me.person
  const { is } = session
  const form = (
    <AgainForm
      email={email}
      takesFocus={asking}
      signIn={async password => {
        const answer = await office.signInAgain(password)
        if (answer.ok) setAsking(false)
        return answer
      }}
    />
  )
  const shown = is !== 'going' || asking
  return (
    <div aria-live="polite">
      {shown ? (
        <div
          className={`ff-notice ${sessionBarClass}${is === 'ended' || is === 'other-person' ? ' ff-session--ended' : ''}`}
        >
          <p>{sentenceOf(session)}</p>
          {session.is === 'ending' && session.why === 'idle' ? (
            <Button look="secondary" className="ff-button-small" onClick={() => void office.session.stay()}>
              Stay signed in
            </Button>
          ) : null}
          {session.is === 'ending' && session.why === 'limit' && !asking ? (
            <Button look="secondary" className="ff-button-small" onClick={() => setAsking(true)}>
              Sign in again now
            </Button>
          ) : null}
          {is === 'ended' || is === 'other-person' || asking ? form : null}
          {is === 'ended' ? (
            <Button look="link" onClick={onLeave}>
              Leave this page
            </Button>
          ) : null}
          {is === 'other-person' ? (
            <Button look="link" onClick={() => window.location.assign('/')}>
              Go on as whoever is signed in
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}

function sentenceOf(session: SessionState): string {
  switch (session.is) {
    case 'going':
      return ''
    case 'ending':
      return endingSentence(session, false, Date.now())
    case 'ended':
      return 'Your session has ended. Sign in again to go on: this page stays, with what is typed in it.'
    case 'other-person':
      return 'Somebody else has signed in in this browser, so your page is hidden. Sign in to go on with it.'
  }
}
