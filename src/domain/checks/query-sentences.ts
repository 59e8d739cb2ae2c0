/** How queries are said: with the numbers, and what the person may do about it. */

import { groupThousands, showNumber } from '../figures/measure.ts'
import { comparedSentence } from '../scorecard/scorecard-sentences.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { codeIn, indicatorById } from '../set/indicators.ts'
import { periodName } from '../time/period.ts'
import type { Compared } from './comparisons.ts'
import type { Query } from './queries.ts'

/** The reasons a person may pick instead of correcting; none for a query that only takes words. */
export const reasonsFor = (query: Query): Compared['comparison']['reasons'] =>
  query.check === 'comparison' ? query.data.comparison.reasons : []

function numbers(set: IndicatorSet, indicator: Indicator, query: Query): string {
  const show = (value: Parameters<typeof showNumber>[1]): string => showNumber(indicator, value)
  switch (query.check) {
    case 'unusual':
      return `${show(query.data.value)} is far from ${show(query.data.median)}, the middle of the last ${query.data.points} months.`
    case 'jump':
      return `${show(query.data.value)} after ${show(query.data.previous)} in ${periodName(query.data.month)}: is that right?`
    case 'explain-worsened':
      return `${show(query.data.to)} after ${show(query.data.from)}: say what happened.`
    case 'explain-red':
      return 'Red: say what happened and what will be done.'
    case 'explain-amber-twice':
      return 'Amber again: say what happened and what will be done.'
    case 'identical':
      return `All ${query.data.figures} figures are the same as in ${periodName(query.data.month)}: is this the right month?`
    case 'overtyped': {
      const { typed, instead, from, month, operand } = query.data
      const source = indicatorById(set, from)
      const said = groupThousands(typed)
      const code = source ? codeIn(source, month) : from
      return `${said} was entered as the ${operand}, and ${code} is ${groupThousands(instead)}: say why they differ.`
    }
    case 'comparison':
      return comparedSentence(query.data, 'was entered')
  }
}

/** One sentence for a query. The caller names code and place. */
export function querySentence(set: IndicatorSet, query: Query): string {
  const indicator = indicatorById(set, query.indicators[0])
  return indicator ? numbers(set, indicator, query) : ''
}
