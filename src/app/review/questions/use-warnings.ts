import { useEffect, useState } from 'react'
import type { Hit } from '../../../domain/texts/personal-data.ts'
import { scanOf } from '../../personal-data/scan-of-month.ts'
import { useReviewing } from '../reviewing.ts'

/** Milliseconds after the last key: nobody is warned in the middle of a word. */
const pause = 700

/** What the personal-data scan finds in a text that is being written here. */
export function useWarnings(text: string): readonly Hit[] {
  const { set, period } = useReviewing()
  const [hits, setHits] = useState<readonly Hit[]>([])
  useEffect(() => {
    const timer = setTimeout(() => setHits(scanOf({ set, period }, text)), pause)
    return () => clearTimeout(timer)
  }, [set, period, text])
  return hits
}
