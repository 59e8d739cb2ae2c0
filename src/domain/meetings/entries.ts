/** Meeting notes out of the cells they are kept in: each with where it stands and who reads it. Pure. */
import { kindOfCell } from '../cell-kinds.ts'
import type { Action, CellValue, Meeting, Note, NoteValue, Plan } from '../figures/figure.ts'
import { type CellKey, type NoteAudience, notesIn, type PlaceId, partsOfSheet, type SheetId } from '../ids.ts'
import type { Period } from '../time/period.ts'

/** A cell of a notes sheet; others are passed over. */
export interface NotedCell {
  readonly sheet: SheetId
  readonly cell: CellKey
  readonly value: CellValue | null
  /** What else people wrote in it, where they wrote differently. */
  readonly sides?: readonly { readonly value: CellValue | null }[] | undefined
}

export interface Entry<V extends NoteValue = NoteValue> {
  readonly id: string
  readonly sheet: SheetId
  readonly cell: CellKey
  /** The place it is about; `all`: the contract. */
  readonly place: PlaceId
  readonly audience: NoteAudience
  /** The month of the sheet it is kept in. */
  readonly month: Period
  /** What stands; where it was cleared by one person and kept by another, what the other kept. */
  readonly value: V
  /** Every version of the same kind that somebody has, what stands first. */
  readonly versions: readonly V[]
  /** Two people wrote it differently, and nobody has chosen yet. */
  readonly differs: boolean
}

const isNoteValue = (value: CellValue | null): value is NoteValue =>
  value?.type === 'meeting' || value?.type === 'note' || value?.type === 'action' || value?.type === 'plan'

function entryOf({ sheet, cell, value, sides = [] }: NotedCell): Entry | undefined {
  const parts = partsOfSheet(sheet)
  const about = parts && notesIn(parts.place)
  const kind = kindOfCell(cell)
  if (parts === undefined || about === undefined || kind.kind !== 'note') return undefined
  const versions = [value, ...sides.map(side => side.value)].filter(isNoteValue)
  const [first] = versions
  if (first === undefined) return undefined
  return {
    id: kind.id,
    sheet,
    cell,
    ...about,
    month: parts.period,
    value: first,
    versions: versions.filter(version => version.type === first.type),
    differs: sides.length > 0,
  }
}

const keyOf = ({ month, id, place, audience }: Entry): string => `${month} ${id} ${place} ${audience}`

/** Every note of these cells, in an order that does not depend on theirs: by month, then as they were begun. */
export const entriesOf = (cells: Iterable<NotedCell>): readonly Entry[] =>
  [...cells]
    .flatMap(cell => entryOf(cell) ?? [])
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0))

/** What a provider may read. She is sent nothing else; this keeps it so where a council's device shows her side. */
export const sharedOnly = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter(entry => entry.audience === 'shared')

export const isMeeting = (entry: Entry): entry is Entry<Meeting> => entry.value.type === 'meeting'
export const isNote = (entry: Entry): entry is Entry<Note> => entry.value.type === 'note'
export const isAction = (entry: Entry): entry is Entry<Action> => entry.value.type === 'action'
export const isPlan = (entry: Entry): entry is Entry<Plan> => entry.value.type === 'plan'
