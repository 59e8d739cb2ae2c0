/** The order of the board's rows. Pure. */
import type { SheetId } from '../../../domain/ids.ts'
import { shownOrder } from '../../../domain/workflow.ts'
import type { ShownRow } from '../board-rows.ts'
import { needOf } from './facts.ts'

/** The columns it can be sorted by; '': the set's order. */
export const sorts = ['state', 'ratings', 'needs', 'received'] as const
export type Sort = '' | (typeof sorts)[number]

export const isSort = (text: string): text is Sort => text === '' || sorts.some(one => one === text)

/** Most first, or latest first; the state from the least advanced. */
export const directionOf = (sort: Sort): 'ascending' | 'descending' => (sort === 'state' ? 'ascending' : 'descending')

const compare: { readonly [S in Exclude<Sort, ''>]: (a: ShownRow, b: ShownRow) => number } = {
  state: (a, b) => shownOrder.indexOf(a.state) - shownOrder.indexOf(b.state),
  ratings: (a, b) => b.row.ratings.red - a.row.ratings.red || b.row.ratings.amber - a.row.ratings.amber,
  needs: (a, b) => needOf(b) - needOf(a),
  received: (a, b) => (b.row.received ?? '').localeCompare(a.row.received ?? '', 'en-GB'),
}

/** `rows` in the set's order; those alike keep it. */
export const inOrder = (rows: readonly ShownRow[], sort: Sort): readonly ShownRow[] =>
  sort === '' ? rows : rows.toSorted(compare[sort])

/** In an order that was made before: what has come since is last. */
export function asBefore(rows: readonly ShownRow[], before: readonly SheetId[]): readonly ShownRow[] {
  const rank = new Map(before.map((sheet, i) => [sheet, i]))
  const at = (one: ShownRow): number => rank.get(one.sheet) ?? before.length
  return rows.toSorted((a, b) => at(a) - at(b))
}
