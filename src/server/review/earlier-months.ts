/** The months before one, as published, and where nothing has been published yet, as they were returned here. */
import { withTotals } from '../../domain/history/added-months.ts'
import { type ReturnedMonth, withReturned } from '../../domain/history/returned-months.ts'
import {
  type ContractId,
  everywhere,
  type PlaceId,
  partsOfSheet,
  type ScopeId,
  scopeOf,
  sheetOf,
} from '../../domain/ids.ts'
import type { PlaceHistory } from '../../domain/reading.ts'
import type { Contract } from '../../domain/set/indicator-set.ts'
import { addMonths, type Period, periodsFrom } from '../../domain/time/period.ts'
import type { ReturnState } from '../../domain/workflow.ts'
import type { Reference } from '../reference.ts'
import type { Storage, StoredSheet } from '../storage/storage.ts'
import { standingValues } from '../sync/decide/decide-return.ts'

/** The history of a contract and place (or `all`) that was asked for; {} where there is none. */
export type EarlierMonths = (contract: ContractId, place: PlaceId) => PlaceHistory

/** Returns further back are not read: what was published is, as far back as it goes. */
export const monthsBack = 25

/** Those that a provider has confirmed, whatever became of them since. */
export const confirmedStates: ReadonlySet<ReturnState> = new Set(['submitted', 'sent-back', 'accepted', 'released'])

/**
 * The history of each place asked for before the month `before`, read for all of them in one query. Published months
 * stand; of the others the returns in one of `states` count (a state is the return's own, in its own month). The
 * contract-wide part (`all`) has the totals of its districts where nothing was published of the whole: its districts
 * are read with it, so ask for it only where the reader may see the whole contract. The same rule as on the device
 * (app/sheet/work/earlier-months.ts), by domain/history/.
 */
export async function earlierMonths(
  storage: Pick<Storage, 'sheets'>,
  reference: Pick<Reference, 'set' | 'history'>,
  asked: readonly { readonly contract: Contract; readonly place: PlaceId }[],
  before: Period,
  states: ReadonlySet<ReturnState> = confirmedStates,
): Promise<EarlierMonths> {
  const { set } = reference
  const wanted = asked.flatMap(({ contract, place }) =>
    [place, ...(place === everywhere ? contract.places : [])].map(one => ({ contract, place: one })),
  )
  const scopes = new Map(wanted.map(one => [scopeOf(one.contract.id, one.place), one]))
  const months = periodsFrom(addMonths(before, -monthsBack), addMonths(before, -1))
  const sheets = [...scopes.values()].flatMap(one => months.map(month => sheetOf(one.contract.id, one.place, month)))
  const returns = returnedOf((await storage.sheets(sheets)).values(), states)
  const merged = new Map<ScopeId, PlaceHistory>()
  for (const [scope, { contract, place }] of scopes)
    merged.set(scope, withReturned(set, contract, reference.history(contract.id, place), returns.get(scope) ?? []))
  for (const { contract } of asked.filter(one => one.place === everywhere)) {
    const scope = scopeOf(contract.id, everywhere)
    const history = (place: PlaceId): PlaceHistory => merged.get(scopeOf(contract.id, place)) ?? {}
    const members = contract.places.map(place => ({ contract, place, history: history(place) }))
    const whole = withTotals(set, merged.get(scope), members)
    if (whole) merged.set(scope, whole)
  }
  return (contract, place) => merged.get(scopeOf(contract, place)) ?? {}
}

/** Stored returns that count, by their scope. */
export function returnedOf(
  stored: Iterable<StoredSheet>,
  states: ReadonlySet<ReturnState>,
): ReadonlyMap<ScopeId, readonly ReturnedMonth[]> {
  const counted = [...stored].flatMap(sheet => {
    const parts = partsOfSheet(sheet.sheet)
    if (!parts || !states.has(sheet.state)) return []
    return [{ scope: sheet.scope, period: parts.period, cells: standingValues(sheet.cells) }]
  })
  return Map.groupBy(counted, one => one.scope)
}
