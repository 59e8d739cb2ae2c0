/** What the device holds of a contract's month, and what of it differs from before. Pure. */
import type { CellView, DeskState, SheetView } from '../../../device/desk.ts'
import { type CellValue, canonical } from '../../../domain/figures/figure.ts'
import type { CellKey, PlaceId, SheetId } from '../../../domain/ids.ts'
import { cellId } from './pending.ts'
import { type WritingSentences, writingSentences } from './writing.ts'

export type Texts = ReadonlyMap<string, string>
const noTexts: Texts = new Map()

/** People entered it differently, and nobody has chosen yet. */
export const isContested = (cell: CellView | undefined): boolean => (cell?.sides?.length ?? 0) > 0

export class DeviceView {
  readonly #views: ReadonlyMap<PlaceId, SheetView | undefined>
  /** Unreadable texts by cell, field by field. */
  readonly #drafts: ReadonlyMap<string, Texts>
  /** Who else is typing, by cell. */
  readonly #writing: WritingSentences

  constructor(state: Pick<DeskState, 'sheets' | 'drafts' | 'writing'>, sheets: ReadonlyMap<PlaceId, SheetId>) {
    this.#views = new Map([...sheets].map(([place, sheet]) => [place, state.sheets.get(sheet)]))
    const drafts = new Map<string, Map<string, string>>()
    for (const { sheet, cell, field, text } of state.drafts) {
      const key = cellId(sheet, cell)
      drafts.set(key, (drafts.get(key) ?? new Map()).set(field, text))
    }
    this.#drafts = drafts
    this.#writing = writingSentences(state.writing)
  }

  static readonly empty = new DeviceView({ sheets: new Map(), drafts: [], writing: [] }, new Map())

  sheet(place: PlaceId): SheetView | undefined {
    return this.#views.get(place)
  }

  value(place: PlaceId, cell: CellKey): CellValue | null {
    return this.#views.get(place)?.cells.get(cell)?.value ?? null
  }

  drafts(sheet: SheetId, cell: CellKey): Texts {
    return this.#drafts.get(cellId(sheet, cell)) ?? noTexts
  }

  writing(sheet: SheetId, cell: CellKey): string {
    return this.#writing.get(cellId(sheet, cell)) ?? ''
  }

  /** The cells of a place that are not as they were: another write, another unreadable text, or another writer. */
  changedCells(place: PlaceId, sheet: SheetId, before: DeviceView): readonly CellKey[] {
    const changed = new Set<CellKey>()
    const now = this.sheet(place)
    const then = before.sheet(place)
    if (now !== then)
      for (const cell of new Set([...(now?.cells.keys() ?? []), ...(then?.cells.keys() ?? [])]))
        if (now?.cells.get(cell) !== then?.cells.get(cell)) changed.add(cell)
    const marked = [this.#drafts, before.#drafts, this.#writing, before.#writing]
    for (const key of new Set(marked.flatMap(map => [...map.keys()]))) {
      const [of, cell] = key.split('|') as [SheetId, CellKey]
      if (of !== sheet) continue
      if (
        this.writing(of, cell) !== before.writing(of, cell) ||
        canonical([...this.drafts(of, cell)]) !== canonical([...before.drafts(of, cell)])
      )
        changed.add(cell)
    }
    return [...changed]
  }

  /** Whether the return became read-only, or can be typed in again. */
  changedState(place: PlaceId, before: DeviceView): boolean {
    const now = this.sheet(place)
    const then = before.sheet(place)
    return (
      now !== then &&
      (now?.state !== then?.state ||
        now?.review !== then?.review ||
        now?.withdrawing !== then?.withdrawing ||
        canonical(now?.submitting) !== canonical(then?.submitting))
    )
  }
}
