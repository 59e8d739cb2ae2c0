import { useEffect, useState } from 'react'
import type { Hit } from '../../domain/texts/personal-data.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { scanOf } from './scan-of-month.ts'

/** Milliseconds after the last key: nobody is warned in the middle of a word. */
const pause = 700

/** What the scan finds in a text, a moment after it has come to rest. `changed`: another value, another look. */
export function useHits(textNow: () => string, changed: unknown): readonly Hit[] {
  const { month } = useSheet().work
  const [hits, setHits] = useState(() => scanOf(month, textNow()))
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text is read when it has come to rest
  useEffect(() => {
    const timer = setTimeout(() => {
      const now = scanOf(month, textNow())
      setHits(before => (JSON.stringify(before) === JSON.stringify(now) ? before : now))
    }, pause)
    return () => clearTimeout(timer)
  }, [month, changed])
  return hits
}
