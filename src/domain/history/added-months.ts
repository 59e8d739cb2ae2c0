/** What the districts of a contract came to in earlier months, added up where nothing was published of the whole. */
import { addUp } from '../figures/adding-up.ts'
import type { CellValue } from '../figures/figure.ts'
import type { Measured } from '../figures/measure.ts'
import { everywhere, type PlaceId } from '../ids.ts'
import { type Decimal, display, type Exact, parseDecimal } from '../number/exact.ts'
import { historyCells, type PlaceHistory } from '../reading.ts'
import type { Contract, IndicatorSet } from '../set/indicator-set.ts'
import { enteredAt, indicatorsOf } from '../set/indicators.ts'
import type { Period } from '../time/period.ts'

/** A place of a contract, with what is known of its months. Outside the contract's dates it is not missing. */
export interface Member {
  readonly contract: Contract
  readonly place: PlaceId
  readonly history: PlaceHistory
}

export const isInForce = ({ start, end }: Contract, month: Period): boolean =>
  start <= month && (end === undefined || month <= end)

/**
 * The history of a whole (a contract, an area, a county) with the totals that can be added up from the places in it, all
 * of one service; undefined when there is nothing. What was published of the whole stands. A month that a place has no
 * figure of has no total of it.
 */
export function withTotals(
  set: IndicatorSet,
  whole: PlaceHistory | undefined,
  members: readonly Member[],
): PlaceHistory | undefined {
  const months = new Set(members.flatMap(({ history }) => Object.keys(history)))
  let found = whole
  for (const of of [...months].sort() as Period[]) {
    const [first, ...rest] = members.filter(({ contract }) => isInForce(contract, of))
    if (!first) continue
    const cells = [first, ...rest].map(({ place, history }) => ({ place, cells: historyCells(history, of) }))
    const published = found?.[of] ?? {}
    const added: Record<string, CellValue> = {}
    for (const indicator of indicatorsOf(set, first.contract, of)) {
      // A derived figure is worked out from the totals of what it is made of.
      if (published[indicator.id] !== undefined || indicator.derived || enteredAt(indicator, everywhere)) continue
      const { measured, missing } = addUp(set, indicator, cells)
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
