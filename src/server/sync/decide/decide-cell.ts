/** What becomes of one write to one cell. Pure: the standing cell and the resolved base in, the new cell out. */
import { type CellValue, sameValue } from '../../../domain/figures/figure.ts'
import type { OpId, PersonId } from '../../../domain/ids.ts'
import type { Cell, Side } from '../../../protocol/exchange.ts'
import type { ProblemCode } from '../../../protocol/problems.ts'
import type { Base } from './bases.ts'

export interface Write {
  readonly kind: 'set' | 'resolve'
  readonly side: Side
  /** A resolve names every side its author was shown. */
  readonly names: readonly OpId[]
  /** Either author of a conflict resolves, or any lead. */
  readonly isLead: boolean
  /** What its author began from; null: nothing was there; undefined: nobody knows. Asked for texts in conflict only. */
  readonly began: () => CellValue | null | undefined
}

export type CellDecision =
  | { readonly outcome: 'applied'; readonly token: OpId; readonly cell: Cell }
  /** `cell` is there when a side left with it. */
  | { readonly outcome: 'agreed'; readonly token: OpId | null; readonly cell?: Cell }
  | { readonly outcome: 'conflict'; readonly token: OpId; readonly cell: Cell }
  | { readonly outcome: 'waiting' }
  | { readonly outcome: 'rejected'; readonly code: ProblemCode }

/** Two figures the same, or both none: a cell cleared and a cell never written look alike. */
const standsAlready = (cell: Cell | undefined, value: CellValue | null): boolean =>
  sameValue(cell?.value ?? null, value)

/**
 * `base` is what the write's base amounts to; `unknown` waits unless `given up` (then it has seen nothing that stands).
 */
export function decideCell(cell: Cell | undefined, base: Base, write: Write): CellDecision {
  if (base.type === 'elsewhere') return { outcome: 'rejected', code: 'malformed' }
  if (base.type === 'unknown') return { outcome: 'waiting' }
  const { side } = write
  if (!cell) return standsAlready(cell, side.value) ? { outcome: 'agreed', token: null } : applied(side)
  const sides = cell.sides ?? []
  const fresh = base.type === 'seen' && base.token === cell.token

  if (fresh && sides.length > 0 && write.kind === 'resolve') {
    const namesAll = sides.every(each => write.names.includes(each.token))
    if (namesAll) return mayResolve(cell, write) ? applied(side) : { outcome: 'rejected', code: 'not-allowed' }
  }
  const own = base.type === 'side' ? sides.find(each => isOwn(each, base.token, side.by.id)) : undefined
  const others = own ? sides.filter(each => each !== own) : sides
  if (standsAlready(cell, side.value))
    return own
      ? { outcome: 'agreed', token: cell.token, cell: withSides(cell, others) }
      : { outcome: 'agreed', token: cell.token }
  if (fresh && sides.length === 0) return applied(side)
  // The figure stands. Typing in a cell that is contested, without naming every side, is itself a conflict.
  const kept = isText(cell, side.value) ? withOriginal(side, own ? own.original : write.began()) : side
  return { outcome: 'conflict', token: cell.token, cell: withSides(cell, [...others, kept]) }
}

/** The write of a base nobody has sent for 35 days: it has seen nothing that stands. */
export const givenUp: Base = { type: 'seen', token: null }

const isOwn = (side: Side, token: OpId, person: PersonId): boolean => side.token === token && side.by.id === person

function mayResolve(cell: Cell, write: Write): boolean {
  const authors = [cell.by.id, ...(cell.sides ?? []).map(each => each.by.id)]
  return write.isLead || authors.includes(write.side.by.id)
}

/** A text, or a text cleared. */
const isText = (cell: Cell, value: CellValue | null): boolean => (value ?? cell.value)?.type === 'text'

/** A side that takes the place of an earlier one of hers goes back to the same beginning. */
const withOriginal = (side: Side, original: CellValue | null | undefined): Side =>
  original === undefined ? side : { ...side, original }

const applied = (side: Side): CellDecision => ({
  outcome: 'applied',
  token: side.token,
  cell: { value: side.value, token: side.token, by: side.by, at: side.receivedAt },
})

function withSides(cell: Cell, sides: readonly Side[]): Cell {
  const { sides: _old, ...standing } = cell
  return sides.length === 0 ? standing : { ...standing, sides: [...sides] }
}
