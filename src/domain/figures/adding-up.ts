/** Adding places up: sums, and ratios of sums. Never a mean of percentages. */

import type { IndicatorId, PlaceId } from '../ids.ts'
import { add, type Exact, whole as wholeNumber } from '../number/exact.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { indicatorById } from '../set/indicators.ts'
import { type CellReader, derive, type Measured, measure, ratioOf } from './measure.ts'

/** `missing` not empty: `measured` is of the places present only, and must be shown as incomplete. */
export interface Total {
  readonly measured: Measured
  readonly missing: readonly PlaceId[]
}

export interface PlaceCells {
  readonly place: PlaceId
  readonly cells: CellReader
}

interface Sums {
  readonly value: Exact
  readonly part: Exact
  readonly whole: Exact
}

const nothing = wholeNumber(0)

/** What a place gives to a total: its figure, nothing to add (nobody there, or it does not apply), or it is missing. */
function contribution(indicator: Indicator, measured: Measured): Sums | 'nothing' | 'missing' {
  if (measured.state === 'nobody') return 'nothing'
  if (measured.state === 'gap' && measured.gap.reason === 'not-applicable') return 'nothing'
  if (measured.state !== 'measured') return 'missing'
  if (indicator.addingUp === 'sum') return { value: measured.value, part: nothing, whole: nothing }
  // A percentage printed without its parts cannot be added.
  if (!measured.part || !measured.whole) return 'missing'
  return { value: nothing, part: measured.part, whole: measured.whole }
}

/**
 * The total of an indicator over places. `sum` and `ratio` as the indicator says; `none` gives a blank. Derived
 * indicators are computed after adding up. Places outside a contract's dates are the caller's to leave out.
 */
export function addUp(set: IndicatorSet, indicator: Indicator, places: readonly PlaceCells[]): Total {
  if (indicator.derived) return addUpDerived(set, indicator, places)
  if (indicator.addingUp === 'none') return { measured: { state: 'blank' }, missing: [] }
  const missing: PlaceId[] = []
  const unmeasured: Measured[] = []
  let sums: Sums | undefined
  let nobody = false
  for (const { place, cells } of places) {
    const measured = measure(set, indicator, cells)
    const given = contribution(indicator, measured)
    if (given === 'missing') missing.push(place)
    if (typeof given === 'string') {
      unmeasured.push(measured)
      if (measured.state === 'nobody') nobody = true
    } else
      sums = sums
        ? { value: add(sums.value, given.value), part: add(sums.part, given.part), whole: add(sums.whole, given.whole) }
        : given
  }
  if (!sums) return { measured: nobody ? { state: 'nobody' } : commonGap(unmeasured), missing }
  return {
    measured:
      indicator.addingUp === 'sum'
        ? { state: 'measured', value: sums.value, source: 'amount' }
        : ratioOf(indicator, sums.part, sums.whole),
    missing,
  }
}

/** When nothing could be added: the gap that all places share, else a blank. */
function commonGap(unmeasured: readonly Measured[]): Measured {
  const [first, ...rest] = unmeasured
  if (first?.state !== 'gap') return { state: 'blank' }
  const same = rest.every(other => other.state === 'gap' && other.gap.reason === first.gap.reason)
  return same ? first : { state: 'blank' }
}

function addUpDerived(set: IndicatorSet, indicator: Indicator, places: readonly PlaceCells[]): Total {
  const missing = new Set<PlaceId>()
  const measured = derive(indicator, (id: IndicatorId): Measured => {
    const source = indicatorById(set, id)
    if (!source) return { state: 'blank' }
    const total = addUp(set, source, places)
    for (const place of total.missing) missing.add(place)
    return total.measured
  })
  return { measured, missing: [...missing] }
}
