import { useEffect, useSyncExternalStore } from 'react'
import type { Desk } from '../../device/desk.ts'
import type { Unsaved } from '../sheet/work/unsaved.ts'

/** What counts as somebody being at work; who dictates, or writes with a pen, presses no key. A press counts when it ends: what disappears with it would be pressed past otherwise. */
export const doings = ['keydown', 'pointerup', 'pointercancel', 'pointermove', 'wheel', 'input'] as const

/** The bar that warns: what is pressed in it says by itself what it is for. */
export const idleBarClass = 'ff-idle'

/**
 * Tells the device when somebody does something, and locks when it says that nobody has for fifteen minutes: what is
 * typed is committed first, and nothing is locked that storage refuses to keep. The bar says why.
 */
export function useIdleLock(desk: Desk, unsaved: Unsaved, lock: () => void): void {
  useEffect(() => {
    const stop = new AbortController()
    const done = ({ type, target }: Event): void => {
      // A table that shakes under a mouse does not call off a warning; a press or a key does.
      if (type === 'pointermove' && desk.state().status.idle === 'warned') return
      if (target instanceof Element && target.closest(`.${idleBarClass}`)) return
      desk.active()
    }
    for (const what of doings)
      window.addEventListener(what, done, { signal: stop.signal, capture: true, passive: true })
    return () => stop.abort()
  }, [desk])

  const subscribe = (listener: () => void): (() => void) => desk.subscribe(listener)
  const over = useSyncExternalStore(subscribe, () => desk.state().status.idle === 'over')
  const refused = useSyncExternalStore(subscribe, () => desk.state().status.unsaved > 0)
  useEffect(() => {
    if (!over || refused) return
    let gone = false
    const once = async (): Promise<void> => {
      // A disk that does not answer has not refused either: nobody is there to decide, so it is waited for.
      do await unsaved.gone()
      while (!gone && unsaved.count() > 0)
      const { status } = desk.state()
      if (!gone && status.idle === 'over' && status.unsaved === 0) lock()
    }
    void once()
    return () => {
      gone = true
    }
  }, [desk, unsaved, lock, over, refused])
}
