/** A table of a scorecard in one sentence, what is wrong first, and a page for each Red. */
import type { IndicatorId, PlaceId } from '../ids.ts'
import type { IndicatorSet } from '../set/indicator-set.ts'
import { codeIn, indicatorById } from '../set/indicators.ts'
import type { Period } from '../time/period.ts'
import type { CardAction, CardExplanation, CardNode, CardRow, CountyScorecard } from './card.ts'

const codeOf = (set: IndicatorSet, id: IndicatorId, month: Period): string => {
  const indicator = indicatorById(set, id)
  return indicator ? codeIn(indicator, month) : id
}

/**
 * "11 of 16 indicators rated: 7 met target, 1 slightly below, 3 significantly below [CEH08; CEH11; CEH76]. 1 of the 3 is
 * worsening." Below target is on the wrong side of it.
 */
export function summarySentence(set: IndicatorSet, month: Period, rows: readonly CardRow[]): string {
  const of = (rag: CardRow['rag']): readonly CardRow[] => rows.filter(row => row.rag === rag)
  const [green, amber, red] = [of('green'), of('amber'), of('red')]
  const rated = green.length + amber.length + red.length
  const counted = `${rated} of ${rows.length} ${rows.length === 1 ? 'indicator' : 'indicators'} rated`
  if (rated === 0) return `${counted}.`
  const codes = red.map(row => codeOf(set, row.indicator, month)).join('; ')
  const first = `${counted}: ${green.length} met target, ${amber.length} slightly below, ${red.length} significantly below${codes === '' ? '' : ` [${codes}]`}.`
  const worsening = red.filter(row => row.direction === 'worsened').length
  if (red.length === 0) return first
  if (red.length === 1) return worsening === 1 ? `${first} It is worsening.` : first
  const said = worsening === 0 ? 'None' : `${worsening}`
  return `${first} ${said} of the ${red.length} ${worsening > 1 ? 'are' : 'is'} worsening.`
}

export const orders = ['wrong', 'set'] as const
/** What is wrong first, or the order of the indicator set. */
export type Order = (typeof orders)[number]

/** Red worsening, Red, Amber worsening, Amber, Green worsening, Green, then what is not rated. */
function rank({ rag, direction }: CardRow): number {
  const at = { red: 0, amber: 2, green: 4 } as const
  return rag === null ? 6 : at[rag] + (direction === 'worsened' ? 0 : 1)
}

export const ordered = (rows: readonly CardRow[], order: Order): readonly CardRow[] =>
  order === 'set' ? rows : rows.toSorted((a, b) => rank(a) - rank(b))

/** One Red of a table with what there is to say about it. */
export interface Exception {
  readonly row: CardRow
  /** The returns that make it, worst first, each with its own figure; of a single return none. */
  readonly made: readonly { readonly node: CardNode; readonly row: CardRow }[]
  readonly explanations: readonly CardExplanation[]
  readonly actions: readonly CardAction[]
}

/** The nodes below one that have none below themselves, and are returns: contract and place. */
export function leavesUnder(card: CountyScorecard, node: CardNode): readonly CardNode[] {
  const leaves = card.nodes.filter(one => !one.key.startsWith('every/') && one.level !== 'contract')
  if (node.level === 'contract') return leaves.filter(one => one.contract === node.contract)
  if (!node.key.startsWith('every/')) return [node]
  const parents = new Map(card.nodes.map(one => [one.key, one.parent]))
  const isUnder = ({ key }: CardNode): boolean => {
    for (let at: string | undefined = key; at !== undefined; at = parents.get(at)) if (at === node.key) return true
    return false
  }
  return leaves.filter(isUnder)
}

export function exceptionsOf(card: CountyScorecard, node: CardNode): readonly Exception[] {
  const leaves = leavesUnder(card, node)
  const isHere = ({ contract, place }: { readonly contract: string; readonly place: PlaceId }): boolean =>
    leaves.some(leaf => leaf.contract === contract && (leaf.place === place || place === 'all'))
  return ordered(node.rows, 'wrong')
    .filter(row => row.rag === 'red')
    .map(row => ({
      row,
      made: leaves
        .filter(leaf => leaf.key !== node.key)
        .flatMap(leaf =>
          leaf.rows.filter(one => one.indicator === row.indicator).map(one => ({ node: leaf, row: one })),
        )
        .toSorted((a, b) => rank(a.row) - rank(b.row)),
      explanations: card.explanations.filter(one => isHere(one) && one.indicators.includes(row.indicator)),
      actions: card.actions.filter(one => isHere(one) && one.indicators.includes(row.indicator)),
    }))
}
