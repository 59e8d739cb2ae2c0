import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Desk, DeskState } from '../../device/desk.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'

export interface AtDesk {
  readonly desk: Desk
  readonly unsaved: Unsaved
  /** Saves what is typed, forgets the key, and shows the unlock page. */
  readonly lock: () => void
}

export const DeskContext = createContext<AtDesk | undefined>(undefined)

export function useAtDesk(): AtDesk {
  const at = useContext(DeskContext)
  if (at === undefined) throw new Error('A page of the desk outside it')
  return at
}

/** The device's state, or the part of it that `pick` takes; renders again when that part is another object. */
export function useDesk<T>(pick: (state: DeskState) => T): T {
  const { desk } = useAtDesk()
  return useSyncExternalStore(
    listener => desk.subscribe(listener),
    () => pick(desk.state()),
  )
}
