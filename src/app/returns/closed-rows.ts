/** Months that the council has closed, of which this device holds the returns: to read, with their receipts. Pure. */
import type { DeskState } from '../../device/desk.ts'
import { everywhere, type IsoDate, type PlaceId, sheetOf } from '../../domain/ids.ts'
import { contractTitle, type Month, monthOf } from '../month/month.ts'
import { viewAt, waitingIn } from '../questions/standing.ts'

export interface ClosedRow {
  readonly month: Month
  readonly title: string
  /** Absent: the server does not say. */
  readonly on: IsoDate | undefined
  readonly receipt: boolean
  /** Questions of the council's that wait for an answer. */
  readonly questions: number
  /** Districts that the council has opened again since. */
  readonly reopened: readonly PlaceId[]
}

/** Latest month first. */
export function closedRows(state: DeskState): readonly ClosedRow[] {
  const { set } = state
  if (set === null) return []
  return state.collections
    .filter(collection => collection.state !== 'open')
    .toSorted((a, b) => (a.period < b.period ? 1 : -1))
    .flatMap(collection =>
      set.contracts
        .filter(contract => contract.service === collection.service)
        .flatMap((contract): readonly ClosedRow[] => {
          const month = monthOf(state, contract.id, collection.period)
          if (month === undefined) return []
          const views = [...month.places, everywhere].flatMap(
            place => state.sheets.get(sheetOf(contract.id, place, collection.period)) ?? [],
          )
          // Earlier figures that were only ever published stand under *Earlier months*.
          if (!views.some(view => view.submission !== null || view.cells.size > 0)) return []
          return [
            {
              month,
              title: contractTitle(set, month.service, contract, collection.period),
              on: collection.closed,
              reopened: month.places.filter(place => viewAt(state, month, place)?.review?.reopened !== undefined),
              questions: waitingIn(state, month),
              receipt: views.some(view => view.submission !== null),
            },
          ]
        }),
    )
}
