/** What is left to explain in a month, and how much is explained. */
import { everywhere } from '../../../domain/ids.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import type { MonthWork } from './month-work.ts'
import type { QueryLine } from './queries-later.ts'
import { cellErrors } from './summary.ts'

export interface OpenQueries {
  /** What she can still explain, in the order of the sheet, district by district; of a figure with an error nothing is asked until it is put right. */
  readonly open: readonly QueryLine[]
  readonly explained: number
}

export function openQueriesOf(work: MonthWork): OpenQueries {
  const { month } = work
  const order = new Map(month.indicators.map((one, i) => [one.id, i]))
  const rank = (line: QueryLine): number => order.get(line.query.indicators[0]) ?? 0
  const all = [...month.places, ...(month.holdsWide ? [everywhere] : [])].flatMap(place =>
    work.queries(place).toSorted((a, b) => rank(a) - rank(b)),
  )
  const inError = ({ place, query }: QueryLine): boolean => {
    const indicator = indicatorById(month.set, query.indicators[0])
    return indicator !== undefined && cellErrors(work, place, indicator).length > 0
  }
  return {
    open: all.filter(line => !line.explained && work.readOnly(line.place) === undefined && !inError(line)),
    explained: all.filter(line => line.explained).length,
  }
}
