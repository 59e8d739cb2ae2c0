import { useCallback, useMemo } from 'react'
import { peopleOnline } from '../../device/online/people.ts'
import { useAtDesk, useDesk } from '../session/desk-context.ts'
import PeoplePage from './people-page.tsx'

/** A lead's own people, in the desk: her vault holds nothing of them. */
export function DeskPeople() {
  const { desk } = useAtDesk()
  const me = useDesk(state => state.me)
  const set = useDesk(state => state.set)
  const today = useDesk(state => state.installation.today)
  const online = useMemo(() => peopleOnline(me.person.id), [me.person.id])
  // Only sending and receiving hear that a session has ended; they say so beside the status.
  const onSession = useCallback(() => void desk.sync(), [desk])
  if (set === null)
    return (
      <div className="ff-page">
        <h1 className="govuk-heading-l">People</h1>
        <p className="govuk-body">Your contracts have not been downloaded to this device yet.</p>
      </div>
    )
  return <PeoplePage me={me} set={set} today={today} online={online} onSession={onSession} />
}
