import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { Answer } from '../../device/sync/api.ts'

export interface Pages<Page> {
  /** What has been read, newest first; undefined: nothing yet. */
  readonly pages: readonly Page[] | undefined
  readonly refusal: Refusal | undefined
  readonly reading: boolean
  /** Where to go on; null: there is nothing older. */
  readonly next: number | null
  readonly more: () => void
  /** Reads the newest again, or goes on where reading has failed. */
  readonly again: () => void
}

/**
 * Reads a first page and, when asked, those after it. Never by itself again: reading the record is itself recorded.
 * `ask` must be stable; another one begins anew.
 */
export function usePages<Page extends { readonly next: number | null }>(
  ask: (before: number | null) => Promise<Answer<Page>>,
): Pages<Page> {
  const [pages, setPages] = useState<readonly Page[]>()
  const [refusal, setRefusal] = useState<Refusal>()
  const [reading, setReading] = useState(true)
  const asked = useRef(ask)
  const read = useCallback(
    async (before: number | null): Promise<void> => {
      setReading(true)
      const answer = await ask(before)
      // Something else has been asked for meanwhile.
      if (asked.current !== ask) return
      setReading(false)
      if (!answer.ok) return setRefusal(answer.refusal)
      setRefusal(undefined)
      setPages(known => (before === null ? [answer.value] : [...(known ?? []), answer.value]))
    },
    [ask],
  )
  useEffect(() => {
    asked.current = ask
    setPages(undefined)
    setRefusal(undefined)
    void read(null)
  }, [ask, read])
  const next = pages?.at(-1)?.next ?? null
  const more = useCallback(() => void read(next), [read, next])
  return { pages, refusal, reading, next, more, again: more }
}
