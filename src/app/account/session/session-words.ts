import { londonTime, toInstant } from '../../../device/london-time.ts'
import type { SessionState } from '../../../device/online/session-watch.ts'

type Ending = Extract<SessionState, { readonly is: 'ending' }>

/** Before a session ends: when, why, and what that means where her work is kept on the device. */
export function endingSentence({ why, endsAt }: Ending, keepsWork: boolean, now: number): string {
  const at = londonTime(toInstant(endsAt), now)
  const rest = keepsWork ? ' What you type is saved on this device all the same.' : ''
  return why === 'idle'
    ? `Nothing has been done here for a while, so your session ends at ${at}.${rest}`
    : `You have been signed in for so long that your session ends at ${at}.${rest || ' This page stays as it is.'}`
}
