/** Which page of the first day is shown: kept in the browser's history, so that Back goes a step back. Pure. */

const views = ['welcome', 'install', 'code', 'password'] as const
export type View = (typeof views)[number]

/** As it stands in the history: a name, and nothing of whoever is joining. */
export const viewState = (view: View): { readonly firstDay: View } => ({ firstDay: view })

/** `canChoose`: what the password goes with is in memory; after a reload it is not, and the day begins again. */
export function viewIn(state: unknown, first: View, { canChoose }: { readonly canChoose: boolean }): View {
  const view = namedIn(state) ?? first
  if (view === 'password' && !canChoose) return 'code'
  // A code is no part of a day by link, nor a welcome of one by code.
  if (view === 'welcome' || (view === 'code' && first === 'welcome')) return first
  return view
}

/** The page itself, whatever can be shown of it. */
export function namedIn(state: unknown): View | undefined {
  const named = typeof state === 'object' && state !== null && 'firstDay' in state ? state.firstDay : undefined
  return views.find(each => each === named)
}
