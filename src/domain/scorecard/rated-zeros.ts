/**
 * Ratings of 0 % that are no rating: nobody was there to count, or the deadline of what is counted has not passed.
 * "0.0, Red" is only accused where other published figures show it.
 */

import { everywhere } from '../ids.ts'
import { compare, whole } from '../number/exact.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { codeIn, indicatorById } from '../set/indicators.ts'
import { isWithin } from '../set/places.ts'
import { addMonths, type Period, periodName } from '../time/period.ts'
import { type Finding, finding } from './findings.ts'
import { type KnownOf, numberAt } from './recover.ts'
import { figureAt, type Scorecard, type Series, type Status } from './series.ts'
import { wholeIsKnown } from './series-checks.ts'

const hundred = whole(100)

/** The series whose place holds another's, of the same provider. */
const above = (set: IndicatorSet, outer: Series, inner: Series): boolean =>
  outer !== inner &&
  outer.placeId !== inner.placeId &&
  (outer.placeId === everywhere || (inner.placeId !== everywhere && isWithin(set, inner.placeId, outer.placeId)))

/** Districts, not the levels above them, which repeat what one district prints. */
const isLowest = (series: Series): boolean =>
  series.contracts.some(contract => contract.places.includes(series.placeId))
const fewestPlaces = 3

function nobodySentence(set: IndicatorSet, indicator: Indicator, month: Period, colour: string): string {
  const id = indicator.derived?.type === 'ratio' ? indicator.derived.whole : indicator.whole?.follows
  const source = id === undefined ? undefined : indicatorById(set, id)
  const why = source ? `${codeIn(source, month)} prints 0` : 'its whole is 0'
  return `0 % is rated ${colour}, but ${why}: there was nobody to count.`
}

export function checkRatedZeros(scorecard: Scorecard, knownOf: KnownOf): readonly Finding[] {
  const siblings = Map.groupBy(scorecard.series, series => `${series.service}|${series.provider}`)
  const everywhereCache = new Map<string, boolean>()
  const fellEverywhere = (family: readonly Series[], id: string, indicator: Indicator, month: Period): boolean => {
    const key = `${id}|${indicator.id}|${month}`
    const cached = everywhereCache.get(key)
    if (cached !== undefined) return cached
    const now = family.map(series => numberAt(series, indicator.id, month)).filter(one => one !== undefined)
    const places = family.filter(series => isLowest(series) && numberAt(series, indicator.id, month))
    const before = family.map(series => numberAt(series, indicator.id, addMonths(month, -1)))
    const fell =
      places.length >= fewestPlaces &&
      now.every(one => one.value.n === 0n) &&
      before.some(one => one && one.value.n !== 0n)
    everywhereCache.set(key, fell)
    return fell
  }
  return scorecard.statuses.flatMap(status => {
    const id = `${status.series.service}|${status.series.provider}`
    return ratedZero(scorecard.set, status, siblings.get(id) ?? [], knownOf, (indicator, month) =>
      fellEverywhere(siblings.get(id) ?? [], id, indicator, month),
    )
  })
}

function ratedZero(
  set: IndicatorSet,
  { series, indicator, period, key, colour }: Status,
  family: readonly Series[],
  knownOf: KnownOf,
  fellEverywhere: (indicator: Indicator, month: Period) => boolean,
): readonly Finding[] {
  const figure = figureAt(series, indicator.id, period)
  if (colour === null || indicator.kind !== 'percent' || figure?.printed.type !== 'number') return []
  if (figure.printed.value.n !== 0n) return []
  const data = { published: colour, printed: figure.printed.text }
  if (knownOf(series, figure)?.state === 'nobody')
    return [finding(key, 'rating-of-nobody', nobodySentence(set, indicator, period, colour), data)]
  if (wholeIsKnown(series, indicator, period)) return []
  const full = family.find(outer => {
    const total = above(set, outer, series) ? numberAt(outer, indicator.id, period) : undefined
    return (
      total !== undefined && !indicator.partMayExceedWhole && compare(total.value, hundred) === 0 && total.decimals > 0
    )
  })
  if (full)
    return [
      finding(
        key,
        'rating-of-nobody',
        `0 % is rated ${colour}, but ${full.place} prints 100 %: there was nobody to count here.`,
        data,
      ),
    ]
  if (indicator.polarity !== 'H' || !fellEverywhere(indicator, period)) return []
  const message = `0 % is rated ${colour}, but every place prints 0 for ${periodName(period)} and did not the month before: not yet due, or nobody to count?`
  return [finding(key, 'zero-everywhere', message, data)]
}
