import { londonTime } from '../../device/london-time.ts'
import { useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { missingWords } from './not-ready.ts'
import { useUpdates } from './pwa-context.ts'
import { readinessOf } from './ready.ts'

/** Whether this device can be taken where there is no signal: said at every start, and plainly when it cannot. */
export function Readiness() {
  const { controlled } = useUpdates()
  const state = useDesk(all => all)
  const ready = readinessOf(state, controlled)
  const { scopes, notes = [] } = state.me
  // Somebody without a district has nothing to take along.
  if (state.set !== null && scopes.length + notes.length === 0) return null
  if (ready.ready)
    return (
      <p className="ff-ready">
        <span aria-hidden="true">✓ </span>This device is ready to work without signal:{' '}
        {scopes.length === 0
          ? `meeting notes of ${plural(ready.places, 'district')}`
          : `${plural(ready.places, 'district')}, ${plural(ready.months, 'month')}`}
        {state.status.checkedAt === null ? '' : `, checked ${londonTime(state.status.checkedAt, Date.now())}`}.
      </p>
    )
  const { connection } = state.status
  return (
    <p className="ff-ready ff-ready--not">
      <span aria-hidden="true">! </span>This device is not ready to work without signal:{' '}
      {ready.missing.map(each => missingWords(each, connection)).join('; ')}.
    </p>
  )
}
