import { useCallback, useMemo } from 'react'
import type { Office } from '../../device/door/office.ts'
import { peopleOnline } from '../../device/online/people.ts'
import PeoplePage from './people-page.tsx'

/** Everybody of the council and its providers, for an administrator. */
export default function OfficePeople({ office }: { readonly office: Office }) {
  const { me, set, installation } = office
  const online = useMemo(() => peopleOnline(me.person.id), [me.person.id])
  // Whether the session still stands is looked at over the page.
  const onSession = useCallback(() => undefined, [])
  return <PeoplePage me={me} set={set} today={installation.today} online={online} onSession={onSession} />
}
