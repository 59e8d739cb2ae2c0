/** Whether a device can be worked on with no signal: the app's shell is kept by the worker, and the data are down. */
import type { DeskState } from '../../device/desk.ts'
import { everywhere, partsOfScope } from '../../domain/ids.ts'

export type Readiness =
  | { readonly ready: true; readonly places: number; readonly months: number }
  | { readonly ready: false; readonly because: 'shell' | 'data' | 'storage' }

/** `controlled`: the worker answers for this page. Months: those before, and the open ones. */
export function readinessOf(state: DeskState, controlled: boolean): Readiness {
  if (state.set === null || state.collections.length === 0) return { ready: false, because: 'data' }
  if (state.status.storage === 'unavailable' || state.status.storage === 'lost')
    return { ready: false, because: 'storage' }
  if (!controlled) return { ready: false, because: 'shell' }
  const places = state.me.scopes.filter(scope => partsOfScope(scope)?.place !== everywhere).length
  const months = new Set<string>()
  for (const history of state.histories.values()) for (const month of Object.keys(history)) months.add(month)
  for (const collection of state.collections) if (collection.state === 'open') months.add(collection.period)
  return { ready: true, places, months: months.size }
}
