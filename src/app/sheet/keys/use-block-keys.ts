import { type RefObject, useEffect } from 'react'
import { blockKeys } from '../../later-parts.ts'
import { useSheet } from '../sheet-context.ts'
import type { CellAt } from '../work/month-work.ts'

interface Order {
  readonly rows: readonly CellAt['indicator'][]
  readonly columns: readonly CellAt['place'][]
}

/** Choosing, copying and emptying blocks of cells. Without it (no signal on the very first day) the sheet still types. */
export function useBlockKeys(box: RefObject<HTMLElement | null>, order: Order): void {
  const { work } = useSheet()
  useEffect(() => {
    let stop: (() => void) | undefined
    let gone = false
    blockKeys().then(
      ({ listenForBlocks }) => {
        if (!gone && box.current) stop = listenForBlocks(box.current, work, order)
      },
      error => console.warn('Fieldfare: a part was not fetched', error),
    )
    return () => {
      gone = true
      stop?.()
    }
  }, [box, work, order])
}
