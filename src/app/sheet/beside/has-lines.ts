import type { CellKey } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'

/** Whether a figure is entered in lines in these cells. */
export const hasLines = (
  cells: ReadonlyMap<CellKey, unknown>,
  { id, lines }: Pick<Indicator, 'id' | 'lines'>,
): boolean => lines !== undefined && [...cells.keys()].some(key => key.startsWith(`${id}/`))
