/**
 * Queries: what asks for a correction or an explanation, and never stops submission. The set's comparisons, unusual
 * figures, and figures to explain. An explanation answers every query on the cells it hangs on.
 */

import { cellOfPlace, kindOfCell } from '../cell-kinds.ts'
import type { CellValue, Explanation } from '../figures/figure.ts'
import { type Measured, measure } from '../figures/measure.ts'
import { type CellKey, type IndicatorId, indicatorCell, type PlaceId } from '../ids.ts'
import { compare, type Exact, rounded } from '../number/exact.ts'
import { historyCells } from '../ratings/trends.ts'
import { type ReturnContext, readCell } from '../reading.ts'
import { indicatorById, indicatorsOf, owes } from '../set/indicators.ts'
import { addMonths, type Period } from '../time/period.ts'
import { cellsOf } from './checks.ts'
import { appliesIn, broken, type Compared, type Term } from './comparisons.ts'
import { type Explain, explainOf } from './explain.ts'
import { type Overtyped, overtypedOf } from './overtyped.ts'
import { type Unusual, unusualOf } from './unusual.ts'

interface About {
  readonly severity: 'query'
  readonly place: PlaceId
  /** The cells it names; an explanation on the first of them answers it. */
  readonly indicators: readonly [IndicatorId, ...IndicatorId[]]
}
export type Query = About &
  (
    | { readonly check: 'comparison'; readonly data: Compared }
    | Unusual
    | Explain
    | Overtyped
    | { readonly check: 'identical'; readonly data: { readonly figures: number; readonly month: Period } }
  )

const monthOf = (term: Term, month: Period): Period =>
  term.when === 'this' ? month : addMonths(month, term.when === 'previous' ? -1 : -12)

function termOf(context: ReturnContext, term: Term): Exact | undefined {
  const { set, history, period } = context
  const indicator = indicatorById(set, term.indicator)
  if (!indicator) return undefined
  const month = monthOf(term, period)
  const measured: Measured = measure(set, indicator, month === period ? cellsOf(context) : historyCells(history, month))
  if (measured.state === 'nobody') return { n: 0n, d: 1n }
  if (measured.state !== 'measured') return undefined
  return term.operand === 'value' ? measured.value : measured[term.operand]
}

/** Broken comparisons of the set, beyond their margins, about figures that are typed here. */
export function comparisonsOf(context: ReturnContext): readonly Query[] {
  const { set, contract, place, period } = context
  return set.comparisons.flatMap((comparison): readonly Query[] => {
    const [first] = comparison.left
    const indicator = first && indicatorById(set, first.indicator)
    if (!first || !indicator || comparison.service !== contract.service) return []
    if (!owes(set, contract, indicator, period, place) || !appliesIn(comparison, period, contract)) return []
    const data = broken(comparison, term => termOf(context, term))
    if (!data) return []
    const others = [...comparison.left, ...comparison.right]
      .filter(term => term.when === 'this' && term.indicator !== first.indicator)
      .map(term => term.indicator)
    return [{ severity: 'query', place, indicators: [first.indicator, ...new Set(others)], check: 'comparison', data }]
  })
}

const fewestIdentical = 6

/** A whole district that is the same as last month: typed from the wrong sheet? Zeros do not count. */
export function identicalOf(context: ReturnContext): readonly Query[] {
  const { set, contract, place, period, history } = context
  const month = addMonths(period, -1)
  const same: IndicatorId[] = []
  for (const indicator of indicatorsOf(set, contract, period)) {
    if (!owes(set, contract, indicator, period, place)) continue
    const now = measure(set, indicator, cellsOf(context))
    const before = measure(set, indicator, historyCells(history, month))
    if (now.state !== 'measured' || before.state !== 'measured') continue
    const [a, b] = [now, before].map(one => rounded(one.value, indicator.decimals))
    if (!a || !b || compare(a, b) !== 0) return []
    if (a.n !== 0n && indicator.kind !== 'percent') same.push(indicator.id)
  }
  const [first, ...rest] = same
  if (!first || same.length < fewestIdentical) return []
  return [
    {
      severity: 'query',
      place,
      indicators: [first, ...rest],
      check: 'identical',
      data: { figures: same.length, month },
    },
  ]
}

/** Every query of a return, in the order of its sheet within each kind. */
export function queriesOf(context: ReturnContext): readonly Query[] {
  const { set, contract, place, period, history } = context
  const about = (id: IndicatorId): About => ({ severity: 'query', place, indicators: [id] })
  const each = indicatorsOf(set, contract, period)
    .filter(indicator => owes(set, contract, indicator, period, place))
    .flatMap((indicator): readonly Query[] => {
      const reading = readCell(context, indicator)
      const unusual = unusualOf(set, indicator, history, period, reading.measured)
      const explain = explainOf(context, reading)
      const overtyped = overtypedOf(context, indicator)
      return [
        ...(overtyped ? [{ ...about(indicator.id), ...overtyped }] : []),
        ...(unusual ? [{ ...about(indicator.id), ...unusual }] : []),
        ...(explain ? [{ ...about(indicator.id), ...explain }] : []),
      ]
    })
  return [...comparisonsOf(context), ...identicalOf(context), ...each]
}

/** The explanations that hang on a cell: the return's own, and those of the contract-wide part over several districts. */
export function explanationsOf(context: ReturnContext, id: IndicatorId): readonly StandingExplanation[] {
  const hanging = (
    cells: ReadonlyMap<CellKey, CellValue>,
    cell: CellKey,
    wide: boolean,
  ): readonly StandingExplanation[] =>
    [...cells].flatMap(([key, value]) =>
      value.type === 'explanation' && kindOfCell(key).kind === 'explanation' && value.cells.includes(cell)
        ? [{ cell: key, value, wide }]
        : [],
    )
  return [
    ...hanging(context.cells, indicatorCell(id), false),
    ...hanging(context.wide ?? new Map(), cellOfPlace(context.place, id), true),
  ]
}

export interface StandingExplanation {
  readonly cell: CellKey
  readonly value: Explanation
  /** It stands in the contract-wide part. */
  readonly wide: boolean
}

const saysSomething = ({ text, reasons }: Explanation): boolean => text.trim() !== '' || reasons.length > 0

/** Whether an explanation answers a query: it hangs on the query's first cell and says something. */
export const isExplained = (context: ReturnContext, query: Query): boolean =>
  explanationsOf(context, query.indicators[0]).some(({ value }) => saysSomething(value))

/** Queries that nothing answers yet. */
export const openQueries = (context: ReturnContext): readonly Query[] =>
  queriesOf(context).filter(query => !isExplained(context, query))
