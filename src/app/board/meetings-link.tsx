import { Link } from 'react-router'
import { everywhere } from '../../domain/ids.ts'
import { meetingsOfPath, meetingsPath } from '../meetings/work/note-paths.ts'
import type { ShownRow } from './board-rows.ts'

/** To the meetings of what is shown: of the one contract, and of its one district, where the filter leaves one. */
export function MeetingsLink({ rows }: { readonly rows: readonly ShownRow[] }) {
  const [first] = rows
  if (first === undefined || rows.some(one => one.contract.id !== first.contract.id))
    return <Link to={meetingsPath}>Meetings</Link>
  const one = rows.every(row => row.place === first.place)
  return (
    <Link to={meetingsOfPath(first.contract.id, one ? first.place : everywhere)}>
      Meetings: {one && !first.wide ? `${first.provider}, ${first.placeName}` : first.provider}
    </Link>
  )
}
