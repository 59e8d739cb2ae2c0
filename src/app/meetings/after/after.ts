/** What a provider finds after a meeting, out of what her device holds. Pure. */
import type { DeskState } from '../../../device/desk.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import {
  type CellKey,
  everywhere,
  type Instant,
  notesIn,
  type PlaceId,
  partsOfSheet,
  sheetOf,
} from '../../../domain/ids.ts'
import { type CarriedAction, openActions } from '../../../domain/meetings/carried.ts'
import { entriesOf, sharedOnly } from '../../../domain/meetings/entries.ts'
import { type Changes, changesOf } from '../../../domain/meetings/exceptions.ts'
import { type MeetingNotes, meetingsOf } from '../../../domain/meetings/meetings.ts'
import { type PlanWithActions, plansOf } from '../../../domain/meetings/plans.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import type { Period } from '../../../domain/time/period.ts'
import { type ShownState, shownState } from '../../../domain/workflow.ts'
import { type Month, monthOf } from '../../month/month.ts'
import { earlierMonths } from '../../sheet/work/earlier-months.ts'

export interface ReturnStanding {
  readonly place: PlaceId
  readonly state: ShownState
  /** While it is accepted. */
  readonly accepted: Instant | undefined
}

export interface After {
  readonly month: Month
  readonly returns: readonly ReturnStanding[]
  readonly changes: Changes
  readonly meetings: readonly MeetingNotes[]
  readonly actions: readonly CarriedAction[]
  readonly plans: readonly PlanWithActions[]
}

/** The months of a contract that this device holds figures of, newest first. */
export function monthsWithFigures(state: Pick<DeskState, 'sheets'>, contract: string): readonly Period[] {
  const months = [...state.sheets].flatMap(([sheet, { cells }]) => {
    const parts = partsOfSheet(sheet)
    if (parts?.contract !== contract || notesIn(parts.place) !== undefined) return []
    return [...cells.values()].some(({ value }) => value !== null) ? [parts.period] : []
  })
  return [...new Set(months)].sort().reverse()
}

/** Undefined when the contract is not hers, or not on this device yet. */
export function afterOf(state: DeskState, contract: string, period: Period): After | undefined {
  const month = monthOf(state, contract, period)
  if (month === undefined) return undefined
  const histories = earlierMonths(state, month)
  const places = [...month.places, ...(month.holdsWide ? [everywhere] : [])]
  const viewOf = (place: PlaceId) => state.sheets.get(sheetOf(month.contract.id, place, period))
  const valuesOf = (place: PlaceId): ReadonlyMap<CellKey, CellValue> =>
    new Map([...(viewOf(place)?.cells ?? [])].flatMap(([cell, { value }]) => (value === null ? [] : [[cell, value]])))
  const contexts = places.map((place): ReturnContext => {
    const history = histories.get(`${month.contract.id}/${place}`) ?? {}
    return { set: month.set, contract: month.contract, place, period, cells: valuesOf(place), history }
  })
  const entries = sharedOnly(entriesOf(notesFor(state, month)))
  const meetings = meetingsOf(entries)
  const { today } = state.installation
  return {
    month,
    returns: places.flatMap(place => {
      const view = viewOf(place)
      return view === undefined
        ? []
        : [{ place, state: shownState(view.state, valuesOf(place).size), accepted: view.review?.accepted?.at }]
    }),
    changes: changesOf(contexts),
    meetings,
    actions: openActions(meetings, today),
    plans: plansOf(entries, today),
  }
}

function notesFor({ sheets }: Pick<DeskState, 'sheets'>, { contract }: Month) {
  return [...sheets].flatMap(([sheet, view]) => {
    const parts = partsOfSheet(sheet)
    if (parts?.contract !== contract.id || notesIn(parts.place) === undefined) return []
    return [...view.cells].map(([cell, { value, sides }]) => ({ sheet, cell, value, sides }))
  })
}
