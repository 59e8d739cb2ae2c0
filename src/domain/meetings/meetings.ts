/** Meetings with what was noted in them. Pure. */
import type { Action, Meeting, Note } from '../figures/figure.ts'
import type { IsoDate, PlaceId } from '../ids.ts'
import type { Period } from '../time/period.ts'
import { type Entry, isAction, isMeeting, isNote } from './entries.ts'

export interface MeetingNotes {
  readonly id: string
  readonly place: PlaceId
  /** The month its notes are kept in: that of its day when it was noted first. */
  readonly month: Period
  /** The first of the month where the meeting itself is not here. */
  readonly date: IsoDate
  /** Undefined: not here, as where only its notes were shared. */
  readonly meeting: Entry<Meeting> | undefined
  readonly notes: readonly Entry<Note>[]
  readonly actions: readonly Entry<Action>[]
}

/** Whether one meeting comes before another: by day, and of one day as they were noted. */
export const isBefore = (a: Pick<MeetingNotes, 'date' | 'id'>, b: Pick<MeetingNotes, 'date' | 'id'>): boolean =>
  a.date < b.date || (a.date === b.date && a.id < b.id)

/** Meetings, newest first. Nothing noted is left out, whether its meeting is here or not. */
export function meetingsOf(entries: readonly Entry[]): readonly MeetingNotes[] {
  const of = new Map<string, Entry[]>()
  for (const entry of entries) {
    const id = isMeeting(entry) ? entry.id : isNote(entry) || isAction(entry) ? entry.value.meeting : undefined
    if (id === undefined) continue
    const known = of.get(id)
    if (known) known.push(entry)
    else of.set(id, [entry])
  }
  return [...of]
    .flatMap(([id, all]): readonly MeetingNotes[] => {
      const headers = all.filter(isMeeting)
      // Shared by one person while another went on with it among the council: what the provider reads names it.
      const meeting = headers.find(header => header.audience === 'shared') ?? headers[0]
      const first = meeting ?? all[0]
      if (first === undefined) return []
      return [
        {
          id,
          place: first.place,
          month: first.month,
          date: meeting?.value.date ?? (`${first.month}-01` as IsoDate),
          meeting,
          notes: all.filter(isNote),
          actions: all.filter(isAction),
        },
      ]
    })
    .sort((a, b) => (isBefore(a, b) ? 1 : isBefore(b, a) ? -1 : 0))
}
