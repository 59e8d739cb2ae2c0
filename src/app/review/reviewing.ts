/** What every part of the review page is about. */
import { createContext, useContext, useSyncExternalStore } from 'react'
import type { Office } from '../../device/door/office.ts'
import type { PlaceId, SheetId } from '../../domain/ids.ts'
import type { ReturnContext } from '../../domain/reading.ts'
import type { Contract, IndicatorSet, Service } from '../../domain/set/indicator-set.ts'
import type { Period } from '../../domain/time/period.ts'
import type { ReturnView } from '../../protocol/exchange.ts'
import type { Fields, Kept } from './kept.ts'

export interface Reviewing {
  readonly office: Office
  readonly set: IndicatorSet
  readonly contract: Contract
  readonly service: Service
  readonly place: PlaceId
  readonly period: Period
  readonly sheet: SheetId
  /** As it is drawn: `seen` is of exactly these figures and texts. */
  readonly view: ReturnView
  readonly context: ReturnContext
  /** The submission before the one she reads, and its figures in the same light. */
  readonly before: { readonly ordinal: number; readonly context: ReturnContext } | undefined
  readonly kept: Kept
  /** Reads the return again. */
  readonly again: () => void
}

export const ReviewingContext = createContext<Reviewing | undefined>(undefined)

export function useReviewing(): Reviewing {
  const found = useContext(ReviewingContext)
  if (found === undefined) throw new Error('No return is being reviewed here')
  return found
}

/** The texts of one form of this return, kept while the session is open. */
export function useForm(name: string): {
  readonly form: string
  readonly fields: Fields
  readonly type: (field: string, text: string) => void
  readonly forget: () => void
} {
  const { kept, sheet } = useReviewing()
  const form = `${sheet} ${name}`
  const fields = useSyncExternalStore(
    listener => kept.subscribe(listener),
    () => kept.fields(form),
  )
  return {
    form,
    fields,
    type: (field, text) => kept.type(form, field, text),
    forget: () => kept.forget(form),
  }
}
