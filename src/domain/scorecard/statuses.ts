/** Published ratings and arrows beside what one rule for each indicator gives, and statuses with nothing behind them. */

import type { Measured } from '../figures/measure.ts'
import { everywhere } from '../ids.ts'
import { compare, display } from '../number/exact.ts'
import { direction } from '../ratings/direction.ts'
import { rate } from '../ratings/rating.ts'
import { directionWord, ragWord, ratingSentence } from '../sentences.ts'
import type { Indicator } from '../set/indicator-set.ts'
import { dueIn } from '../set/indicators.ts'
import { type RatedCondition, ratedCondition, targetFor } from '../set/target.ts'
import { addMonths, type Period, periodName } from '../time/period.ts'
import { comparing, type Finding, finding, type Key } from './findings.ts'
import type { PrintedNumber } from './printed.ts'
import type { KnownOf } from './recover.ts'
import { noFigureSentence, noPairSentence } from './scorecard-sentences.ts'
import { type Figure, figureAt, type Scorecard, type Series, type Status } from './series.ts'
import type { Arrow, Colour } from './table.ts'

/** A figure that is not due in a month stands as last printed, for as long as its frequency says. */
function standingFigure(series: Series, indicator: Indicator, month: Period): Figure | undefined {
  const own = figureAt(series, indicator.id, month)
  if (own || indicator.frequency === 'monthly' || dueIn(indicator, month)) return own
  return lastBefore(series, indicator, month)
}

/** The last figure printed before a month, at most one interval of its frequency back. */
function lastBefore(series: Series, indicator: Indicator, month: Period): Figure | undefined {
  const back = indicator.frequency === 'monthly' ? 1 : indicator.frequency === 'quarterly' ? 3 : 12
  for (let months = 1; months <= back; months += 1) {
    const figure = figureAt(series, indicator.id, addMonths(month, -months))
    if (figure) return figure
  }
  return undefined
}

function measuredOf(series: Series, figure: Figure | undefined, knownOf: KnownOf): Measured {
  if (!figure) return { state: 'blank' }
  if (figure.printed.type === 'withheld') return { state: 'withheld', note: figure.printed.text }
  const known = knownOf(series, figure)
  if (!known) return { state: 'blank' }
  if (known.state !== 'exact') return { state: 'measured', value: known.value, source: 'printed' }
  const { value, part, whole } = known
  return { state: 'measured', value, ...(part && whole ? { part, whole, source: 'ratio' } : { source: 'amount' }) }
}

function conditionOf(scorecard: Scorecard, { series, indicator, period }: Status): RatedCondition | undefined {
  const [contract] = series.contracts
  const { reportingYearBegins } = contract
  const own =
    targetFor(scorecard.set, indicator, contract.id, series.placeId, period) ??
    (series.level === 'district' || series.level === 'area'
      ? undefined
      : targetFor(scorecard.set, indicator, contract.id, everywhere, period))
  const printed = series.targets.get(indicator.id)
  if (!scorecard.hasTargets) return ratedCondition(indicator, own, { month: period, reportingYearBegins })
  if (!printed) return undefined
  const target = {
    ...{ indicator: indicator.id, contract: contract.id, place: series.placeId, from: period },
    ...(printed.month ? { month: printed.month } : {}),
    ...(printed.year ? { year: printed.year } : {}),
  }
  return ratedCondition(indicator, target, { month: period, reportingYearBegins })
}

/** What both sides of an arrow print; undefined where one is no number. */
const numberOf = (figure: Figure | undefined): PrintedNumber | undefined =>
  figure?.printed.type === 'number' ? figure.printed : undefined

/** The arrow a direction is printed as; on an indicator without polarity it is read as Up or Down. */
export const arrowOf = { improved: '↑', worsened: '↓', same: '↔', up: '↑', down: '↓', unknown: null } as const

/** Why a computed arrow is not the printed one, with the numbers and which way is better. */
export function arrowReason(
  indicator: Pick<Indicator, 'polarity'>,
  now: PrintedNumber,
  before: PrintedNumber,
  said: string,
  exactly: string,
): string {
  const better = { H: 'higher is better', L: 'lower is better', T: 'nearer to target is better' } as const
  const rule = indicator.polarity === null ? '' : ` (${better[indicator.polarity]})`
  return `${said}: ${now.text} after ${before.text}${exactly}${rule}.`
}

export interface StatusReport {
  readonly ratings: ReturnType<ReturnType<typeof comparing<Key, Colour>>['result']>
  readonly directions: ReturnType<ReturnType<typeof comparing<Key, Arrow>>['result']>
  readonly findings: readonly Finding[]
}

/**
 * Compares every published status with the computed one. A rating whose figure is withheld stands and is not
 * compared. A rating without a figure, or an arrow without this and the month before, differs from "none" and is a
 * finding too.
 */
export function checkStatuses(scorecard: Scorecard, knownOf: KnownOf): StatusReport {
  const ratings = comparing<Key, Colour>()
  const directions = comparing<Key, Arrow>()
  const findings: Finding[] = []
  for (const status of scorecard.statuses) {
    const figure = standingFigure(status.series, status.indicator, status.period)
    const now = measuredOf(status.series, figure, knownOf)
    if (status.colour !== null && now.state !== 'withheld') {
      const computed = compareRating(scorecard, status, now, ratings)
      if (computed === 'no-figure')
        findings.push(
          finding(status.key, 'rating-without-figure', noFigureSentence(status.colour, status.period), {
            published: status.colour,
          }),
        )
    }
    if (status.arrow !== null && now.state !== 'withheld')
      findings.push(...compareArrow(scorecard, status, figure, now, knownOf, directions))
  }
  return { ratings: ratings.result(), directions: directions.result(), findings }
}

function compareRating(
  scorecard: Scorecard,
  status: Status,
  now: Measured,
  ratings: ReturnType<typeof comparing<Key, Colour>>,
): 'no-figure' | undefined {
  const { key, indicator, colour } = status
  if (now.state === 'blank') {
    ratings.differs({
      ...key,
      published: colour,
      computed: null,
      reason: `No figure for ${periodName(status.period)}: not rated.`,
    })
    return 'no-figure'
  }
  const rating = rate(scorecard.set, indicator, conditionOf(scorecard, status), now)
  const computed = rating.rag === null ? null : ragWord[rating.rag]
  if (computed === colour) ratings.agrees()
  else
    ratings.differs({ ...key, published: colour, computed, reason: ratingSentence(scorecard.set, indicator, rating) })
  return undefined
}

function compareArrow(
  scorecard: Scorecard,
  status: Status,
  figure: Figure | undefined,
  now: Measured,
  knownOf: KnownOf,
  directions: ReturnType<typeof comparing<Key, Arrow>>,
): readonly Finding[] {
  const { key, series, indicator, period, arrow } = status
  if (arrow === null) return []
  const earlier = lastBefore(series, indicator, figure?.period ?? period)
  const before = measuredOf(series, earlier, knownOf)
  if (before.state === 'withheld') return []
  const [printedNow, printedBefore] = [numberOf(figure), numberOf(earlier)]
  if (!figure || !earlier || !printedNow || !printedBefore) {
    const message = noPairSentence(arrow, period, {
      now: now.state === 'measured',
      before: before.state === 'measured',
    })
    directions.differs({ ...key, published: arrow, computed: null, reason: message })
    return [finding(key, 'direction-without-figures', message, { published: arrow })]
  }
  const condition = conditionOf(scorecard, status)
  const decimals = Math.min(printedNow.decimals, printedBefore.decimals)
  const uneven = printedNow.decimals !== printedBefore.decimals
  const moved = direction({ ...indicator, decimals }, now, { period: earlier.period, measured: before }, condition)
  const computed = arrowOf[moved.type]
  // Two figures that print the same may be called the same by whoever sees only the table.
  const printSame = compare(printedNow.value, printedBefore.value) === 0
  // "75" after "74.8" may have been 74.6 or 75.2: no arrow contradicts it.
  if (computed === arrow || (arrow === '↔' && printSame) || (uneven && moved.type === 'same')) {
    directions.agrees()
    return []
  }
  const exactly =
    printSame && moved.type !== 'unknown' && compare(moved.from, moved.to) !== 0
      ? ` (${display(moved.to, decimals + 2)} after ${display(moved.from, decimals + 2)} unrounded)`
      : ''
  const said = directionWord[moved.type]
  directions.differs({
    ...key,
    published: arrow,
    computed,
    reason: arrowReason(indicator, printedNow, printedBefore, said, exactly),
  })
  return []
}
