import { type KeyboardEvent, type RefObject, useCallback, useEffect } from 'react'

/** A `details` that lies over the page: closes on Escape, back to its summary, and on pressing elsewhere. */
export function usePopover(box: RefObject<HTMLDetailsElement | null>): (event: KeyboardEvent) => void {
  useEffect(() => {
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) box.current?.removeAttribute('open')
    }
    document.addEventListener('pointerdown', elsewhere)
    return () => document.removeEventListener('pointerdown', elsewhere)
  }, [box])
  return useCallback(
    (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !box.current?.open) return
      box.current.removeAttribute('open')
      box.current.querySelector('summary')?.focus()
    },
    [box],
  )
}
