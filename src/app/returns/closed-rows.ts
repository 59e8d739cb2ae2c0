/** Months that the council has closed, of which this device holds the returns: to read, with their receipts. Pure. */
import type { DeskState } from '../../device/desk.ts'
import { everywhere, type IsoDate, sheetOf } from '../../domain/ids.ts'
import { contractTitle, type Month, monthOf } from '../month/month.ts'

export interface ClosedRow {
  readonly month: Month
  readonly title: string
  /** Absent: the server does not say. */
  readonly on: IsoDate | undefined
  readonly receipt: boolean
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
              receipt: views.some(view => view.submission !== null),
            },
          ]
        }),
    )
}
