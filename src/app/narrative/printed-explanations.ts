/** The explanations of a month as they are printed in the narrative: under their codes, in the order of the sheet. */
import { kindOfCell } from '../../domain/cell-kinds.ts'
import { type CellKey, everywhere, type IndicatorId, type PlaceId } from '../../domain/ids.ts'
import type { Indicator } from '../../domain/set/indicator-set.ts'
import { codeIn } from '../../domain/set/indicators.ts'
import { nameOfPlace } from '../month/month.ts'
import type { MonthWork } from '../sheet/work/month-work.ts'
import { explanationWords } from '../submit/explanation-words.ts'

export interface PrintedExplanation {
  readonly cell: CellKey
  /** 'CEH09 and CEH10, Gravesham'. */
  readonly heading: string
  readonly words: string
  /** The first figure that it is about. */
  readonly at: { readonly place: PlaceId; readonly indicator: IndicatorId }
}

const list = new Intl.ListFormat('en-GB')

/** Of one place, or (`all`) those that are about several districts, each once with its districts named. */
export function printedExplanations(work: MonthWork, place: PlaceId): readonly PrintedExplanation[] {
  const { month } = work
  const order = new Map(month.indicators.map((indicator, index) => [indicator.id, index]))
  return [...work.readings.context(place).cells]
    .flatMap(([cell, value]) => {
      if (value.type !== 'explanation' || kindOfCell(cell).kind !== 'explanation') return []
      const words = explanationWords(month.set, value)
      const about = value.cells.map(key => partsOf(key, place))
      const indicators = month.indicators.filter(({ id }) => about.some(one => one.indicator === id))
      const [first] = indicators
      if (words === '' || first === undefined) return []
      const places = [...new Set(about.map(one => one.place))]
      const heading = headingOf(work, indicators, places)
      const at = { place: about.find(one => one.indicator === first.id)?.place ?? place, indicator: first.id }
      return [{ cell, heading, words, at, index: order.get(first.id) ?? 0 }]
    })
    .toSorted((a, b) => a.index - b.index)
}

/** An explanation of the contract-wide part names a cell with its place before it. */
function partsOf(key: CellKey, place: PlaceId): { readonly place: PlaceId; readonly indicator: IndicatorId } {
  const [first = '', second] = key.split('/')
  return place === everywhere && second !== undefined
    ? { place: first as PlaceId, indicator: second as IndicatorId }
    : { place, indicator: first as IndicatorId }
}

function headingOf(work: MonthWork, indicators: readonly Indicator[], places: readonly PlaceId[]): string {
  const { set, period } = work.month
  const codes = list.format(indicators.map(indicator => codeIn(indicator, period)))
  return `${codes} ${list.format(places.map(one => nameOfPlace(set, one, period)))}`
}
