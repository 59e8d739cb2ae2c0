/** Levels above district computed from their districts, and compared with what was published. */
import { addUp, type PlaceCells } from '../figures/adding-up.ts'
import type { CellValue } from '../figures/figure.ts'
import { everywhere, type IndicatorId, type PlaceId } from '../ids.ts'
import type { Decimal, Exact } from '../number/exact.ts'
import { compare } from '../number/exact.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { isWithin } from '../set/places.ts'
import type { Period } from '../time/period.ts'
import { type Finding, finding } from './findings.ts'
import { type PrintedNumber, prints } from './printed.ts'
import { type KnownOf, numberAt, publishedWhole } from './recover.ts'
import { totalSentence } from './scorecard-sentences.ts'
import { type Figure, figureAt, type Scorecard, type Series } from './series.ts'

const childrenOf = (
  set: IndicatorSet,
  index: ReadonlyMap<string, Series>,
  series: Series,
): readonly (Series | undefined)[] => {
  const places = new Set(series.contracts.flatMap(contract => contract.places))
  return [...places]
    .filter(place => series.placeId === everywhere || isWithin(set, place, series.placeId))
    .map(place => index.get(`${series.service}|${series.provider}|${place}`))
}

/** Whether another provider works in an area too: then it is not said whose total the area prints. */
const isShared = (set: IndicatorSet, series: Series): boolean =>
  series.placeId !== everywhere &&
  set.contracts.some(
    contract =>
      contract.service === series.service &&
      contract.provider !== series.provider &&
      contract.places.some(place => isWithin(set, place, series.placeId)),
  )

/** An integer as the value of a cell. */
const whole = (value: Exact): Decimal | undefined =>
  value.n % value.d === 0n ? (String(value.n / value.d) as Decimal) : undefined

/** Nobody to count: what a district adds whose published whole is 0, and whose percentage may then be left blank. */
const nobody: CellValue = { type: 'ratio', part: '0' as Decimal, whole: '0' as Decimal }

/** What a district's figure gives to a total, as a cell; undefined when it cannot be known. */
function cellOf(knownOf: KnownOf, series: Series, figure: Figure): CellValue | undefined {
  const known = knownOf(series, figure)
  if (known?.state === 'nobody') return nobody
  if (known?.state !== 'exact') return undefined
  const value = whole(known.value)
  if (!known.whole || !known.part) return value === undefined ? undefined : { type: 'amount', value }
  const part = whole(known.part)
  const out = whole(known.whole)
  return part === undefined || out === undefined ? undefined : { type: 'ratio', part, whole: out }
}

/** What a district gives to the total of an indicator in a month; undefined when it cannot be known. */
function givenBy(knownOf: KnownOf, series: Series, indicator: Indicator, month: Period): CellValue | undefined {
  const own = figureAt(series, indicator.id, month)
  if (own) return cellOf(knownOf, series, own)
  const isPercent = indicator.kind === 'percent'
  return isPercent && publishedWhole(series, indicator, month)?.n === 0n ? nobody : undefined
}

/**
 * `total-differs`: a published total that is not what its districts give. Sums are compared exactly; percentages
 * where every district's parts can be recovered, at the decimals printed. Others are left alone, as are totals of
 * which a district is not published, and areas that two providers share.
 */
export function checkTotals(scorecard: Scorecard, knownOf: KnownOf): readonly Finding[] {
  const { set } = scorecard
  const index = new Map(
    scorecard.series
      .filter(series => series.contracts.some(contract => contract.places.includes(series.placeId)))
      .map(series => [`${series.service}|${series.provider}|${series.placeId}`, series]),
  )
  return scorecard.series
    .filter(series => !series.contracts.some(contract => contract.places.includes(series.placeId)))
    .flatMap(series => {
      if (isShared(set, series)) return []
      const children = childrenOf(set, index, series)
      const present = children.filter(child => child !== undefined)
      if (present.length === 0 || present.length < children.length) return []
      return [...series.figures.values()]
        .flatMap(months => [...months.values()])
        .flatMap(figure => totalOf(set, knownOf, figure, present))
    })
}

function totalOf(
  set: IndicatorSet,
  knownOf: KnownOf,
  figure: Figure,
  districts: readonly Series[],
): readonly Finding[] {
  const { indicator, period, printed } = figure
  if (printed.type !== 'number' || indicator.addingUp === 'none' || indicator.kind === 'mean') return []
  const places: PlaceCells[] = []
  for (const series of districts) {
    const cell = givenBy(knownOf, series, indicator, period)
    if (!cell) return []
    places.push({
      place: series.placeId as PlaceId,
      cells: { get: (id: IndicatorId) => (id === indicator.id ? cell : undefined) },
    })
  }
  // The district's own published figure is added, of a derived indicator too: it is what was published.
  const { derived: _derived, ...asPublished } = indicator
  const total = addUp(set, asPublished as Indicator, places)
  if (total.missing.length > 0) return []
  const named = () =>
    districts.map(series => `${series.place} ${numberAt(series, indicator.id, period)?.text ?? 'nobody'}`)
  return compareTotal(figure, printed, indicator, total.measured, named)
}

function compareTotal(
  figure: Figure,
  printed: PrintedNumber,
  indicator: Indicator,
  measured: ReturnType<typeof addUp>['measured'],
  named: () => readonly string[],
): readonly Finding[] {
  if (measured.state === 'nobody') {
    if (printed.value.n === 0n) return []
    const places = named()
    return [
      finding(figure.key, 'total-differs', totalSentence(indicator, printed, 'nobody', places), {
        printed: printed.text,
        places,
      }),
    ]
  }
  if (measured.state !== 'measured') return []
  const agrees =
    measured.source === 'ratio' ? prints(measured.value, printed) : compare(measured.value, printed.value) === 0
  if (agrees) return []
  const places = named()
  return [
    finding(figure.key, 'total-differs', totalSentence(indicator, printed, measured, places), {
      printed: printed.text,
      computed: measured.part && measured.whole ? `${measured.part.n}/${measured.whole.n}` : String(measured.value.n),
      places,
    }),
  ]
}
