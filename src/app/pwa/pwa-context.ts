import { createContext, useContext, useSyncExternalStore } from 'react'
import { type Updates, UpdateWatch } from './updates.ts'

export const PwaContext = createContext(new UpdateWatch())

export function useUpdates(): Updates & { readonly take: () => void } {
  const watch = useContext(PwaContext)
  const state = useSyncExternalStore(watch.subscribe, watch.state)
  return { ...state, take: () => watch.take() }
}
