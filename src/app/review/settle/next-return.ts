/** Which return of the board needs an officer next. Pure. */
import { partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { BoardRow } from '../../../protocol/exchange.ts'

/** Submitted and not looked at to the end, an answer is owed by the council, or something waits to be decided. */
const needsOfficer = (row: BoardRow): boolean =>
  row.state === 'submitted' || row.questions.owedByCouncil > 0 || (row.toDecide > 0 && row.state !== 'released')

/** The next in the set's order after this one, beginning again at the top; undefined: none waits. */
export function nextReturn(rows: readonly BoardRow[], here: SheetId, set: IndicatorSet): SheetId | undefined {
  const rank = (sheet: SheetId): readonly [number, number] => {
    const parts = partsOfSheet(sheet)
    const contract = set.contracts.findIndex(one => one.id === parts?.contract)
    const place = parts ? (set.contracts[contract]?.places.indexOf(parts.place) ?? -1) : -1
    return [contract, place]
  }
  const compare = (a: SheetId, b: SheetId): number => {
    const [left, right] = [rank(a), rank(b)]
    return left[0] - right[0] || left[1] - right[1]
  }
  const waiting = rows
    .filter(row => row.sheet !== here && needsOfficer(row))
    .map(row => row.sheet)
    .toSorted(compare)
  return waiting.find(sheet => compare(sheet, here) > 0) ?? waiting[0]
}
