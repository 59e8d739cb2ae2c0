/** Undo of one's own edits: what was there before is written again, as new edits. Nothing is ever unwritten. */

import type { Edit } from '../../../device/desk.ts'
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import type { CellKey, SheetId } from '../../../domain/ids.ts'

export interface Change {
  readonly sheet: SheetId
  readonly cell: CellKey
  readonly before: CellValue | null
  readonly after: CellValue | null
}

/** What was done at once: one cell typed in, one paste, one choice. `visit` joins what is typed in one stay in a cell. */
export interface Deed {
  readonly changes: readonly Change[]
  readonly visit?: number
}

export interface Deeds {
  readonly done: readonly Deed[]
  readonly undone: readonly Deed[]
}

export const nothingDone: Deeds = { done: [], undone: [] }
const kept = 200

const sameCells = (a: Deed, b: Deed): boolean =>
  a.changes.length === b.changes.length &&
  a.changes.every((change, i) => change.sheet === b.changes[i]?.sheet && change.cell === b.changes[i]?.cell)

/** Adds a deed. Saves made while someone stays in one cell count as one, so that undo takes the whole entry back. */
export function record(deeds: Deeds, deed: Deed): Deeds {
  const changes = deed.changes.filter(change => !sameValue(change.before, change.after))
  if (changes.length === 0) return deeds
  const last = deeds.done.at(-1)
  const next = { ...deed, changes }
  if (last !== undefined && deed.visit !== undefined && last.visit === deed.visit && sameCells(last, next)) {
    const joined = {
      ...last,
      changes: last.changes.map((change, i) => ({ ...change, after: changes[i]?.after ?? null })),
    }
    return { done: [...deeds.done.slice(0, -1), joined], undone: [] }
  }
  return { done: [...deeds.done, next].slice(-kept), undone: [] }
}

export interface Step {
  readonly edits: readonly Edit[]
  /** What each edit takes the place of, as the deed left it. */
  readonly replaces: readonly (CellValue | null)[]
  readonly deeds: Deeds
}

/** The edits that take the last deed back, and the stack after it; undefined when there is nothing to undo. */
export function undo(deeds: Deeds): Step | undefined {
  const last = deeds.done.at(-1)
  if (last === undefined) return undefined
  return {
    edits: last.changes.map(({ sheet, cell, before }) => ({ sheet, cell, value: before })),
    replaces: last.changes.map(({ after }) => after),
    deeds: { done: deeds.done.slice(0, -1), undone: [...deeds.undone, last] },
  }
}

/** The edits that do the last undone deed again; undefined when there is none. */
export function redo(deeds: Deeds): Step | undefined {
  const last = deeds.undone.at(-1)
  if (last === undefined) return undefined
  return {
    edits: last.changes.map(({ sheet, cell, after }) => ({ sheet, cell, value: after })),
    replaces: last.changes.map(({ before }) => before),
    deeds: { done: [...deeds.done, last], undone: deeds.undone.slice(0, -1) },
  }
}

/** The edits of a step where the deed still stands: what anybody wrote there since is theirs, and is not taken back. */
export const stillStanding = (
  { edits, replaces }: Step,
  standingNow: (sheet: SheetId, cell: CellKey) => CellValue | null,
): readonly Edit[] => edits.filter(({ sheet, cell }, i) => sameValue(standingNow(sheet, cell), replaces[i] ?? null))

/** The deeds of one month's work, and who is told when they change. */
export class DeedLog {
  readonly #told: () => void
  #deeds: Deeds = nothingDone

  constructor(told: () => void) {
    this.#told = told
  }

  record(deed: Deed): void {
    this.settle(record(this.#deeds, deed))
  }

  canUndo(): boolean {
    return this.#deeds.done.length > 0
  }

  canRedo(): boolean {
    return this.#deeds.undone.length > 0
  }

  undo(): Step | undefined {
    return undo(this.#deeds)
  }

  redo(): Step | undefined {
    return redo(this.#deeds)
  }

  /** A step has been taken: this is what is done and undone after it. */
  settle(deeds: Deeds): void {
    this.#deeds = deeds
    this.#told()
  }
}
