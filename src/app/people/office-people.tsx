import { useCallback, useMemo } from 'react'
import type { Office } from '../../device/door/office.ts'
import { peopleOnline } from '../../device/online/people.ts'
import PeoplePage from './people-page.tsx'

/** Everybody of the council and its providers, for an administrator. */
export default function OfficePeople({ office }: { readonly office: Office }) {
  const { me, set, installation, api } = office
  const online = useMemo(() => peopleOnline(me.person.id, {}, api), [me.person.id, api])
  // The office's own asking hears that a session has ended, and says so over the page.
  const onSession = useCallback(() => undefined, [])
  return <PeoplePage me={me} set={set} today={installation.today} online={online} onSession={onSession} />
}
