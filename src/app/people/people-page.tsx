import '../styles-later.scss'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { Route, Routes, useLocation, useNavigate } from 'react-router'
import type { Refusal } from '../../device/desk.ts'
import { refusalSentence } from '../../device/status.ts'
import type { People } from '../../protocol/people.ts'
import { Button } from '../govuk/button.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { useOnline } from '../layout/use-online.ts'
import { DoneMessage } from './done-message.tsx'
import { InvitePage } from './invite-page.tsx'
import { type AtPeople, type Done, PeopleContext, type PeopleOpen } from './people-context.ts'
import { PeopleList } from './people-list.tsx'
import { AccessPage } from './person/access-page.tsx'
import { CodePage } from './person/code-page.tsx'
import { DevicesPage } from './person/devices-page.tsx'
import { EndPage } from './person/end-page.tsx'
import { PersonPage } from './person/person-page.tsx'
import { StandInPage } from './person/stand-in-page.tsx'

interface Props extends AtPeople {
  /** A session that has ended, or is another person's: whoever shows the page says so too. */
  readonly onSession?: () => void
}

const endsSession = (refusal: Refusal): boolean =>
  refusal.type === 'problem' && (refusal.code === 'not-signed-in' || refusal.code === 'wrong-person')

/** Who may do what: read from the server and changed there, never kept on the device. */
export default function PeoplePage({ onSession, ...given }: Props) {
  const { me, online, set, today } = given
  const at = useMemo<AtPeople>(() => ({ me, online, set, today }), [me, online, set, today])
  const [people, setPeople] = useState<People>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [done, setDone] = useState<Done & { readonly path: string }>()
  const { pathname } = useLocation()
  const navigate = useNavigate()
  const signal = useOnline()
  const read = useCallback(async (): Promise<void> => {
    const answer = await online.people()
    if (answer.ok) setPeople(answer.value)
    setRefusal(answer.ok ? undefined : answer.refusal)
    if (!answer.ok && endsSession(answer.refusal)) onSession?.()
  }, [online, onSession])
  // Read again when the signal is back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the signal is what asks again
  useEffect(() => void read(), [read, signal])
  const open = useMemo<PeopleOpen | undefined>(
    () =>
      people && {
        at,
        people,
        contracts: people.contracts.map(one => one.contract),
        did: async (what, path = pathname) => {
          setDone({ ...what, path })
          await read()
          if (path !== pathname) navigate(path)
        },
      },
    [at, people, read, pathname, navigate],
  )
  return (
    <div className="ff-page ff-people">
      {signal || refusal !== undefined ? null : <p className="ff-notice">{offlineSentence}</p>}
      {refusal === undefined ? null : (
        <NotRead refusal={refusal} shown={open !== undefined} again={() => void read()} />
      )}
      {done?.path === pathname ? (
        <DoneMessage done={done} onDone={next => setDone(next && { ...next, path: pathname })} again={read} />
      ) : null}
      {open === undefined ? (
        <>
          <h1 className="govuk-heading-l">People</h1>
          {refusal === undefined ? <p className="govuk-body">Loading…</p> : null}
        </>
      ) : (
        <PeopleContext value={open}>
          <Routes>
            <Route index element={<PeopleList />} />
            <Route path="invite" element={<InvitePage />} />
            <Route path=":person" element={<PersonPage />} />
            <Route path=":person/code" element={<CodePage />} />
            <Route path=":person/access" element={<AccessPage />} />
            <Route path=":person/stand-in" element={<StandInPage />} />
            <Route path=":person/devices" element={<DevicesPage />} />
            <Route path=":person/end" element={<EndPage />} />
            <Route path="*" element={<NotFoundPage />} />
          </Routes>
        </PeopleContext>
      )}
    </div>
  )
}

const offlineSentence =
  'There is no signal. People are looked after online only: what is here may be old, and nothing can be changed until there is a connection. Returns can be worked on as always.'

function NotRead({
  refusal,
  shown,
  again,
}: {
  readonly refusal: Refusal
  readonly shown: boolean
  readonly again: () => void
}) {
  return (
    <div className="ff-notice ff-notice--warning ff-notice--page" role="alert">
      <p>
        {shown && refusal.type !== 'offline' ? 'This may not be the latest. ' : ''}
        {whyNotRead(refusal)}
      </p>
      <Button look="secondary" className="ff-button-small" onClick={again}>
        Try again
      </Button>
    </div>
  )
}

function whyNotRead(refusal: Refusal): string {
  if (refusal.type === 'offline') return offlineSentence
  if (refusal.type === 'server-down') return 'The server does not answer, and people are looked after there.'
  if (refusal.type === 'part-missing') return refusalSentence(refusal)
  if (refusal.code === 'not-signed-in') return 'Your session has ended. Sign in again to see and change people.'
  if (refusal.code === 'wrong-person')
    return 'Someone else is signed in on this device. Sign in as yourself to see and change people.'
  if (refusal.code === 'not-allowed')
    return 'You look after nobody: a lead of a whole contract, or an administrator, does.'
  return 'The server had a fault. Nothing was changed.'
}
