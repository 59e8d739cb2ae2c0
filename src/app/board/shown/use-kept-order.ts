import { useState } from 'react'
import type { SheetId } from '../../../domain/ids.ts'
import type { ShownRow } from '../board-rows.ts'
import { asBefore, inOrder, type Sort } from './order.ts'

interface Kept {
  readonly sort: Sort
  readonly sheets: readonly SheetId[]
}

/**
 * The rows in the order in which they were put when the sort was chosen: what changes meanwhile does not move under
 * her hands. `stale`: sorted again, they would stand otherwise.
 */
export function useKeptOrder(
  rows: readonly ShownRow[],
  sort: Sort,
): { readonly ordered: readonly ShownRow[]; readonly stale: boolean; readonly sortAgain: () => void } {
  const ideal = inOrder(rows, sort).map(one => one.sheet)
  const [kept, setKept] = useState<Kept>({ sort, sheets: ideal })
  // Another sort, or the first rows there are: put in order now.
  const anew = kept.sort !== sort || (kept.sheets.length === 0 && ideal.length > 0)
  if (anew) setKept({ sort, sheets: ideal })
  const ordered = anew ? inOrder(rows, sort) : asBefore(rows, kept.sheets)
  return {
    ordered,
    stale: ordered.some((one, i) => one.sheet !== ideal[i]),
    sortAgain: () => setKept({ sort, sheets: ideal }),
  }
}
