/** The readings of every cell of a contract's month, kept until a cell that they depend on changes. */

import { indicatorOfCell } from '../../../domain/cell-kinds.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { type CellKey, everywhere, type IndicatorId, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { type PlaceHistory, type Reading, type ReturnContext, readCell, readTotal } from '../../../domain/reading.ts'
import type { Indicator, IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { Month } from '../../month/month.ts'

export type TotalReading = ReturnType<typeof readTotal>

/** Which indicators read each one: those whose part or whole it is, and those derived from it, however far. */
export function dependents(set: IndicatorSet): ReadonlyMap<IndicatorId, readonly IndicatorId[]> {
  const direct = new Map<IndicatorId, Set<IndicatorId>>()
  for (const one of set.indicators) {
    const derived =
      one.derived?.type === 'sum' ? one.derived.of : one.derived ? [one.derived.part, one.derived.whole] : []
    for (const source of [one.part?.follows, one.whole?.follows, ...derived])
      if (source !== undefined) direct.set(source, (direct.get(source) ?? new Set()).add(one.id))
  }
  const reach = (id: IndicatorId, seen: Set<IndicatorId>): Set<IndicatorId> => {
    for (const next of direct.get(id) ?? []) if (!seen.has(next)) reach(next, seen.add(next))
    return seen
  }
  return new Map([...direct.keys()].map(id => [id, [...reach(id, new Set())]]))
}

const noHistory: PlaceHistory = {}

export class Readings {
  readonly month: Month
  readonly #cells: ReadonlyMap<PlaceId, Map<CellKey, CellValue>>
  readonly #contexts: ReadonlyMap<PlaceId, ReturnContext>
  readonly #wideHistory: PlaceHistory
  readonly #dependents: ReadonlyMap<IndicatorId, readonly IndicatorId[]>
  readonly #readings = new Map<string, Reading>()
  readonly #totals = new Map<IndicatorId, TotalReading>()

  constructor(month: Month, histories: ReadonlyMap<string, PlaceHistory>) {
    const { set, contract, period } = month
    this.month = month
    this.#dependents = dependents(set)
    this.#wideHistory = histories.get(`${contract.id}/${everywhere}`) ?? noHistory
    this.#cells = new Map([...month.places, everywhere].map(place => [place, new Map()]))
    this.#contexts = new Map(
      [...this.#cells].map(([place, cells]) => {
        const history = histories.get(`${contract.id}/${place}`) ?? noHistory
        const wide = place === everywhere ? {} : { wide: this.#cells.get(everywhere) ?? new Map() }
        return [place, { set, contract, place, period, cells, ...wide, history }]
      }),
    )
  }

  context(place: PlaceId): ReturnContext {
    const context = this.#contexts.get(place)
    if (context === undefined) throw new RangeError(`Not a place of this return: ${place}`)
    return context
  }

  value(place: PlaceId, cell: CellKey): CellValue | undefined {
    return this.#cells.get(place)?.get(cell)
  }

  /** Puts a value in place and forgets the readings that used it; gives back the indicators whose readings may differ. */
  put(place: PlaceId, cell: CellKey, value: CellValue | null): readonly IndicatorId[] {
    const cells = this.#cells.get(place)
    if (cells === undefined) return []
    if (value === null) cells.delete(cell)
    else cells.set(cell, value)
    // A line, or an answer beside a figure, is read with its indicator; an explanation is read by those that ask.
    const id = indicatorOfCell(cell)
    const touched = id === undefined ? [] : [id, ...(this.#dependents.get(id) ?? [])]
    for (const one of touched) {
      this.#readings.delete(`${place}/${one}`)
      this.#totals.delete(one)
    }
    return touched
  }

  reading(place: PlaceId, indicator: Indicator): Reading {
    const key = `${place}/${indicatorCell(indicator.id)}`
    const known = this.#readings.get(key)
    if (known !== undefined) return known
    const reading = readCell(this.context(place), indicator)
    this.#readings.set(key, reading)
    return reading
  }

  total(indicator: Indicator): TotalReading {
    const known = this.#totals.get(indicator.id)
    if (known !== undefined) return known
    const contexts = this.month.places.map(place => this.context(place))
    const total = readTotal(contexts, { place: everywhere, history: this.#wideHistory }, indicator)
    this.#totals.set(indicator.id, total)
    return total
  }
}
