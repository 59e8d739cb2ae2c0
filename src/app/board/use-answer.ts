import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { Office } from '../../device/door/office.ts'
import type { Answer } from '../../device/sync/api.ts'

export interface Asked<T> {
  /** The last good answer: it stays on screen when a later one fails. */
  readonly value: T | undefined
  readonly refusal: Refusal | undefined
  readonly again: () => void
}

/**
 * Asks the server, and again whenever something may have changed. `ask` and `live` must be stable; `live` is told
 * whether the server's stream is open.
 */
export function useAnswer<T>(office: Office, ask: () => Promise<Answer<T>>, live?: (is: boolean) => void): Asked<T> {
  const [value, setValue] = useState<T>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn(before => before + 1), [])
  useEffect(() => office.watch(again, live), [office, again, live])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks again
  useEffect(() => {
    let gone = false
    void ask().then(answer => {
      if (gone) return
      if (answer.ok) setValue(answer.value)
      setRefusal(answer.ok ? undefined : answer.refusal)
    })
    return () => {
      gone = true
    }
  }, [ask, turn])
  return { value, refusal, again }
}
