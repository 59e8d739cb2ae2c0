/** What is said of figures of earlier months: those still to follow, and corrections proposed. */
import type { Proposal, ToFollow } from '../../../domain/earlier.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { type Measured, measure, showValue } from '../../../domain/figures/measure.ts'
import type { Indicator, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import { periodName } from '../../../domain/time/period.ts'
import { plural } from '../../words.ts'

const list = new Intl.ListFormat('en-GB')

/** '2 figures of May 2017 are still to follow.' '1 figure of April 2017 and 2 of May 2017 are still to follow.' */
export function toFollowSentence(open: readonly Pick<ToFollow, 'month'>[]): string {
  const months = [...Map.groupBy(open, one => one.month)]
  const [first, ...rest] = months.map(([month, ones]) => ({ count: ones.length, name: periodName(month) }))
  if (first === undefined) return ''
  const said = [
    `${plural(first.count, 'figure')} of ${first.name}`,
    ...rest.map(({ count, name }) => `${count} of ${name}`),
  ]
  return `${list.format(said)} ${open.length === 1 ? 'is' : 'are'} still to follow.`
}

/** A figure by itself, as the month's strip prints it. */
export function earlierShown(
  set: IndicatorSet,
  indicator: Indicator,
  value: CellValue | undefined,
  history = {},
): string {
  const cells: Readonly<Record<string, CellValue>> = history
  const measured: Measured = measure(set, indicator, { get: id => (id === indicator.id ? value : cells[id]) })
  if (measured.state === 'blank' || measured.state === 'incomplete') return 'nothing'
  const { state } = measured
  if (state === 'measured' && indicator.kind === 'percent' && value?.type === 'ratio' && value.part && value.whole)
    return `${value.part} of ${value.whole}`
  return showValue(indicator, measured)
}

/** '62 proposed instead of 65, for the council to decide'. */
export const proposalSentence = (set: IndicatorSet, { indicator, value, instead }: Proposal): string =>
  `${earlierShown(set, indicator, value)} proposed instead of ${earlierShown(set, indicator, instead)}, for the council to decide`
