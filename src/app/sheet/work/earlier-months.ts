/** The months before this one, as published, and where nothing has been published yet, as this device has the returns. */
import type { DeskState } from '../../../device/desk.ts'
import { withTotals } from '../../../domain/history/added-months.ts'
import { type ReturnedMonth, withReturned } from '../../../domain/history/returned-months.ts'
import { everywhere, partsOfSheet, type ScopeId, type SheetId, scopeOf } from '../../../domain/ids.ts'
import type { PlaceHistory } from '../../../domain/reading.ts'
import type { Month } from '../../month/month.ts'

type Of = Pick<Month, 'set' | 'contract' | 'period' | 'places' | 'holdsAll'>

/** By 'contract/place', as `DeskState.histories`. What was not published of the whole contract is added up. */
export function earlierMonths(
  state: Pick<DeskState, 'histories' | 'sheets'>,
  month: Of,
): ReadonlyMap<string, PlaceHistory> {
  const { set, contract, period, places } = month
  const returns = new Map<ScopeId, ReturnedMonth[]>()
  for (const [id, { cells }] of state.sheets) {
    const parts = partsOfSheet(id as SheetId)
    if (parts?.contract !== contract.id || parts.period >= period) continue
    const written = [...cells].flatMap(([cell, { value }]) => (value === null ? [] : [[cell, value] as const]))
    const before = returns.get(parts.scope) ?? []
    returns.set(parts.scope, [...before, { period: parts.period, cells: new Map(written) }])
  }
  const histories = new Map<string, PlaceHistory>()
  for (const place of [...places, everywhere]) {
    const scope = scopeOf(contract.id, place)
    const published = state.histories.get(scope)
    const merged = withReturned(set, contract, published ?? {}, returns.get(scope) ?? [])
    if (published !== undefined || Object.keys(merged).length > 0) histories.set(scope, merged)
  }
  const whole = scopeOf(contract.id, everywhere)
  const known = histories.get(whole)
  const members = places.map(place => ({ contract, place, history: histories.get(scopeOf(contract.id, place)) ?? {} }))
  const added = month.holdsAll ? withTotals(set, known, members) : known
  if (added !== undefined) histories.set(whole, added)
  return histories
}
