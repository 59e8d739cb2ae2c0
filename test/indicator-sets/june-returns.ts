/** The June 2017 returns as providers would type them: `returns-2017-06.csv` by contract and district. */

import type { CellValue } from '../../src/domain/figures/figure.ts'
import type { IndicatorId, PlaceId } from '../../src/domain/ids.ts'
import { parseDecimal } from '../../src/domain/number/exact.ts'
import type { Contract, Indicator, IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { indicatorByCode } from '../../src/domain/set/indicators.ts'
import { period } from '../../src/domain/time/period.ts'
import { cell, type PublishedRow, publishedRows } from './published-rows.ts'

export const june = period('2017-06')

export interface JuneReturn {
  /** 'youth-hubs, Sk8side, Ashford'. */
  readonly name: string
  readonly rows: readonly PublishedRow[]
  readonly contract: Contract
  readonly place: PlaceId
  readonly cells: ReadonlyMap<IndicatorId, CellValue>
}

/** The slug of a district as printed. */
export const districtSlug = (printed: string): string =>
  printed.toLowerCase().replaceAll('&', 'and').replaceAll(' ', '-')

/** The indicator of a row; throws when no indicator goes by its code. */
export function indicatorOf(set: IndicatorSet, row: PublishedRow): Indicator {
  const indicator = indicatorByCode(set, cell(row, 'indicator'), june)
  if (!indicator) throw new Error(`no indicator ${cell(row, 'indicator')}`)
  return indicator
}

const decimal = (text: string) => {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(`not a number: ${text}`)
  return value
}

/** A row as a provider would type it: a part or whole that is another indicator is typed only where it differs. */
function typed(set: IndicatorSet, row: PublishedRow, rows: readonly PublishedRow[]): CellValue {
  const indicator = indicatorOf(set, row)
  if (cell(row, 'how').startsWith('to follow')) return { type: 'gap', reason: 'to-follow', note: 'not yet due' }
  if (cell(row, 'how').startsWith('no parts print')) return { type: 'gap', reason: 'not-available', note: '' }
  if (indicator.kind === 'count') return { type: 'amount', value: decimal(cell(row, 'count')) }
  const followedIn = (name: 'part' | 'whole'): string | undefined => {
    const id = indicator[name]?.follows
    const other = id === undefined ? undefined : rows.find(one => indicatorOf(set, one).id === id)
    return other && cell(other, 'count')
  }
  const operand = (name: 'part' | 'whole') =>
    cell(row, name) === followedIn(name) ? {} : { [name]: decimal(cell(row, name)) }
  return { type: 'ratio', ...operand('part'), ...operand('whole') }
}

/** One a contract and district, in the order of the file. Figures that were not published are not in it. */
export const juneReturns = (set: IndicatorSet): readonly JuneReturn[] =>
  [
    ...Map.groupBy(
      publishedRows('returns-2017-06'),
      row => `${cell(row, 'service')}, ${cell(row, 'provider')}, ${cell(row, 'place')}`,
    ),
  ].map(([name, rows]) => {
    const [first = {}] = rows
    const slug = districtSlug(cell(first, 'place'))
    const contract = set.contracts.find(
      one =>
        one.service === cell(first, 'service') &&
        one.provider === cell(first, 'provider') &&
        one.places.some(id => id === slug),
    )
    const place = contract?.places.find(id => id === slug)
    if (!contract || !place) throw new Error(`no return for ${name}`)
    const cells = new Map(rows.map(row => [indicatorOf(set, row).id, typed(set, row, rows)] as const))
    return { name, rows, contract, place, cells }
  })
