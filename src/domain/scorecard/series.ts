/** A published scorecard as series: one for each service, provider, level and place, by indicator and month. */
import { everywhere, type IndicatorId, type PlaceId } from '../ids.ts'
import type { Condition, Contract, Indicator, IndicatorSet } from '../indicator-set.ts'
import { isPeriod, type Period } from '../period.ts'
import type { Key } from './findings.ts'
import { type Printed, readCondition, readPrinted } from './printed.ts'
import { type Arrow, type Colour, faulty, fieldOf, type Read, type Row, readArrow, readColour } from './table.ts'
import { vocabulary } from './vocabulary.ts'

export interface Figure {
  readonly indicator: Indicator
  readonly period: Period
  readonly printed: Printed
  readonly key: Key
}

export interface Series {
  readonly service: string
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

export interface Scorecard {
  readonly set: IndicatorSet
  readonly series: readonly Series[]
  /** Whether targets were given: else the set's own are used. */
  readonly hasTargets: boolean
  readonly statuses: readonly Status[]
  /** Figures printed more than once with different values; the first one counts. */
  readonly twice: readonly Figure[]
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

  const seriesOf = (row: Row): Read<Series> => {
    const [service, provider, level, place] = ['service', 'provider', 'level', 'place'].map(each =>
      fieldOf(row, each),
    ) as [string, string, string, string]
    const id = `${service}|${provider}|${level}|${place}`
    const known = index.get(id)
    if (known) return okay(known)
    if (!words.services.has(service))
      return faulty(row, 'service', `a service of ${set.id}: ${[...words.services].join(', ')}`)
    const placeId = level === 'contract' && place !== '' ? everywhere : words.placeAt(level, place)
    if (!words.levels.has(level)) return faulty(row, 'level', `one of ${[...words.levels].join(', ')}`)
    const contracts = words.contractsOf(service, provider, placeId ?? everywhere)
    if (!contracts) return faulty(row, 'provider', `a provider of ${service} in ${set.id}`)
    if (!placeId) return faulty(row, 'place', `a ${level} of ${set.id}`)
    const series: Series = {
      ...{ service, provider, level, place, placeId, contracts },
      figures: new Map(),
      targets: new Map(),
    }
    index.set(id, series)
    return okay(series)
  }

  const indicatorOf = (row: Row, month?: Period): Read<Indicator> => {
    const service = fieldOf(row, 'service')
    const indicator = words.indicatorOf(service, fieldOf(row, 'indicator'), month)
    return indicator ? okay(indicator) : faulty(row, 'indicator', `the code of an indicator of ${service} in ${set.id}`)
  }

  const monthOf = (row: Row): Read<Period> => {
    const text = fieldOf(row, 'period')
    return isPeriod(text) ? okay(text) : faulty(row, 'period', 'a month as YYYY-MM')
  }

  const placeOf = (row: Row): Read<{ series: Series; indicator: Indicator; period: Period; key: Key }> => {
    const period = monthOf(row)
    const series = seriesOf(row)
    if (!series.ok) return series
    if (!period.ok) return period
    const indicator = indicatorOf(row, period.value)
    if (!indicator.ok) return indicator
    const { service, provider, level, place } = series.value
    const key: Key = { service, provider, level, place, indicator: fieldOf(row, 'indicator'), period: period.value }
    return okay({ series: series.value, indicator: indicator.value, period: period.value, key })
  }

  const twice: Figure[] = []
  for (const row of tables.figures) {
    const at = placeOf(row)
    if (!at.ok) return { ...at, table: 'figures' }
    const printed = readPrinted(fieldOf(row, 'value'))
    if (!printed) return { ...faulty(row, 'value', 'a number, nothing, or a word for withheld'), table: 'figures' }
    if (printed.type === 'missing') continue
    const { series, indicator, period, key } = at.value
    const months = series.figures.get(indicator.id) ?? new Map<Period, Figure>()
    series.figures.set(indicator.id, months)
    const earlier = months.get(period)
    const figure: Figure = { indicator, period, printed, key }
    if (!earlier) months.set(period, figure)
    else if (JSON.stringify(textOf(earlier.printed)) !== JSON.stringify(textOf(printed))) twice.push(figure)
  }

  for (const row of tables.targets ?? []) {
    const series = seriesOf(row)
    if (!series.ok) return { ...series, table: 'targets' }
    const indicator = indicatorOf(row)
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
    series.value.targets.set(indicator.value.id, { month: month.value, year: year.value })
  }

  const statuses: Status[] = []
  for (const row of tables.statuses ?? []) {
    const at = placeOf(row)
    if (!at.ok) return { ...at, table: 'statuses' }
    const colour = readColour(row)
    if (!colour.ok) return { ...colour, table: 'statuses' }
    const arrow = readArrow(row)
    if (!arrow.ok) return { ...arrow, table: 'statuses' }
    statuses.push({ ...at.value, colour: colour.value, arrow: arrow.value })
  }

  return okay({ set, series: [...index.values()], hasTargets: tables.targets !== undefined, statuses, twice })
}

const textOf = (printed: Printed): string => (printed.type === 'missing' ? '' : printed.text)
