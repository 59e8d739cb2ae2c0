/** The edits of deeds on notes: where a new one goes, and what moving one between its readers writes. Pure. */
import type { Edit } from '../../../device/desk.ts'
import type { Meeting, NoteValue } from '../../../domain/figures/figure.ts'
import { type ContractId, type NoteAudience, noteCell, notesPlace, type PlaceId, sheetOf } from '../../../domain/ids.ts'
import type { Entry } from '../../../domain/meetings/entries.ts'
import type { MeetingNotes } from '../../../domain/meetings/meetings.ts'
import type { Period } from '../../../domain/time/period.ts'

export type At = Pick<Edit, 'sheet' | 'cell'>

/** Where the notes of a meeting are kept. */
export interface Where {
  readonly contract: ContractId
  readonly place: PlaceId
  readonly month: Period
}

export const placeFor = ({ contract, place, month }: Where, audience: NoteAudience, id: string): At => ({
  sheet: sheetOf(contract, notesPlace(place, audience), month),
  cell: noteCell(id),
})

/** A note goes to other readers: written there and cleared here, by the same save. */
export const moved = (
  where: Where,
  entry: Pick<Entry, 'id' | 'sheet' | 'cell'>,
  value: NoteValue,
  to: NoteAudience,
): readonly Edit[] => [
  { ...placeFor(where, to, entry.id), value },
  { sheet: entry.sheet, cell: entry.cell, value: null },
]

/**
 * Shares notes of a meeting. Its day and who was there are shared with the first of them: a note of no meeting would
 * tell its reader nothing.
 */
export function shared(contract: ContractId, meeting: MeetingNotes, entries: readonly Entry[]): readonly Edit[] {
  const header: Entry<Meeting> | undefined = meeting.meeting?.audience === 'internal' ? meeting.meeting : undefined
  const all = header === undefined || entries.some(entry => entry.cell === header.cell) ? entries : [header, ...entries]
  return all
    .filter(entry => entry.audience === 'internal')
    .flatMap(entry => moved({ contract, place: entry.place, month: entry.month }, entry, entry.value, 'shared'))
}
