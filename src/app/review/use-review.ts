import { useCallback, useState, useSyncExternalStore } from 'react'
import type { Refusal } from '../../device/desk.ts'
import type { Office } from '../../device/door/office.ts'
import type { SheetId } from '../../domain/ids.ts'
import type { ReturnView } from '../../protocol/exchange.ts'
import { useAnswer } from '../board/use-answer.ts'
import { type Kept, keptOf } from './kept.ts'
import { type Held, heldView } from './newer/held-view.ts'

export interface Review {
  /** Undefined until the return has been read. */
  readonly held: Held | undefined
  readonly refusal: Refusal | undefined
  readonly again: () => void
  /** The newer version takes the place of what is drawn. */
  readonly goOn: () => void
  readonly kept: Kept
}

/** One return as it is drawn, and what has come since. Nothing she reads is replaced before she says so. */
export function useReview(office: Office, sheet: SheetId): Review {
  const kept = keptOf(office)
  const ask = useCallback(() => office.returnView(sheet), [office, sheet])
  const { value, refusal, again } = useAnswer(office, ask)
  const [drawn, setDrawn] = useState<ReturnView>()
  useSyncExternalStore(
    listener => kept.subscribe(listener),
    () => kept.count(),
  )
  const held = value && heldView(drawn, value, kept.mine)
  // What is drawn has moved on by itself: from here on this is what newer ones are held against.
  if (value !== undefined && held?.newer === undefined && drawn !== value) setDrawn(value)
  return { held, refusal, again, goOn: useCallback(() => setDrawn(value), [value]), kept }
}
