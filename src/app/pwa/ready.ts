/** Whether a device can be worked on with no signal: the app's shell is kept by the worker, and the data are down. */
import type { DeskState } from '../../device/desk.ts'
import { everywhere, partsOfScope, placeAbout } from '../../domain/ids.ts'

/** What keeps it from being ready; each has its sentence. */
export type Missing = 'shell' | 'data' | 'storage' | 'space'

export type Readiness =
  | { readonly ready: true; readonly places: number; readonly months: number }
  | { readonly ready: false; readonly missing: readonly Missing[] }

/** `controlled`: the worker answers for this page. */
export function readinessOf(state: DeskState, controlled: boolean): Readiness {
  const { storage } = state.status
  const missing: Missing[] = []
  if (storage === 'full') missing.push('space')
  else if (storage !== null) missing.push('storage')
  if (!downloaded(state)) missing.push('data')
  if (!controlled) missing.push('shell')
  return missing.length > 0 ? { ready: false, missing } : { ready: true, ...amountOf(state) }
}

/** The indicators, the months and what they hold come together, or not at all. */
export const downloaded = ({ set, collections }: DeskState): boolean => set !== null && collections.length > 0

/** Districts: of her returns, or, where she keeps none, of her meeting notes. Months: those before, and the open ones. */
export function amountOf(state: DeskState): { readonly places: number; readonly months: number } {
  const { scopes, notes = [] } = state.me
  const noted = new Set(notes.map(scope => placeAbout(partsOfScope(scope)?.place ?? everywhere)))
  noted.delete(everywhere)
  const held = scopes.filter(scope => partsOfScope(scope)?.place !== everywhere).length
  const places = scopes.length === 0 ? noted.size : held
  const months = new Set<string>()
  for (const history of state.histories.values()) for (const month of Object.keys(history)) months.add(month)
  for (const collection of state.collections) if (collection.state === 'open') months.add(collection.period)
  return { places, months: months.size }
}
