import { londonTime } from '../../device/london-time.ts'
import { useDesk } from '../session/desk-context.ts'
import { plural } from '../words.ts'
import { useUpdates } from './pwa-context.ts'
import { readinessOf } from './ready.ts'

/** Whether this device can be taken where there is no signal: said at every start, and plainly when it cannot. */
export function Readiness() {
  const { controlled } = useUpdates()
  const state = useDesk(all => all)
  const ready = readinessOf(state, controlled)
  if (ready.ready)
    return (
      <p className="ff-ready">
        <span aria-hidden="true">✓ </span>This device is ready to work without signal:{' '}
        {plural(ready.places, 'district')}, {plural(ready.months, 'month')}
        {state.status.checkedAt === null ? '' : `, checked ${londonTime(state.status.checkedAt, Date.now())}`}.
      </p>
    )
  return (
    <p className="ff-ready ff-ready--not">
      <span aria-hidden="true">! </span>This device is not ready to work without signal:{' '}
      {ready.because === 'shell'
        ? 'the app itself is not kept here yet. Stay online for a moment, or reload.'
        : ready.because === 'storage'
          ? 'the browser does not keep what is stored here.'
          : 'your returns have not been downloaded yet.'}
    </p>
  )
}
