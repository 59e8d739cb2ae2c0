import { useEffect, useSyncExternalStore } from 'react'
import type { SessionState, SessionWatch } from '../../../device/online/session-watch.ts'
import { doings } from '../../idle/use-idle-lock.ts'

/** The bar that says so: what is pressed in it says by itself what it is for. */
export const sessionBarClass = 'ff-session'

/** How a session stands, and telling its watch when somebody does something in this page. */
export function useSessionState(watch: SessionWatch): SessionState {
  useEffect(() => {
    const stop = new AbortController()
    const done = ({ type, target }: Event): void => {
      // A table that shakes under a mouse does not call off a warning; a press or a key does.
      if (type === 'pointermove' && watch.state().is === 'ending') return
      if (target instanceof Element && target.closest(`.${sessionBarClass}`)) return
      watch.active()
    }
    for (const what of doings)
      window.addEventListener(what, done, { signal: stop.signal, capture: true, passive: true })
    return () => stop.abort()
  }, [watch])
  return useSyncExternalStore(watch.subscribe, watch.state)
}
