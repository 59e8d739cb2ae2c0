/** The months before this one, as published, and where nothing has been published yet, as this device has the returns. */
import type { DeskState } from '../../../device/desk.ts'
import { withFollowed } from '../../../domain/earlier.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { sumOfLines } from '../../../domain/figures/lines.ts'
import { type CellKey, everywhere, partsOfSheet, type SheetId } from '../../../domain/ids.ts'
import type { PlaceHistory } from '../../../domain/reading.ts'
import { indicatorsOf } from '../../../domain/set/indicators.ts'
import type { Month } from '../../month/month.ts'
import { withTotals } from './earlier-totals.ts'

type Of = Pick<Month, 'set' | 'contract' | 'period' | 'places' | 'holdsAll'>

/** By 'contract/place', as `DeskState.histories`. What was not published of the whole contract is added up. */
export function earlierMonths(
  state: Pick<DeskState, 'histories' | 'sheets'>,
  month: Of,
): ReadonlyMap<string, PlaceHistory> {
  const { contract, period, places } = month
  const histories = new Map<string, PlaceHistory>()
  const scopes = [...places, everywhere].map(place => `${contract.id}/${place}`)
  for (const scope of scopes) {
    const published = state.histories.get(scope)
    if (published !== undefined) histories.set(scope, published)
  }
  const returns = [...state.sheets]
    .flatMap(([id, { cells }]) => {
      const parts = partsOfSheet(id as SheetId)
      if (parts?.contract !== contract.id || parts.period >= period || !scopes.includes(parts.scope)) return []
      const written = [...cells].flatMap(([cell, { value }]) => (value === null ? [] : [[cell, value] as const]))
      return [{ ...parts, cells: new Map(written) }]
    })
    .sort((a, b) => (a.period < b.period ? -1 : 1))
  for (const { scope, period: of, cells } of returns) {
    const figures = figuresOf(month, of, cells)
    const before = histories.get(scope)
    if (Object.keys(figures).length > 0) histories.set(scope, { ...before, [of]: { ...figures, ...before?.[of] } })
  }
  // A later return gives what was to follow, also where the month itself has been published meanwhile.
  for (const { scope, cells } of returns) {
    const before = histories.get(scope)
    if (before !== undefined) histories.set(scope, withFollowed(before, cells))
  }
  const known = histories.get(`${contract.id}/${everywhere}`)
  const whole = month.holdsAll ? withTotals(month, known, place => histories.get(`${contract.id}/${place}`)) : known
  if (whole !== undefined) histories.set(`${contract.id}/${everywhere}`, whole)
  return histories
}

/** The figures of one return; lines count as their sum. */
function figuresOf(
  { set, contract }: Of,
  period: Month['period'],
  cells: ReadonlyMap<CellKey, CellValue>,
): Readonly<Record<string, CellValue>> {
  const own = [...cells].filter(([cell]) => !cell.includes('/'))
  const sums = indicatorsOf(set, contract, period).flatMap(({ id, lines }) => {
    const sum = lines === undefined ? undefined : sumOfLines(cells, id)
    return sum === undefined ? [] : [[id, sum] as const]
  })
  return Object.fromEntries([...own, ...sums])
}
