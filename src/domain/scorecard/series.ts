/** A published scorecard as series: one for each service, provider, level and place, by indicator and month. */

import { everywhere, type IndicatorId, type PlaceId } from '../ids.ts'
import { compare } from '../number/exact.ts'
import type { Condition, Contract, Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { isPeriod, type Period } from '../time/period.ts'
import type { Key } from './findings.ts'
import { type Printed, readCondition, readPrinted } from './printed.ts'
import { type Arrow, type Colour, faulty, fieldOf, type Read, type Row, readArrow, readColour } from './table.ts'
import { normal, vocabulary } from './vocabulary.ts'

export interface Figure {
  readonly indicator: Indicator
  readonly period: Period
  readonly printed: Printed
  readonly key: Key
}

export interface Series {
  readonly service: string
  /** As the set writes it, whatever the table does. */
  readonly provider: string
  readonly level: string
  readonly place: string
  /** `all` for a contract as a whole. */
  readonly placeId: PlaceId
  /** The provider's contracts of that service; the first that covers the place comes first. */
  readonly contracts: readonly [Contract, ...Contract[]]
  readonly figures: Map<IndicatorId, Map<Period, Figure>>
  readonly targets: Map<IndicatorId, PrintedTarget>
}

export interface PrintedTarget {
  readonly month: Condition | null
  readonly year: Condition | null
}

export interface Status {
  readonly key: Key
  readonly series: Series
  readonly indicator: Indicator
  readonly period: Period
  readonly colour: Colour | null
  readonly arrow: Arrow | null
}

/** A figure, target or status printed again, otherwise: `first` is used, `again` is not. */
export interface Twice {
  readonly key: Key
  readonly what: 'figure' | 'target' | 'status'
  readonly first: string
  readonly again: string
}

export interface Scorecard {
  readonly set: IndicatorSet
  readonly series: readonly Series[]
  /** Whether targets were given: else the set's own are used. */
  readonly hasTargets: boolean
  readonly statuses: readonly Status[]
  /** What is printed more than once with different contents; the first one counts. */
  readonly twice: readonly Twice[]
}

/** The figure of a series, or undefined where nothing is printed. */
export const figureAt = (series: Series, indicator: IndicatorId, month: Period): Figure | undefined =>
  series.figures.get(indicator)?.get(month)

const okay = <T>(value: T): Read<T> => ({ ok: true, value })

/**
 * Reads the tables of a scorecard against its indicator set. The first thing that cannot be read is the fault: its
 * table, line, column, and what was expected there. Unknown services, providers, places and codes are faults too.
 */
export function readScorecard(
  set: IndicatorSet,
  tables: { readonly figures: readonly Row[]; readonly targets?: readonly Row[]; readonly statuses?: readonly Row[] },
):
  | Read<Scorecard>
  | {
      readonly ok: false
      readonly fault: Extract<Read<never>, { ok: false }>['fault']
      readonly table: 'figures' | 'targets' | 'statuses'
    } {
  const words = vocabulary(set)
  const index = new Map<string, Series>()
  const byText = new Map<string, Series>()

  const seriesOf = (row: Row): Read<Series> => {
    const [printedService, provider] = [fieldOf(row, 'service'), fieldOf(row, 'provider')]
    const [printedLevel, place] = [fieldOf(row, 'level'), fieldOf(row, 'place')]
    const asPrinted = `${printedService}|${provider}|${printedLevel}|${place}`
    const seen = byText.get(asPrinted)
    if (seen) return okay(seen)
    const service = words.serviceOf(printedService)
    if (service === undefined)
      return faulty(row, 'service', `a service of ${set.id}: ${[...words.services].join(', ')}`)
    const level = printedLevel.toLowerCase()
    const placeId = level === 'contract' && place !== '' ? everywhere : words.placeAt(level, place)
    if (!words.levels.has(level)) return faulty(row, 'level', `one of ${[...words.levels].join(', ')}`)
    const all = words.contractsOf(service, provider, placeId ?? everywhere)
    if (!all) return faulty(row, 'provider', `a provider of ${service} in ${set.id}`)
    if (!placeId) return faulty(row, 'place', `a ${level} of ${set.id}`)
    const contracts = placeId === everywhere ? words.contractsNamed(all, place) : all
    // One series however its place is written: a provider's only contract goes by any name, Shepway by its later one.
    const where = placeId === everywhere && all.length > 1 ? normal(place) : placeId
    const id = `${service}|${normal(provider)}|${level}|${where}`
    const series = index.get(id) ?? {
      ...{ service, provider: contracts[0].provider, level, place, placeId, contracts },
      figures: new Map(),
      targets: new Map(),
    }
    index.set(id, series)
    byText.set(asPrinted, series)
    return okay(series)
  }

  const indicatorOf = (row: Row, { service }: Series, month?: Period): Read<Indicator> => {
    const indicator = words.indicatorOf(service, fieldOf(row, 'indicator'), month)
    return indicator ? okay(indicator) : faulty(row, 'indicator', `the code of an indicator of ${service} in ${set.id}`)
  }

  const monthOf = (row: Row): Read<Period> => {
    const text = fieldOf(row, 'period')
    // No scorecard is older: '0000-01' is a slip, and has no month before it.
    return isPeriod(text) && text >= '1900' ? okay(text) : faulty(row, 'period', 'a month as YYYY-MM')
  }

  const placeOf = (row: Row): Read<{ series: Series; indicator: Indicator; period: Period; key: Key }> => {
    const period = monthOf(row)
    const series = seriesOf(row)
    if (!series.ok) return series
    if (!period.ok) return period
    const indicator = indicatorOf(row, series.value, period.value)
    if (!indicator.ok) return indicator
    return okay({ series: series.value, indicator: indicator.value, period: period.value, key: keyOf(row) })
  }

  // A table prints the same few hundred values over and over.
  const values = new Map<string, Printed | undefined>()
  const printedOf = (text: string): Printed | undefined => {
    if (!values.has(text)) values.set(text, readPrinted(text))
    return values.get(text)
  }

  const twice: Twice[] = []
  for (const row of tables.figures) {
    const at = placeOf(row)
    if (!at.ok) return { ...at, table: 'figures' }
    const printed = printedOf(fieldOf(row, 'value'))
    if (!printed) return { ...faulty(row, 'value', 'a number, nothing, or a word for withheld'), table: 'figures' }
    if (printed.type === 'missing') continue
    const { series, indicator, period, key } = at.value
    const months = series.figures.get(indicator.id) ?? new Map<Period, Figure>()
    series.figures.set(indicator.id, months)
    const earlier = months.get(period)
    if (!earlier) months.set(period, { indicator, period, printed, key })
    else if (!saysSame(earlier.printed, printed))
      twice.push({ key, what: 'figure', first: textOf(earlier.printed), again: textOf(printed) })
  }

  for (const row of tables.targets ?? []) {
    const series = seriesOf(row)
    if (!series.ok) return { ...series, table: 'targets' }
    const indicator = indicatorOf(row, series.value)
    if (!indicator.ok) return { ...indicator, table: 'targets' }
    const read = (column: 'monthly_target' | 'annual_target'): Read<Condition | null> => {
      const condition = readCondition(fieldOf(row, column), indicator.value.polarity)
      return condition === undefined
        ? faulty(row, column, 'a target such as 80, >80, <10 or 65..73, or nothing')
        : okay(condition)
    }
    const month = read('monthly_target')
    if (!month.ok) return { ...month, table: 'targets' }
    const year = read('annual_target')
    if (!year.ok) return { ...year, table: 'targets' }
    const target: PrintedTarget = { month: month.value, year: year.value }
    const earlier = series.value.targets.get(indicator.value.id)
    const [first, again] = [earlier, target].map(targetText)
    if (!earlier) series.value.targets.set(indicator.value.id, target)
    else if (first !== again) twice.push({ key: keyOf(row), what: 'target', first: first ?? '', again: again ?? '' })
  }

  const statuses = new Map<Series, Map<string, Status>>()
  for (const row of tables.statuses ?? []) {
    const at = placeOf(row)
    if (!at.ok) return { ...at, table: 'statuses' }
    const colour = readColour(row)
    if (!colour.ok) return { ...colour, table: 'statuses' }
    const arrow = readArrow(row, at.value.indicator.polarity)
    if (!arrow.ok) return { ...arrow, table: 'statuses' }
    const { series, indicator, period, key } = at.value
    const status: Status = { ...at.value, colour: colour.value, arrow: arrow.value }
    const own = statuses.get(series) ?? new Map<string, Status>()
    statuses.set(series, own)
    const id = `${indicator.id}|${period}`
    const earlier = own.get(id)
    if (!earlier) own.set(id, status)
    else if (statusText(earlier) !== statusText(status))
      twice.push({ key, what: 'status', first: statusText(earlier), again: statusText(status) })
  }

  return okay({
    ...{ set, series: [...index.values()], hasTargets: tables.targets !== undefined, twice },
    statuses: [...statuses.values()].flatMap(own => [...own.values()]),
  })
}

/** Where a row says it stands; a target holds for no month in particular. */
const keyOf = (row: Row): Key => ({
  service: fieldOf(row, 'service'),
  provider: fieldOf(row, 'provider'),
  level: fieldOf(row, 'level'),
  place: fieldOf(row, 'place'),
  indicator: fieldOf(row, 'indicator'),
  period: fieldOf(row, 'period'),
})

const textOf = (printed: Printed): string => (printed.type === 'missing' ? '' : printed.text)

/** '64' and '64.0' are one figure, printed twice. */
const saysSame = (a: Printed, b: Printed): boolean =>
  a.type === 'number' && b.type === 'number' ? compare(a.value, b.value) === 0 : textOf(a) === textOf(b)

const targetText = (target: PrintedTarget | undefined): string =>
  [target?.month?.label, target?.year?.label]
    .map(label => label ?? 'none')
    .join(' a month, ')
    .concat(' a year')

const statusText = ({ colour, arrow }: Status): string => [colour ?? 'no rating', arrow ?? 'no arrow'].join(', ')
