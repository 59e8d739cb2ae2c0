import { useEffect } from 'react'
import type { Desk } from '../../device/desk.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'

/**
 * Leaving the page while something is in memory alone: it is saved at once, and because sealing takes a moment that a
 * closing page does not have, the browser asks first. Where the desk itself ends, it asks for what is typed.
 */
export function useLeaveWarning(desk: Desk, unsaved: Unsaved): void {
  useEffect(() => {
    const ask = (event: BeforeUnloadEvent) => {
      unsaved.flush()
      if (unsaved.count() > 0 || desk.state().status.unsaved > 0) event.preventDefault()
    }
    window.addEventListener('beforeunload', ask)
    const withdraw = desk.beforeLeaving(() => unsaved.flush())
    return () => {
      withdraw()
      window.removeEventListener('beforeunload', ask)
    }
  }, [desk, unsaved])
}
