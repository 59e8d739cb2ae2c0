/** The receipts of a contract's month: one for each submission that was received, and what has not been. Pure. */
import type { SheetView } from '../../../device/desk.ts'
import type { PlaceId, SheetId } from '../../../domain/ids.ts'

export interface ReceiptPart {
  readonly place: PlaceId
  readonly sheet: SheetId
  readonly view: SheetView
  readonly submission: NonNullable<SheetView['submission']>
  /** It can be changed again: sent back, taken back, or being taken back. */
  readonly opened: 'sent-back' | 'taken-back' | 'withdrawing' | undefined
}

export interface Receipt {
  /** Districts that were confirmed together, in the order of the sheet. */
  readonly parts: readonly [ReceiptPart, ...ReceiptPart[]]
}

export interface Unreceived {
  readonly place: PlaceId
  readonly why: 'queued' | 'sent' | 'not-submitted'
  readonly madeAt?: NonNullable<SheetView['submitting']>['deviceTime']
}

interface At {
  readonly place: PlaceId
  readonly sheet: SheetId
  readonly view: SheetView | undefined
}

function openedOf({ state, withdrawing }: SheetView): ReceiptPart['opened'] {
  if (withdrawing) return 'withdrawing'
  if (state === 'sent-back') return 'sent-back'
  return state === 'open' ? 'taken-back' : undefined
}

/** Latest first. A submission that waits has no receipt, and takes none from the one before it. */
export function receiptsOf(places: readonly At[]): {
  readonly receipts: readonly Receipt[]
  readonly unreceived: readonly Unreceived[]
} {
  const parts = places.flatMap(({ place, sheet, view }): readonly ReceiptPart[] =>
    view?.submission ? [{ place, sheet, view, submission: view.submission, opened: openedOf(view) }] : [],
  )
  const together = Map.groupBy(parts, ({ submission: { by, deviceTime } }) => `${by.id} ${deviceTime}`)
  const receipts = [...together.values()]
    .flatMap(([first, ...rest]): readonly Receipt[] => (first ? [{ parts: [first, ...rest] }] : []))
    .toSorted((a, b) => (a.parts[0].submission.receivedAt < b.parts[0].submission.receivedAt ? 1 : -1))
  const unreceived = places.flatMap(({ place, view }): readonly Unreceived[] => {
    if (view?.submitting) return [{ place, why: view.submitting.state, madeAt: view.submitting.deviceTime }]
    return view?.submission ? [] : [{ place, why: 'not-submitted' }]
  })
  return { receipts, unreceived }
}
