/** Figures of others beside a contract's own (`comparators.csv` of a set, where it has one): shown, never rated or added. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Comparator } from '../domain/county/scorecard.ts'
import { showNumber } from '../domain/figures/measure.ts'
import { exact, parseDecimal } from '../domain/number/exact.ts'
import type { IndicatorSet, Place } from '../domain/set/indicator-set.ts'
import { indicatorByCode } from '../domain/set/indicators.ts'
import { placeById, placeName } from '../domain/set/places.ts'
import { isPeriod, type Period } from '../domain/time/period.ts'
import { refuseFaults, type SetFault } from './broken-set-file.ts'
import { readSetFile, setsFolder } from './load.ts'

const named = ['provider', 'place', 'indicator', 'period'] as const
const others = ['district', 'county', 'england'] as const
const name = 'comparators.csv'

/** 'Canterbury: Riverside', or the name alone. */
function printed(set: IndicatorSet, place: Place, month: Period): string {
  const parent = place.parent === undefined ? undefined : placeById(set, place.parent)
  return place.level === 'centre' && parent
    ? `${placeName(parent, month)}: ${placeName(place, month)}`
    : placeName(place, month)
}

type Row = Readonly<Record<string, string>>

function comparatorsIn(set: IndicatorSet, row: Row): readonly Comparator[] | string {
  const { provider = '', place = '', indicator: code = '', period: month = '' } = row
  if (!isPeriod(month)) return `"${month}": a month, YYYY-MM, is expected`
  const indicator = indicatorByCode(set, code, month)
  if (!indicator) return `no indicator goes by "${code}" in ${month}`
  const at = set.places.filter(one => printed(set, one, month) === place).map(one => one.id)
  const found = set.contracts
    .filter(one => one.provider === provider && one.service === indicator.service)
    .flatMap(contract =>
      contract.places.filter(id => at.includes(id)).map(id => ({ contract: contract.id, place: id })),
    )
  const [where] = found
  if (!where) return `"${place}" is no place of a contract of "${provider}"`
  const figures: Comparator[] = []
  for (const of of others) {
    const text = row[of] ?? ''
    if (text === '') continue
    const value = parseDecimal(text)
    if (value === undefined) return `"${text}" in ${of}: a number is expected`
    figures.push({ ...where, indicator: indicator.id, period: month, of, shown: showNumber(indicator, exact(value)) })
  }
  return figures
}

/** Throws `BrokenSetFile` with the line of whatever names nothing in the set. A set without the file has none. */
export function loadComparators(set: IndicatorSet, folder: string = setsFolder): readonly Comparator[] {
  if (!existsSync(join(folder, set.id, name))) return []
  const { data, meta } = Papa.parse<Row>(readSetFile(folder, set.id, name), { header: true, skipEmptyLines: true })
  const file = `${set.id}/${name}`
  const lacking = named.filter(column => !(meta.fields ?? []).includes(column))
  refuseFaults(lacking.map(column => ({ file, path: 'line 1', reason: `the column ${column} is expected` })))
  const faults: SetFault[] = []
  const all = data.flatMap((row, at) => {
    const read = comparatorsIn(set, row)
    if (typeof read !== 'string') return read
    faults.push({ file, path: `line ${at + 2}`, reason: read })
    return []
  })
  refuseFaults(faults)
  return all
}
