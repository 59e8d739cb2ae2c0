/**
 * Changes that came after submission: refused as locked, kept with their return, and offered to the contract's leads
 * until they are taken in or left out for good. Pure: the list before in, the list after out.
 */
import type { CellKey, OpId, PersonId } from '../../../domain/ids.ts'
import type { Late } from '../../../protocol/exchange.ts'

/** What a write says of itself, as far as it concerns the list. */
export interface LaterWrite {
  readonly cell: CellKey
  readonly by: PersonId
  readonly receivedAt: Late['receivedAt']
  /** The change that is hereby taken in. */
  readonly takes: OpId | undefined
}

/** One entry a person and cell: her newer change replaces her older one, in its place. */
export function withLate(list: readonly Late[], entry: Late): readonly Late[] {
  const sameCell = (each: Late): boolean => each.cell === entry.cell && each.by.id === entry.by.id
  const before = list.find(sameCell)
  if (!before) return [...list, entry]
  // What waited for its base may be settled after what its author did later.
  return before.receivedAt > entry.receivedAt ? list : list.map(each => (each === before ? entry : each))
}

/** After a write that stands, or agrees with what stands: without what it takes in, and without its author's older one. */
export const withoutTaken = (list: readonly Late[], write: LaterWrite): readonly Late[] =>
  list.filter(
    each =>
      each.cell !== write.cell ||
      (each.opId !== write.takes && (each.by.id !== write.by || each.receivedAt > write.receivedAt)),
  )

export const withoutLeft = (list: readonly Late[], left: readonly OpId[]): readonly Late[] =>
  list.filter(each => !left.includes(each.opId))
