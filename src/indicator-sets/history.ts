/** Published figures of a set as the history of its contracts and places. */
import Papa from 'papaparse'
import type { CellValue } from '../domain/figures/figure.ts'
import { type ContractId, everywhere, type PlaceId } from '../domain/ids.ts'
import { parseDecimal } from '../domain/number/exact.ts'
import type { Contract, Indicator, IndicatorSet, Place } from '../domain/set/indicator-set.ts'
import { indicatorByCode } from '../domain/set/indicators.ts'
import { isWithin, placeById, placeName } from '../domain/set/places.ts'
import { isPeriod, type Period } from '../domain/time/period.ts'
import { BrokenSetFile, refuseFaults, type SetFault } from './broken-set-file.ts'
import { readSetFile, setsFolder } from './load.ts'

/** What was published for one place of a contract (an area it lies in, or `all`): month -> indicator -> figure. */
export interface PublishedHistory {
  readonly contract: ContractId
  readonly place: PlaceId
  readonly months: Record<string, Record<string, CellValue>>
}

/** A row of figures.csv, placed in the set. */
interface Placed {
  readonly contract: Contract
  readonly place: PlaceId
  readonly period: Period
  readonly indicator: Indicator
  readonly value: CellValue
}

const columns = ['service', 'provider', 'level', 'place', 'indicator', 'period', 'value'] as const
type Column = (typeof columns)[number]
type Row = Readonly<Record<Column, string>>
type Wrong = { readonly column: Column; readonly reason: string }

const isWrong = (answer: object): answer is Wrong => 'column' in answer

const named = (place: Place, name: string, month: Period): boolean => placeName(place, month) === name

/** A centre is printed with its district: 'Canterbury: Riverside'. */
function placesPrinted(set: IndicatorSet, row: Row, month: Period): readonly Place[] {
  const [first = '', second] = row.place.split(': ')
  return set.places.filter(place => {
    if (place.level !== row.level) return false
    if (second === undefined) return named(place, first, month)
    const parent = place.parent === undefined ? undefined : placeById(set, place.parent)
    return parent !== undefined && named(parent, first, month) && named(place, second, month)
  })
}

/** The contract and place a row is of. The levels `contract` and `county` are the contract as a whole. */
function wherePrinted(
  set: IndicatorSet,
  row: Row,
  month: Period,
): { readonly contract: Contract; readonly place: PlaceId } | Wrong {
  const offered = set.contracts.filter(one => one.service === row.service && one.provider === row.provider)
  if (offered.length === 0)
    return { column: 'provider', reason: `no contract of "${row.provider}" for "${row.service}"` }
  const whole = row.level === 'contract' || row.level === 'county'
  const place = whole ? undefined : placesPrinted(set, row, month)[0]
  if (!whole && !place) return { column: 'place', reason: `there is no ${row.level} "${row.place}" in ${month}` }
  const holding = place
    ? offered.filter(one =>
        one.places.some(id => id === place.id || (row.level === 'area' && isWithin(set, id, place.id))),
      )
    : offered
  const [contract, other] = holding
  if (!contract) return { column: 'place', reason: `"${row.place}" is in no contract of "${row.provider}"` }
  if (other) return { column: 'place', reason: `"${row.place}" could be of ${contract.id} or of ${other.id}` }
  if (month < contract.start || (contract.end !== undefined && contract.end < month))
    return { column: 'period', reason: `${month} is outside the contract ${contract.id}` }
  return { contract, place: place?.id ?? everywhere }
}

/** A count as an amount; a percentage, mean or sum of money as printed: its parts were not published. */
function figurePrinted(indicator: Indicator, text: string): CellValue | undefined {
  const value = parseDecimal(text)
  if (value === undefined || value.startsWith('-')) return undefined
  if (indicator.kind !== 'count') return { type: 'value', value }
  return value.includes('.') ? undefined : { type: 'amount', value }
}

function placeRow(set: IndicatorSet, row: Row): Placed | Wrong {
  const month = row.period
  if (!isPeriod(month)) return { column: 'period', reason: `"${month}": a month, YYYY-MM, is expected` }
  const where = wherePrinted(set, row, month)
  if (isWrong(where)) return where
  const indicator = indicatorByCode(set, row.indicator, month)
  if (!indicator) return { column: 'indicator', reason: `no indicator goes by "${row.indicator}" in ${month}` }
  if (indicator.service !== row.service)
    return { column: 'indicator', reason: `"${row.indicator}" belongs to ${indicator.service}, not to ${row.service}` }
  const value = figurePrinted(indicator, row.value)
  if (!value)
    return {
      column: 'value',
      reason: `"${row.value}": ${indicator.kind === 'count' ? 'a whole number of 0 or more' : 'a number of 0 or more with at most 3 decimals'} is expected`,
    }
  return { ...where, period: month, indicator, value }
}

/** The rows under the header, each with its line in the file. */
function readRows(text: string, file: string): readonly { readonly line: number; readonly row: Row }[] {
  const { data } = Papa.parse<string[]>(text.replace(/\r?\n$/, ''), { header: false })
  const [header = [], ...rows] = data
  if (header.join() !== columns.join())
    throw new BrokenSetFile({
      file,
      path: 'line 1',
      reason: `the columns ${columns.join(', ')} are expected, not ${header.join(', ')}`,
    })
  return rows.map((cells, at) => {
    const line = at + 2
    if (cells.length !== columns.length)
      throw new BrokenSetFile({
        file,
        path: `line ${line}`,
        reason: `${columns.length} columns are expected, not ${cells.length}`,
      })
    const [service = '', provider = '', level = '', place = '', indicator = '', period = '', value = ''] = cells
    return { line, row: { service, provider, level, place, indicator, period, value } }
  })
}

/**
 * The published figures of a set (`figures.csv` beside it) up to and including a month, one history a contract and
 * place, in the order of the file. Every row is checked, later months too: one that names nothing in the set, stands
 * twice, or holds what a cell cannot, throws `BrokenSetFile` with line and column.
 */
export function loadHistories(
  set: IndicatorSet,
  upTo: Period,
  folder: string = setsFolder,
): readonly PublishedHistory[] {
  const file = `${set.id}/figures.csv`
  const faults: SetFault[] = []
  const lines = new Map<string, number>()
  const histories = new Map<string, PublishedHistory>()
  for (const { line, row } of readRows(readSetFile(folder, set.id, 'figures.csv'), file)) {
    const placed = placeRow(set, row)
    if (isWrong(placed)) {
      faults.push({ file, path: `line ${line}, ${placed.column}`, reason: placed.reason })
      continue
    }
    const { contract, place, period, indicator, value } = placed
    const key = `${contract.id}/${place}/${period}/${indicator.id}`
    const earlier = lines.get(key)
    if (earlier !== undefined)
      faults.push({ file, path: `line ${line}`, reason: `the same figure stands in line ${earlier}` })
    lines.set(key, line)
    if (period > upTo) continue
    const scope = `${contract.id}/${place}`
    const history = histories.get(scope) ?? { contract: contract.id, place, months: {} }
    histories.set(scope, history)
    history.months[period] = { ...history.months[period], [indicator.id]: value }
  }
  refuseFaults(faults)
  return [...histories.values()]
}
