import { useCallback, useEffect, useState } from 'react'

/**
 * Whole seconds until the next passphrase may be tried; 0: now. Asked again every second while there is a wait, so that
 * another tab's tries and a clock that was set count too. `ask` gives milliseconds. `again`: after a try.
 */
export function useWait(ask: () => Promise<number>): { readonly seconds: number; readonly again: () => void } {
  const [seconds, setSeconds] = useState(0)
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn(before => before + 1), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again after every try
  useEffect(() => {
    let gone = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async (): Promise<void> => {
      const left = Math.ceil((await ask()) / 1_000)
      if (gone) return
      setSeconds(left)
      if (left > 0) timer = setTimeout(() => void look().catch(silent), 1_000)
    }
    const silent = (error: unknown): void => {
      // Unlocking itself says what is the matter with the storage.
      console.warn('Fieldfare: the wait could not be read', error)
      if (!gone) setSeconds(0)
    }
    look().catch(silent)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [ask, turn])
  return { seconds, again }
}
