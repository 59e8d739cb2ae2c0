/** What the figure of a self-contained row is: of its printed value, its part and whole, and what its title says. */

import { groupThousands, type Measured, ratioOf, showNumber } from '../figures/measure.ts'
import { compare, type Exact, multiply, whole as wholeNumber } from '../number/exact.ts'
import type { Indicator } from '../set/indicator-set.ts'
import { type Printed, type PrintedNumber, prints, rounds } from './printed.ts'
import { plainNumber } from './scorecard-sentences.ts'

/** A row's title and what it prints of its figure. */
export interface PrintedRow {
  readonly title: string
  readonly value: Printed
  readonly part?: Exact
  readonly whole?: Exact
}

export interface RowFigure {
  readonly kind: Indicator['kind']
  /** Decimals to show it with. */
  readonly decimals: number
  readonly now: Measured
  /** Why value, part and whole cannot all be right. */
  readonly contradiction?: string
}

/** A percentage by its title: '% of visits', 'Percentage of ...', 'Stability: % with ...'. */
const saysPercentage = (title: string): boolean => /^\s*(?:%|(?:the )?percentage\b)|[:-] %/i.test(title)

/** A share of what is no whole of it: of a budget, a target, a population estimate; or a change. */
const mayExceed =
  /\b(?:change|increase|decrease|reduction|growth|variance|difference|compared|relative to|budget|target|planned|forecast|capacity|estimate|population)\b/i

/** Whether more than 100 % contradicts itself, by the title. */
export const cannotExceed = (title: string): boolean => !mayExceed.test(title)

/** 10,000 of 'Rate per 10,000 children'. */
function perOf(title: string): bigint | undefined {
  const digits = /\bper (\d{1,3}(?:,\d{3})+|\d+)\b/i.exec(title)?.[1]
  const per = digits === undefined ? 0n : BigInt(digits.replaceAll(',', ''))
  return per > 0n ? per : undefined
}

interface Made {
  readonly kind: Indicator['kind']
  readonly measured: Extract<Measured, { state: 'measured' }>
}

/** What part and whole can make: a percentage, a mean, a rate where the title says per how many. */
function madeOf(title: string, part: Exact, whole: Exact): readonly Made[] {
  const per = perOf(title)
  const made: Made[] = []
  for (const kind of ['percent', 'mean'] as const) {
    const measured = ratioOf({ kind }, part, whole)
    if (measured.state === 'measured') made.push({ kind, measured })
  }
  const rate = per === undefined ? undefined : ratioOf({ kind: 'mean' }, multiply(part, wholeNumber(per)), whole)
  return rate?.state === 'measured' ? [...made, { kind: 'mean', measured: rate }] : made
}

const asPrinted = (value: PrintedNumber): Measured => ({
  state: 'measured',
  value: value.value,
  source: 'printed',
})

/** The figure of a row without a printed value: what its part and whole make, where the title tells which. */
function unprinted({ title, part, whole }: PrintedRow): RowFigure {
  const none: RowFigure = { kind: 'count', decimals: 0, now: { state: 'blank' } }
  if (!part || !whole) return none
  if (whole.n === 0n) return { kind: 'percent', decimals: 1, now: { state: 'nobody' } }
  const made = madeOf(title, part, whole)
  const rate = made.find((_, at) => at === 2)
  const kind = saysPercentage(title) || compare(part, whole) <= 0 ? 'percent' : 'mean'
  const one = rate ?? made.find(each => each.kind === kind)
  return one ? { kind: one.kind, decimals: 1, now: one.measured } : none
}

/**
 * The figure of a row. Part and whole make a percentage, a mean or a rate, whichever prints the value, and then the
 * exact one counts; a value that repeats its part is a count. What they make otherwise is a contradiction, and the
 * value counts as printed. 0 of 0 is nobody.
 */
export function figureOfRow(row: PrintedRow): RowFigure {
  const { title, value, part, whole } = row
  if (value.type === 'withheld') return { kind: 'count', decimals: 0, now: { state: 'withheld', note: value.text } }
  if (value.type === 'missing') return unprinted(row)
  const { decimals } = value
  const kind = saysPercentage(title) ? 'percent' : 'count'
  const printed: RowFigure = { kind, decimals, now: asPrinted(value) }
  if (!part || !whole) return printed
  if (whole.n === 0n && part.n === 0n && value.value.n === 0n)
    return { kind: 'percent', decimals, now: { state: 'nobody' } }
  const made = madeOf(title, part, whole).find(each => prints(each.measured.value, value))
  if (made) {
    const figure: RowFigure = { kind: made.kind, decimals, now: made.measured }
    if (rounds(made.measured.value, value)) return figure
    const makes = showNumber({ kind: made.kind, decimals }, made.measured.value)
    const from = `${plainNumber(part)} ${made.kind === 'percent' ? 'of' : 'for'} ${plainNumber(whole)}`
    return { ...figure, contradiction: `${value.text} is printed, but ${from} makes ${makes}.` }
  }
  if (compare(value.value, part) === 0) return printed
  const of = `${plainNumber(part)} of ${plainNumber(whole)}`
  const per = perOf(title)
  const what = per === undefined ? 'neither that percentage nor that mean' : `not that per ${groupThousands(`${per}`)}`
  return {
    ...printed,
    contradiction:
      whole.n === 0n
        ? `${value.text} is printed, but of ${of} there is nobody to count.`
        : `${value.text} is printed, but ${of} is ${what}.`,
  }
}
