/** Checks within one published series: percentages, wholes, derived figures, and the set's comparisons. */
import { appliesIn, broken, type Term } from '../checks/comparisons.ts'
import { add, compare, type Exact, whole as wholeNumber } from '../number/exact.ts'
import type { Comparison, Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { codeIn, indicatorById } from '../set/indicators.ts'
import { addMonths, type Period } from '../time/period.ts'
import { type Finding, finding } from './findings.ts'
import type { PrintedNumber } from './printed.ts'
import { type KnownOf, numberAt, publishedWhole } from './recover.ts'
import {
  asPrinted,
  comparedSentence,
  derivedSentence,
  overHundredSentence,
  plainNumber,
  wholeSentence,
} from './scorecard-sentences.ts'
import { type Figure, figureAt, type Scorecard, type Series } from './series.ts'

const hundred = wholeNumber(100)
const none = wholeNumber(0)

/** Every finding within the series of a scorecard. */
export function checkSeries(scorecard: Scorecard, knownOf: KnownOf): readonly Finding[] {
  const comparisons = Map.groupBy(scorecard.set.comparisons, comparison => comparison.service as string)
  return scorecard.series.flatMap(series => [
    ...[...series.figures.values()].flatMap(months =>
      [...months.values()].flatMap(figure => checkFigure(scorecard.set, series, figure, knownOf)),
    ),
    ...(comparisons.get(series.service) ?? []).flatMap(comparison =>
      checkComparison(scorecard.set, series, comparison, knownOf),
    ),
  ])
}

function checkFigure(set: IndicatorSet, series: Series, figure: Figure, knownOf: KnownOf): readonly Finding[] {
  const { indicator, printed, key } = figure
  if (printed.type !== 'number') return []
  const { value } = printed
  const data = { printed: printed.text }
  if (compare(value, none) < 0) return [finding(key, 'negative', `${printed.text} is below zero.`, data)]
  if (indicator.kind === 'count')
    return [
      ...(value.n % value.d === 0n ? [] : [finding(key, 'not-whole', `${printed.text} is not a whole number.`, data)]),
      ...checkDerivedSum(set, series, figure, printed),
    ]
  if (indicator.kind !== 'percent') return []
  if (compare(value, hundred) > 0 && !indicator.partMayExceedWhole)
    return [finding(key, 'percentage-over-100', overHundredSentence(indicator, printed), data)]
  return checkWhole(set, series, figure, printed, knownOf)
}

/** A percentage that is not of the whole it is defined as, or not the ratio of the figures it is derived from. */
function checkWhole(
  set: IndicatorSet,
  series: Series,
  figure: Figure,
  printed: PrintedNumber,
  knownOf: KnownOf,
): readonly Finding[] {
  const { indicator, period, key } = figure
  const known = knownOf(series, figure)
  if (known?.state !== 'contradicted') return []
  const wholeId = indicator.derived?.type === 'ratio' ? indicator.derived.whole : indicator.whole?.follows
  const source = wholeId === undefined ? undefined : indicatorById(set, wholeId)
  const wholeCode = source ? codeIn(source, period) : 'its whole'
  const data = { printed: printed.text, whole: plainNumber(known.whole) }
  if (known.part && known.whole.n !== 0n) {
    const from = `${plainNumber(known.part)} of ${plainNumber(known.whole)}`
    const value: Exact = { n: known.part.n * known.whole.d * 100n, d: known.part.d * known.whole.n }
    return [
      finding(key, 'derived-differs', derivedSentence(indicator, printed, value, from), {
        ...data,
        part: plainNumber(known.part),
      }),
    ]
  }
  const check = indicator.derived ? 'derived-differs' : 'whole-differs'
  return [finding(key, check, wholeSentence(indicator, printed, known.whole, wholeCode), data)]
}

/** A derived sum that is not the sum of its published sources. */
function checkDerivedSum(
  set: IndicatorSet,
  series: Series,
  figure: Figure,
  printed: PrintedNumber,
): readonly Finding[] {
  const { indicator, period, key } = figure
  if (indicator.derived?.type !== 'sum') return []
  const sources = indicator.derived.of.map(id => numberAt(series, id, period))
  if (sources.some(source => source === undefined)) return []
  const values = sources.flatMap(source => (source ? [source.value] : []))
  const sum = values.reduce(add, none)
  if (compare(sum, printed.value) === 0) return []
  const codes = indicator.derived.of.map(id => {
    const source = indicatorById(set, id)
    return source ? codeIn(source, period) : id
  })
  const from = `${values.map(plainNumber).join(' + ')} (${codes.join(' + ')})`
  return [
    finding(key, 'derived-differs', derivedSentence(indicator, printed, sum, from), {
      printed: printed.text,
      computed: plainNumber(sum),
    }),
  ]
}

const monthOf = (term: Term, month: Period): Period =>
  term.when === 'this' ? month : addMonths(month, term.when === 'previous' ? -1 : -12)

/**
 * Shares of one whole that are more than all of it together: 60 % achieved and 50 % disengaged cannot be, whatever
 * the whole. Only where parts are not known, and none is accused for itself already; a tenth each may be rounding.
 */
function checkShares(
  set: IndicatorSet,
  series: Series,
  comparison: Comparison,
  { key, period }: Figure,
  knownOf: KnownOf,
): readonly Finding[] {
  const [of, ...others] = comparison.right
  if (comparison.op !== '<=' || comparison.left.length < 2 || !of || of.operand !== 'value' || others.length > 0)
    return []
  const ofSame = (term: Term): boolean =>
    term.operand === 'part' && indicatorById(set, term.indicator)?.whole?.follows === of.indicator
  if (!comparison.left.every(ofSame)) return []
  const figures = comparison.left.map(term => figureAt(series, term.indicator, period))
  const states = figures.map(figure => figure && knownOf(series, figure)?.state)
  if (states.includes('contradicted') || !states.includes('printed')) return []
  const printed = comparison.left.flatMap(term => numberAt(series, term.indicator, period) ?? [])
  if (printed.length < figures.length || printed.some(share => compare(share.value, hundred) > 0)) return []
  const rounding = printed.map(share => ({ n: 1n, d: 10n ** BigInt(share.decimals) })).reduce(add, none)
  const sum = printed.map(share => share.value).reduce(add, none)
  if (compare(sum, add(hundred, rounding)) <= 0) return []
  const terms = printed.map(share => asPrinted({ kind: 'percent', decimals: share.decimals }, share))
  const message = `${comparison.title}: ${terms.join(' + ')} is more than 100 %.`
  return [
    finding(key, comparison.check, message, { comparison: comparison.id, left: printed.map(share => share.text) }),
  ]
}

function checkComparison(
  set: IndicatorSet,
  series: Series,
  comparison: Comparison,
  knownOf: KnownOf,
): readonly Finding[] {
  const [first] = comparison.left
  const [contract] = series.contracts
  const months = first && series.figures.get(first.indicator)
  if (!months) return []
  const figureOf =
    (month: Period) =>
    (term: Term): Exact | undefined => {
      const figure = figureAt(series, term.indicator, monthOf(term, month))
      const known = figure && knownOf(series, figure)
      if (term.operand === 'value') return known?.value
      return known?.state === 'exact' ? known[term.operand] : known?.state === 'nobody' ? none : undefined
    }
  return [...months.values()].flatMap(figure => {
    const { key, period } = figure
    if (!appliesIn(comparison, period, contract)) return []
    const compared = broken(comparison, figureOf(period), none)
    if (!compared) return checkShares(set, series, comparison, figure, knownOf)
    return [
      finding(key, comparison.check, comparedSentence(compared, 'is printed'), {
        comparison: comparison.id,
        left: compared.left.map(plainNumber),
        right: compared.right.map(plainNumber),
        difference: plainNumber(compared.difference),
      }),
    ]
  })
}

/** Whether a percentage's own whole is published and not 0: then 0 % is a figure. */
export const wholeIsKnown = (series: Series, indicator: Indicator, month: Period): boolean =>
  (publishedWhole(series, indicator, month)?.n ?? 0n) !== 0n
