/** The automatic queries of a return, each with the explanation that answers it; reasons picked are counted. Pure. */
import { indicatorOfCell } from '../../../domain/cell-kinds.ts'
import { explanationsOf, isExplained, type Query, queriesOf } from '../../../domain/checks/queries.ts'
import { querySentence } from '../../../domain/checks/query-sentences.ts'
import type { Explanation } from '../../../domain/figures/figure.ts'
import type { CellKey, IndicatorId } from '../../../domain/ids.ts'
import type { ReturnContext } from '../../../domain/reading.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { explanationWords, reasonWords } from '../../submit/explanation-words.ts'

export interface AnsweredQuery {
  readonly query: Query
  /** 'CEH09 Closed with outcomes achieved'. */
  readonly name: string
  readonly sentence: string
  readonly explained: boolean
  /** What the provider says of it. */
  readonly said: readonly string[]
}

export interface Checks {
  /** Unexplained ones first, each kind in the order of the sheet. */
  readonly queries: readonly AnsweredQuery[]
  readonly unexplained: number
  /** Each reason with how many explanations picked it, the most frequent first. */
  readonly reasons: readonly { readonly words: string; readonly count: number }[]
  /** What was written, and the codes of the figures it is about. */
  readonly written: readonly { readonly cell: CellKey; readonly codes: readonly string[]; readonly text: string }[]
}

export function checksOf(context: ReturnContext): Checks {
  const { set, period } = context
  const nameOf = (id: IndicatorId): string => {
    const indicator = indicatorById(set, id)
    return indicator ? `${codeIn(indicator, period)} ${indicator.shortTitle}` : id
  }
  const queries = queriesOf(context).map((query): AnsweredQuery => {
    const [first] = query.indicators
    return {
      query,
      name: nameOf(first),
      sentence: querySentence(set, query),
      explained: isExplained(context, query),
      said: explanationsOf(context, first)
        .map(({ value, wide }) => `${explanationWords(set, value)}${wide ? ' (for several districts)' : ''}`)
        .filter(words => words !== ''),
    }
  })
  const explanations = everyExplanation(context)
  const counts = new Map<string, number>()
  for (const [, { reasons }] of explanations) for (const id of reasons) counts.set(id, (counts.get(id) ?? 0) + 1)
  return {
    queries: queries.toSorted((a, b) => Number(a.explained) - Number(b.explained)),
    unexplained: queries.filter(one => !one.explained).length,
    reasons: [...counts]
      .map(([id, count]) => ({ words: reasonWords(set, id), count }))
      .toSorted((a, b) => b.count - a.count),
    written: [...explanations].flatMap(([cell, value]) => {
      const text = value.text.trim()
      return text === '' ? [] : [{ cell, text, codes: codesOf(context, value) }]
    }),
  }
}

/** Of the return, and of the contract-wide part where it names a figure of this place. */
function everyExplanation(context: ReturnContext): ReadonlyMap<CellKey, Explanation> {
  const { set } = context
  const found = set.indicators.flatMap(indicator =>
    explanationsOf(context, indicator.id).map(({ cell, value, wide }) => [wide ? `all/${cell}` : cell, value] as const),
  )
  return new Map(found.map(([cell, value]) => [cell as CellKey, value]))
}

function codesOf({ set, period, place }: ReturnContext, { cells }: Explanation): readonly string[] {
  return cells.flatMap(cell => {
    // In the contract-wide part a figure is named with its district.
    const id = cell.startsWith(`${place}/`) ? (cell.slice(place.length + 1) as IndicatorId) : indicatorOfCell(cell)
    const indicator = id && indicatorById(set, id)
    return indicator ? [codeIn(indicator, period)] : []
  })
}
