/** What the districts of a contract came to in earlier months, added up where nothing was published of the whole. */
import { addUp } from '../../../domain/figures/adding-up.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { Measured } from '../../../domain/figures/measure.ts'
import { everywhere, type PlaceId } from '../../../domain/ids.ts'
import { type Decimal, display, type Exact, parseDecimal } from '../../../domain/number/exact.ts'
import { historyCells, type PlaceHistory } from '../../../domain/reading.ts'
import { enteredAt, indicatorsOf } from '../../../domain/set/indicators.ts'
import type { Period } from '../../../domain/time/period.ts'
import type { Month } from '../../month/month.ts'

/** The whole contract's history with the totals that can be added up; undefined when there is nothing. */
export function withTotals(
  month: Pick<Month, 'set' | 'contract' | 'places' | 'period'>,
  whole: PlaceHistory | undefined,
  historyOf: (place: PlaceId) => PlaceHistory | undefined,
): PlaceHistory | undefined {
  const histories = month.places.map(place => ({ place, history: historyOf(place) ?? {} }))
  const months = new Set(histories.flatMap(({ history }) => Object.keys(history)))
  let found = whole
  for (const of of [...months].sort() as Period[]) {
    const published = found?.[of] ?? {}
    const added: Record<string, CellValue> = {}
    for (const indicator of indicatorsOf(month.set, month.contract, of)) {
      // A derived figure is worked out from the totals of what it is made of.
      if (published[indicator.id] !== undefined || indicator.derived || enteredAt(indicator, everywhere)) continue
      const places = histories.map(({ place, history }) => ({ place, cells: historyCells(history, of) }))
      const { measured, missing } = addUp(month.set, indicator, places)
      const value = missing.length === 0 ? figureOf(measured) : undefined
      if (value !== undefined) added[indicator.id] = value
    }
    if (Object.keys(added).length > 0) found = { ...found, [of]: { ...added, ...published } }
  }
  return found
}

/** Sums of typed figures have at most their three decimals. */
const decimalOf = (value: Exact): Decimal | undefined => parseDecimal(display(value, 3))

function figureOf(measured: Measured): CellValue | undefined {
  if (measured.state === 'nobody') return { type: 'ratio', part: '0' as Decimal, whole: '0' as Decimal }
  if (measured.state !== 'measured') return undefined
  if (measured.source === 'amount') {
    const value = decimalOf(measured.value)
    return value === undefined ? undefined : { type: 'amount', value }
  }
  const part = measured.part && decimalOf(measured.part)
  const whole = measured.whole && decimalOf(measured.whole)
  return part === undefined || whole === undefined ? undefined : { type: 'ratio', part, whole }
}
