/** What every part of the pages of meetings works on. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react'
import type { DeskState } from '../../../device/desk.ts'
import type { CellValue, NoteValue } from '../../../domain/figures/figure.ts'
import { type ContractId, everywhere, type IsoDate, notesIn, type PlaceId, partsOfSheet } from '../../../domain/ids.ts'
import { type Entry, entriesOf, type NotedCell } from '../../../domain/meetings/entries.ts'
import { type MeetingNotes, meetingsOf } from '../../../domain/meetings/meetings.ts'
import type { Contract, IndicatorSet, Service } from '../../../domain/set/indicator-set.ts'
import { useDesk } from '../../session/desk-context.ts'
import type { NotesWork } from './notes-work.ts'

export interface Notes {
  readonly work: NotesWork
  readonly set: IndicatorSet
  readonly service: Service
  readonly contract: Contract
  /** The place whose meetings are shown; `all`: those of the contract and of all its places. */
  readonly place: PlaceId
  readonly today: IsoDate
  readonly entries: readonly Entry[]
  readonly meetings: readonly MeetingNotes[]
}

export const NotesContext = createContext<Notes | undefined>(undefined)

export function useNotes(): Notes {
  const notes = useContext(NotesContext)
  if (notes === undefined) throw new Error('A part of the meetings outside their page')
  return notes
}

/** The last thing said and whether there is anything to undo, as they change. */
export function useDone(work: NotesWork): { readonly said: string; readonly canUndo: boolean } {
  const listen = (listener: () => void) => work.subscribe(listener)
  const said = useSyncExternalStore(listen, () => work.said())
  const canUndo = useSyncExternalStore(listen, () => work.canUndo())
  return { said, canUndo }
}

/**
 * The cells of a contract's notes that are shown with a place: of a district its own and the contract's, of the
 * contract all of them.
 */
export function notedCells(sheets: DeskState['sheets'], contract: ContractId, place: PlaceId): readonly NotedCell[] {
  return [...sheets].flatMap(([sheet, view]) => {
    const parts = partsOfSheet(sheet)
    const about = parts && notesIn(parts.place)
    if (about === undefined || parts?.contract !== contract) return []
    if (place !== everywhere && about.place !== place && about.place !== everywhere) return []
    return [...view.cells].map(([cell, { value, sides }]) => ({ sheet, cell, value, sides }))
  })
}

/** The notes shown with a place, as the device has them now. */
export function useEntries(contract: ContractId, place: PlaceId) {
  const sheets = useDesk(state => state.sheets)
  return useMemo(() => {
    const entries = entriesOf(notedCells(sheets, contract, place))
    return { entries, meetings: meetingsOf(entries) }
  }, [sheets, contract, place])
}

/** A change of a value of one kind: others are left as they are. */
export const changing =
  <T extends NoteValue['type']>(type: T, change: (before: Extract<NoteValue, { type: T }>) => NoteValue) =>
  (before: CellValue | null): NoteValue | null =>
    isOf(before, type) ? change(before) : isNote(before) ? before : null

const isOf = <T extends NoteValue['type']>(
  value: CellValue | null,
  type: T,
): value is Extract<NoteValue, { type: T }> => value?.type === type
const noteTypes: readonly string[] = ['meeting', 'note', 'action', 'plan']
const isNote = (value: CellValue | null): value is NoteValue => value !== null && noteTypes.includes(value.type)
