/** What of a return a meeting talks about, and what of it is not as it was the month before. Pure. */
import { type Explain, explainOf } from '../checks/explain.ts'
import { explanationsOf } from '../checks/queries.ts'
import type { Explanation } from '../figures/figure.ts'
import { standingOf } from '../figures/imported.ts'
import { measure } from '../figures/measure.ts'
import { type Rag, rate } from '../ratings/rating.ts'
import { historyCells } from '../ratings/trends.ts'
import { type Reading, type ReturnContext, readCell, readTotal } from '../reading.ts'
import type { Indicator } from '../set/indicator-set.ts'
import { enteredAt, indicatorsOf } from '../set/indicators.ts'
import { ratedCondition, targetFor } from '../set/target.ts'

export interface ReturnException {
  readonly reading: Reading
  /** Red; Amber twice running; much worse than before. */
  readonly because: Explain['check']
  /** What the provider wrote about it. */
  readonly said: readonly Explanation[]
}

const rank: Readonly<Record<Explain['check'], number>> = {
  'explain-red': 0,
  'explain-amber-twice': 1,
  'explain-worsened': 2,
}

const indicatorsHere = ({ set, contract, period, place }: ReturnContext): readonly Indicator[] =>
  indicatorsOf(set, contract, period).filter(indicator => enteredAt(indicator, place))

/** The exceptions of one return: Reds first, then Ambers twice running, then what worsened; each in the sheet's order. */
export const exceptionsOf = (context: ReturnContext): readonly ReturnException[] =>
  indicatorsHere(context)
    .flatMap((indicator): readonly ReturnException[] => {
      const reading = readCell(context, indicator)
      const explain = explainOf(context, reading)
      if (explain === undefined) return []
      const said = explanationsOf(context, indicator.id).map(one => one.value)
      return [{ reading, because: explain.check, said }]
    })
    .sort((a, b) => rank[a.because] - rank[b.because])

/**
 * The exceptions of a contract's totals, against the targets of the contract as a whole. `wide` is its contract-wide
 * part; a total that lacks a district is not rated, and so is none.
 */
export const exceptionsOfTotals = (
  wide: ReturnContext,
  districts: readonly ReturnContext[],
): readonly ReturnException[] =>
  districts.length === 0
    ? []
    : indicatorsOf(wide.set, wide.contract, wide.period)
        .filter(indicator => !enteredAt(indicator, wide.place))
        .flatMap((indicator): readonly ReturnException[] => {
          const reading = readTotal(districts, { place: wide.place, history: wide.history }, indicator)
          const explain = explainOf(wide, reading)
          return explain === undefined ? [] : [{ reading, because: explain.check, said: [] }]
        })
        .sort((a, b) => rank[a.because] - rank[b.because])

/** Figures of the council's that the provider disputes. */
export const disputesOf = (
  context: ReturnContext,
): readonly { readonly indicator: Indicator; readonly reason: string }[] =>
  indicatorsHere(context).flatMap(indicator => {
    const standing = standingOf(context, indicator)
    return standing?.state === 'disputed' ? [{ indicator, reason: standing.reason }] : []
  })

export interface FigureChange {
  readonly context: ReturnContext
  readonly reading: Reading
  /** How the figure it is compared with was rated; null: it was not. */
  readonly before: Rag | null
}

function ratedBefore(context: ReturnContext, { indicator, direction }: Reading): Rag | null {
  if (direction.type === 'unknown') return null
  const { set, contract, place, history } = context
  const month = direction.against
  const target = targetFor(set, indicator, contract.id, place, month)
  const condition = ratedCondition(indicator, target, { month, reportingYearBegins: contract.reportingYearBegins })
  return rate(set, indicator, condition, measure(set, indicator, historyCells(history, month))).rag
}

const directionRank = { worsened: 0, improved: 1, up: 2, down: 2, same: 3, unknown: 3 } as const
const ragRank = (rag: Rag | null): number => (rag === 'red' ? 0 : rag === 'amber' ? 1 : rag === 'green' ? 2 : 3)

export interface Changes {
  /** What worsened first, Reds before the others; then what improved, then what has no better or worse. */
  readonly changed: readonly FigureChange[]
  /** How many figures are as they were. */
  readonly same: number
  /** How many have no earlier figure to compare with. */
  readonly alone: number
}

/** What changed in several returns of a month, each figure against the one last reported. */
export function changesOf(contexts: readonly ReturnContext[]): Changes {
  const changed: FigureChange[] = []
  let same = 0
  let alone = 0
  for (const context of contexts)
    for (const indicator of indicatorsHere(context)) {
      const reading = readCell(context, indicator)
      const { measured, direction, of } = reading
      if (measured.state !== 'measured' || of !== context.period) continue
      if (direction.type === 'unknown') alone += 1
      else if (direction.type === 'same') same += 1
      else changed.push({ context, reading, before: ratedBefore(context, reading) })
    }
  const key = ({ reading }: FigureChange): number =>
    directionRank[reading.direction.type] * 10 + ragRank(reading.rating.rag)
  return { changed: changed.sort((a, b) => key(a) - key(b)), same, alone }
}
