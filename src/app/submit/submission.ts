/** What can be submitted of a contract's month, what stops the rest, and what can be taken back. */

import type { DeskState, NeedsYou, SheetView } from '../../device/desk.ts'
import { mayOverall, roleIn } from '../../device/role-in.ts'
import { everywhere, type PlaceId, partsOfSheet, type SheetId } from '../../domain/ids.ts'
import { may } from '../../domain/workflow.ts'
import { isTaken } from '../month/month.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import type { PlaceSummary } from '../sheet/work/summary.ts'

export type PartState = 'ready' | 'incomplete' | 'queued' | 'sent' | 'withdrawing' | 'done' | 'not-yours' | 'history'

export interface Part {
  readonly place: PlaceId
  readonly sheet: SheetId
  readonly state: PartState
  /** How many figures the provider owes here. */
  readonly owed: number
  readonly left: number
  readonly errors: number
  readonly view: SheetView | undefined
  /** The last submission of this part that the server refused, and why. */
  readonly refused: NeedsYou | undefined
}

/** Whether a person may take a submission of this return back now: while queued, or until the council has decided. */
export function canTakeBack(state: DeskState, sheet: SheetId): boolean {
  const view = state.sheets.get(sheet)
  const contract = partsOfSheet(sheet)?.contract
  if (contract === undefined || !mayOverall(state.me, 'withdraw', contract)) return false
  const role = roleIn(state.me, contract)
  if (view?.submitting) return may('open', 'submit', role)
  return view !== undefined && !view.withdrawing && may(view.state, 'withdraw', role)
}

function partOf(work: MonthWork, place: PlaceId, summary: PlaceSummary | undefined): Part {
  const state = work.desk.state()
  const sheet = work.sheet(place)
  const view = state.sheets.get(sheet)
  const left = summary === undefined ? 0 : summary.owed - summary.done
  const errors = summary?.errors.length ?? 0
  const stored = view?.state ?? 'open'
  const shown = (): PartState => {
    if (!isTaken(work.month, view)) return 'history'
    if (view?.submitting) return view.submitting.state
    if (view?.withdrawing) return 'withdrawing'
    const { id } = work.month.contract
    if (mayOverall(state.me, 'submit', id) && may(stored, 'submit', roleIn(state.me, id)))
      return left === 0 && errors === 0 ? 'ready' : 'incomplete'
    return stored === 'open' || stored === 'sent-back' ? 'not-yours' : 'done'
  }
  const refused = state.needsYou.find(one => one.sheet === sheet && one.cell === null && !one.said)
  return { place, sheet, state: shown(), owed: summary?.owed ?? 0, left, errors, view, refused }
}

/** The districts and, where she holds it, the contract-wide part last. */
export function partsOf(work: MonthWork): readonly Part[] {
  const { places } = work.summary()
  const all = work.month.holdsWide ? [...work.month.places, everywhere] : work.month.places
  return all.map(place =>
    partOf(
      work,
      place,
      places.find(one => one.place === place),
    ),
  )
}
