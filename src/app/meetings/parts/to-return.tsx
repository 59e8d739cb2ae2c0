import { Link } from 'react-router'
import { type Period, periodName } from '../../../domain/time/period.ts'
import { useDesk } from '../../session/desk-context.ts'
import { useNotes } from '../work/notes-context.ts'

/** To what the figures were returned as: the latest month collected of the service, unless another is named. */
export function ToReturn({ period }: { readonly period?: Period }) {
  const { contract, place } = useNotes()
  const collections = useDesk(state => state.collections)
  const latest = collections
    .filter(one => one.service === contract.service)
    .map(one => one.period)
    .sort()
    .at(-1)
  const month = period ?? latest
  if (month === undefined) return <Link to="/board">Month board</Link>
  return (
    <>
      <Link to={`/board/${contract.id}/${place}/${month}`}>Return of {periodName(month)}</Link> ·{' '}
      <Link to={`/board?month=${month}`}>Month board</Link>
    </>
  )
}
