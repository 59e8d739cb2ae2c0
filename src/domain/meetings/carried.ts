/** Actions carried on from meeting to meeting until they are done or dropped. Pure. */
import type { Action } from '../figures/figure.ts'
import type { IsoDate } from '../ids.ts'
import type { Entry } from './entries.ts'
import { isBefore, type MeetingNotes } from './meetings.ts'

export interface CarriedAction {
  readonly entry: Entry<Action>
  /** The day of the meeting it was agreed in. */
  readonly agreed: IsoDate
  /** Days it has been open; 0 on the day it was agreed, and for one agreed later. */
  readonly days: number
  /** Open past its due date. */
  readonly overdue: boolean
}

const dayLength = 86_400_000
/** Whole days from one date to a later one. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayLength)

/** Open in what stands, or in what somebody else wrote: nothing is let go of before one is chosen. */
export const isOpen = ({ versions }: Pick<Entry<Action>, 'versions'>): boolean =>
  versions.some(version => version.status === 'open')

const carried = (entry: Entry<Action>, agreed: IsoDate, on: IsoDate): CarriedAction => ({
  entry,
  agreed,
  days: Math.max(0, daysBetween(agreed, on)),
  overdue: isOpen(entry) && entry.value.due !== undefined && entry.value.due < on,
})

/** Overdue first, then by due date, those without one last, then the oldest. */
function order(a: CarriedAction, b: CarriedAction): number {
  const key = ({ entry, agreed, overdue }: CarriedAction): string =>
    `${overdue ? 0 : 1} ${entry.value.due ?? '9999-12-31'} ${agreed} ${entry.id} ${entry.audience} ${entry.sheet}`
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0
}

/** Every action that is open, of all these meetings, as on a day. */
export const openActions = (meetings: readonly MeetingNotes[], on: IsoDate): readonly CarriedAction[] =>
  meetings.flatMap(({ actions, date }) => actions.filter(isOpen).map(entry => carried(entry, date, on))).sort(order)

/**
 * What a meeting goes through: every action of the meetings before it that is open, and those that were ended on its
 * day or later, so that what was gone through in it can still be read there.
 */
export const carriedInto = (
  meetings: readonly MeetingNotes[],
  meeting: Pick<MeetingNotes, 'date' | 'id'>,
): readonly CarriedAction[] =>
  meetings
    .filter(one => isBefore(one, meeting))
    .flatMap(({ actions, date }) =>
      actions
        .filter(entry => isOpen(entry) || (entry.value.ended ?? '') >= meeting.date)
        .map(entry => carried(entry, date, meeting.date)),
    )
    .sort(order)
