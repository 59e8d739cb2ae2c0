/** One service of a county in one month: every table of its scorecard, from the returns and what was published before. */
import { kindOfCell } from '../cell-kinds.ts'
import { everywhere, type IndicatorId, type PlaceId, type ScopeId, type ServiceId, scopeOf } from '../ids.ts'
import type { Contract } from '../set/indicator-set.ts'
import { indicatorById } from '../set/indicators.ts'
import type { Period } from '../time/period.ts'
import type { Beside, CardAction, CardExplanation, CardNode, CountyScorecard } from './card.ts'
import { counts, type Known, type Part, partOf } from './parts.ts'
import { cardNode, type Making } from './rows.ts'
import { type Leaf, leafKey, type TreeNode, treeOf } from './tree.ts'
import { thirteenMonths } from './window.ts'

/** A figure of others beside one of a contract's place. */
export interface Comparator extends Beside {
  readonly contract: string
  readonly place: string
  readonly indicator: string
  readonly period: string
}

export interface ScorecardInput extends Known {
  readonly service: ServiceId
  /** The returns the reader may see; a total is given where she may see all that is in it. */
  readonly sees: (leaf: Leaf) => boolean
  /** Whether she may read what was written for the council alone, explanations among it. */
  readonly readsTexts: boolean
  readonly comparators: readonly Comparator[]
  readonly actions: readonly CardAction[]
}

/** The whole tree of a service: see card.ts. */
export function countyScorecard(input: ScorecardInput): CountyScorecard {
  const { set, service, period, basis } = input
  const parts = new Map<string, Part>()
  const partAt = (leaf: Leaf): Part => {
    const known = parts.get(leafKey(leaf))
    if (known) return known
    const made = partOf(input, leaf.contract, leaf.place)
    parts.set(leafKey(leaf), made)
    return made
  }
  const tree = treeOf(set, service, period, input.sees)
  const making: Making = {
    known: input,
    months: thirteenMonths(period, firstMonth(input, tree, partAt)),
    partOf: partAt,
    seesWhole: contract => input.sees({ contract, place: everywhere }),
  }
  const nodes = tree.map(node => withBeside(input, node, cardNode(making, node)))
  const explanations = input.readsTexts ? explanationsOf(input, tree) : []
  return { service, period, basis, months: making.months, nodes, explanations, actions: input.actions }
}

/** The first month of which anything is known. */
function firstMonth(
  input: ScorecardInput,
  tree: readonly TreeNode[],
  partAt: (leaf: Leaf) => Part,
): Period | undefined {
  const months = tree.flatMap(node => node.leaves).flatMap(leaf => Object.keys(partAt(leaf).history))
  return [...new Set([...months, input.period])].sort()[0] as Period | undefined
}

function withBeside({ comparators, period }: ScorecardInput, node: TreeNode, card: CardNode): CardNode {
  const [contract] = node.contracts
  const own = comparators.filter(
    one => node.single && one.contract === contract?.id && one.place === node.place && one.period === period,
  )
  if (own.length === 0) return card
  const of = Map.groupBy(own, one => one.indicator)
  return {
    ...card,
    rows: card.rows.map(row => {
      const beside = of.get(row.indicator)?.map(one => ({ of: one.of, shown: one.shown }))
      return beside ? { ...row, beside } : row
    }),
  }
}

const every = (tree: readonly TreeNode[]): readonly Contract[] => [...new Set(tree.flatMap(node => node.contracts))]

/** What was written about this month's figures in returns that count. */
function explanationsOf(input: ScorecardInput, tree: readonly TreeNode[]): readonly CardExplanation[] {
  const { set, period, basis, sees } = input
  const reasonText = new Map(set.comparisons.flatMap(one => one.reasons).map(({ id, text }) => [id, text]))
  const ofScope = (contract: Contract, place: PlaceId, scope: ScopeId): readonly CardExplanation[] =>
    (input.returns.get(scope) ?? [])
      .filter(one => one.period === period && counts(basis, one.state))
      .flatMap(({ cells }) => [...cells])
      .flatMap(([key, value]) => {
        if (value.type !== 'explanation' || kindOfCell(key).kind !== 'explanation') return []
        const reasons = value.reasons.map(id => reasonText.get(id) ?? id)
        // `thanet/indicator` in the contract-wide part, `indicator` in a district's own.
        const named = value.cells.map(cell => {
          const [first = '', second] = cell.split('/')
          const indicator = (second ?? first) as IndicatorId
          return { place: second === undefined ? place : (first as PlaceId), indicator }
        })
        const known = named.filter(one => indicatorById(set, one.indicator) !== undefined)
        return [...Map.groupBy(known, one => one.place)]
          .filter(([about]) => sees({ contract, place: about }))
          .map(([about, cells]) => ({
            contract: contract.id,
            place: about,
            indicators: cells.map(one => one.indicator),
            reasons,
            text: value.text,
          }))
      })
  return every(tree).flatMap(contract =>
    [...contract.places, everywhere]
      .filter(place => sees({ contract, place }))
      .flatMap(place => ofScope(contract, place, scopeOf(contract.id, place))),
  )
}
