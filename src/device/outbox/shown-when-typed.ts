/**
 * What was on screen when an edit was made. It is committed a moment later, or much later where storage refuses: a
 * pull, of this tab or another, may have changed the truth by then, and what it brought was never shown under it.
 */
import type { CellKey, SheetId } from '../../domain/ids.ts'
import type { Edit } from '../desk.ts'
import type { Truth } from '../storage/truth.ts'
import type { Outbox } from './outbox.ts'
import { lastLive, type Shown } from './outbox-edits.ts'

/** What a truth says of a cell. */
export const shownOf =
  (truth: Truth) =>
  (sheet: SheetId, cell: CellKey): Shown => {
    const found = truth.sheets.get(sheet)?.cells[cell]
    return { token: found?.token ?? null, sides: found?.sides?.map(side => side.token) ?? [] }
  }

export interface ShownWhenTyped {
  /** Notes what is on screen under these edits. One that is typed over another not yet committed follows that one. */
  note(edits: readonly Edit[], uncommitted: readonly Edit[]): readonly Edit[]
  readonly shown: (sheet: SheetId, cell: CellKey, edit?: Edit) => Shown
}

export function shownWhenTyped(truth: () => Truth, outbox: () => Outbox): ShownWhenTyped {
  const known = new WeakMap<Edit, Shown>()
  /** Her own write that waits lies over the truth; it may be in the truth by the time this is committed. */
  const onScreen = ({ sheet, cell }: Edit): Shown => {
    const mine = lastLive(outbox(), sheet, cell)
    return mine === undefined ? shownOf(truth())(sheet, cell) : { token: mine.opId, sides: [] }
  }
  return {
    note: (edits, uncommitted) =>
      edits.map(edit => {
        const over = uncommitted.findLast(one => one.sheet === edit.sheet && one.cell === edit.cell)
        const under = over && known.get(over)
        const { seen: _seen, sides: _sides, ...rest } = edit
        const { seen, sides } = over ?? edit
        const noted: Edit = {
          ...rest,
          ...(seen === undefined ? {} : { seen }),
          ...(sides === undefined ? {} : { sides }),
        }
        known.set(noted, under ?? onScreen(edit))
        return noted
      }),
    shown: (sheet, cell, edit) => (edit && known.get(edit)) ?? shownOf(truth())(sheet, cell),
  }
}
