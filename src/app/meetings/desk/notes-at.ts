import { createContext, useContext } from 'react'
import type { Desk, Door } from '../../../device/desk.ts'
import type { Ended } from '../../session/session.ts'

/** An officer's own desk on this device, as her pages have it. */
export interface NotesAt {
  readonly door: Door
  /** Open and unlocked; undefined: not yet, or locked. */
  readonly desk: Desk | undefined
  /** Why it is there no more. */
  readonly ended?: Ended | undefined
  readonly keep: (desk: Desk) => void
  readonly lock: () => void
}

export const NotesContext = createContext<NotesAt | undefined>(undefined)

export function useNotesAt(): NotesAt {
  const at = useContext(NotesContext)
  if (at === undefined) throw new Error('Meeting notes outside the office')
  return at
}
