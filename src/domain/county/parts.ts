/** What is known of each return that a scorecard is made of: its month, the months before, and where they come from. */
import { isInForce } from '../history/added-months.ts'
import { type ReturnedMonth, withReturned } from '../history/returned-months.ts'
import { type CellKey, type ContractId, type PlaceId, type ScopeId, scopeOf } from '../ids.ts'
import type { PlaceHistory, ReturnContext } from '../reading.ts'
import type { Contract, IndicatorSet } from '../set/indicator-set.ts'
import type { Period } from '../time/period.ts'
import type { ReturnState } from '../workflow.ts'
import type { Basis, Provenance } from './card.ts'

/** A return of this month or an earlier one. */
export interface KnownReturn extends ReturnedMonth {
  readonly state: ReturnState
}

/** What a scorecard is computed from. */
export interface Known {
  readonly set: IndicatorSet
  readonly period: Period
  readonly basis: Basis
  /** By contract and place (or `all`); {} where nothing was published. */
  readonly published: (contract: ContractId, place: PlaceId) => PlaceHistory
  /** The returns of a scope up to this month; any state. */
  readonly returns: ReadonlyMap<ScopeId, readonly KnownReturn[]>
  /** The months in which returns were asked for here. */
  readonly asked: ReadonlySet<Period>
}

const counting: Readonly<Record<Basis, ReadonlySet<ReturnState>>> = {
  accepted: new Set(['accepted', 'released']),
  // One sent back is being changed again: what it says is nobody's word.
  submitted: new Set(['submitted', 'accepted', 'released']),
}

export const counts = (basis: Basis, state: ReturnState): boolean => counting[basis].has(state)
export const isAccepted = (state: ReturnState): boolean => counting.accepted.has(state)

/** One return's place with everything known of it. */
export interface Part {
  readonly contract: Contract
  readonly place: PlaceId
  /** Up to this month, and with it. */
  readonly history: PlaceHistory
  /** The month itself. */
  readonly context: ReturnContext
  readonly from: (month: Period) => Provenance
}

export function partOf(known: Known, contract: Contract, place: PlaceId): Part {
  const { set, period, basis } = known
  const published = known.published(contract.id, place)
  const all = known.returns.get(scopeOf(contract.id, place)) ?? []
  const counted = new Map(all.filter(one => counts(basis, one.state)).map(one => [one.period, one]))
  const history = withReturned(set, contract, published, [...counted.values()])
  const cells = new Map(Object.entries(history[period] ?? {}).map(([cell, value]) => [cell as CellKey, value]))
  return {
    contract,
    place,
    history,
    context: { set, contract, place, period, cells, history },
    from: month => {
      if (published[month] !== undefined) return 'published'
      const state = counted.get(month)?.state
      if (state !== undefined) return isAccepted(state) ? 'accepted' : 'provisional'
      return known.asked.has(month) && month <= period && isInForce(contract, month) ? 'missing' : 'nothing'
    },
  }
}

/** The least certain of what a total is made of. */
export function worst(of: readonly Provenance[]): Provenance {
  const order = ['missing', 'provisional', 'accepted', 'published'] as const
  return order.find(one => of.includes(one)) ?? 'nothing'
}
