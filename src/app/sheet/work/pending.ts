/** What is being typed and not yet saved: the texts of the fields of a cell, and how they are read. */
import type { CellView, Draft, Edit } from '../../../device/desk.ts'
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import type { CellKey, PlaceId, SheetId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { type Field, typedCell } from '../cell/typed-value.ts'
import type { Change } from '../keys/undo.ts'
import type { DeviceView, Texts } from './device-view.ts'

export interface ReadTexts {
  readonly live: CellValue | null
  readonly save: CellValue | null
  readonly unreadable: readonly { readonly field: string; readonly text: string }[]
}

/** How the fields of a cell become its value. */
export type ReadFields = (before: CellValue | null, texts: Texts) => ReadTexts

export const readFigure =
  (indicator: Indicator): ReadFields =>
  (before, texts) =>
    typedCell(indicator, before, texts as ReadonlyMap<Field, string>)

/** A cell of one text: everything typed can be read. */
export const readText =
  (toValue: (before: CellValue | null, text: string) => CellValue | null): ReadFields =>
  (before, texts) => {
    const value = toValue(before, texts.get('text') ?? '')
    return { live: value, save: value, unreadable: [] }
  }

/** The write and the sides of a conflict that she saw when she began, and as of when. */
export type SeenWrite = Pick<Edit, 'seen' | 'sides' | 'asOf'>

/** `asOf`: `DeskState.made`. */
export const seenOf = (cell: CellView | undefined, asOf: number): SeenWrite => ({
  seen: cell?.base ?? null,
  asOf,
  ...(cell?.sides === undefined ? {} : { sides: cell.sides.map(side => side.token) }),
})

export interface PendingCell {
  readonly sheet: SheetId
  readonly place: PlaceId
  readonly cell: CellKey
  readonly texts: Map<string, string>
  readonly read: ReadFields
  /** The stay in this cell: saves of one stay undo as one. */
  visit: number
  /** The write that was on screen when she began; undefined: what the device holds. */
  seen: SeenWrite | undefined
  /** The texts as last handed over to be saved. */
  handedOver: string | null
}

/** A cell that someone begins to type in. */
export const newPending = (begun: Omit<PendingCell, 'texts' | 'handedOver'>): PendingCell => ({
  ...begun,
  texts: new Map(),
  handedOver: null,
})

export const cellId = (sheet: SheetId, cell: CellKey): string => `${sheet}|${cell}`
export const textsKey = (texts: Texts): string => JSON.stringify([...texts].sort())

export interface HandOver {
  readonly edit: Edit | undefined
  readonly change: Change | undefined
  /** Texts to keep beside the cell, and ('') to forget. */
  readonly drafts: readonly Draft[]
}

/** What the device is given of one cell: the figure where it differs, and what of its texts cannot be read. */
export function handOver(one: PendingCell, device: DeviceView): HandOver {
  const { sheet, cell } = one
  const before = device.value(one.place, cell)
  const kept = device.drafts(sheet, cell)
  const { save, unreadable } = one.read(before, new Map([...kept, ...one.texts]))
  const drafts = [...one.texts].flatMap(([field, text]): readonly Draft[] => {
    const draft = unreadable.some(problem => problem.field === field) ? text : ''
    return (kept.get(field) ?? '') === draft ? [] : [{ sheet, cell, field, text: draft }]
  })
  if (sameValue(before, save)) return { edit: undefined, change: undefined, drafts }
  return { edit: { sheet, cell, value: save, ...one.seen }, change: { sheet, cell, before, after: save }, drafts }
}
