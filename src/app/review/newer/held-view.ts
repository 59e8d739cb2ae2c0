/**
 * What stays on an officer's screen when another version of the return arrives while she reads. Figures and texts stay
 * as they are drawn until she goes on with the newer ones; what is said about them (questions, answers, decisions) is
 * shown as it comes, because nothing is accepted by it. Pure.
 */
import type { CellKey, OpId } from '../../../domain/ids.ts'
import type { ReturnView, SheetRow } from '../../../protocol/exchange.ts'

export interface Held {
  /** What is drawn; `seen` is of exactly these figures and texts. */
  readonly shown: ReturnView
  /** The version that waits; undefined: what is drawn is the newest. */
  readonly newer: ReturnView | undefined
}

type Written = SheetRow['cells'][CellKey] | undefined

/** Which write stands in a cell, and which others differ from it. */
const writes = (cell: Written): string => [cell?.token, ...(cell?.sides ?? []).map(side => side.token)].join()

/** `mine`: the acts made on this page. What she changed herself is no news to her. */
export function heldView(drawn: ReturnView | undefined, newest: ReturnView, mine: ReadonlySet<OpId>): Held {
  if (drawn === undefined || isHersAlone(drawn, newest, mine)) return { shown: newest, newer: undefined }
  const { cells, digest, state, submission } = drawn.row
  const { review, ...row } = newest.row
  return {
    shown: {
      ...drawn,
      row: { ...row, ...(review ? { review } : {}), cells, digest, state, submission },
    },
    newer: newest,
  }
}

/** Nothing differs but what she wrote: she is shown it at once. */
function isHersAlone(drawn: ReturnView, newest: ReturnView, mine: ReadonlySet<OpId>): boolean {
  const [before, after] = [drawn.row.cells, newest.row.cells]
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].map(key => key as CellKey))
  const foreign = [...keys].filter(key => {
    const now: Written = after[key]
    return writes(before[key]) !== writes(now) && !(now && mine.has(now.token))
  })
  return foreign.length === 0
}
