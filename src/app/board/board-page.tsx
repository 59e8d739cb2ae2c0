import { useSearchParams } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { usePageTitle } from '../layout/page-title.ts'
import { MonthBoard } from './month-board.tsx'
import { type Filter, filterIn } from './shown/filter.ts'
import { isSort, type Sort } from './shown/order.ts'

/** The months that have a collection, latest first; the open ones before the others. */
function monthsOf(office: Office): readonly Period[] {
  const open = office.collections.filter(one => one.state === 'open').map(one => one.period)
  const all = office.collections.map(one => one.period)
  return [...new Set([...open.toSorted().reverse(), ...all.toSorted().reverse()])]
}

/** Every return of a month that this officer commissions: where each stands, and how it is rated. Updates by itself. */
export default function BoardPage({
  office,
  now = Date.now,
}: {
  readonly office: Office
  readonly now?: () => number
}) {
  const months = monthsOf(office)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('month') ?? ''
  const period = isPeriod(asked) ? asked : months[0]
  const sorted = search.get('sort') ?? ''
  const sort = isSort(sorted) ? sorted : ''
  usePageTitle(period === undefined ? 'Month board' : `${periodName(period)}, month board`)
  if (period === undefined)
    return (
      <div className="ff-page">
        <h1 className="govuk-heading-l">Month board</h1>
        <p className="govuk-body">No month is open yet.</p>
      </div>
    )
  const filter = filterIn(search)
  return (
    <MonthBoard
      key={period}
      office={office}
      period={period}
      months={months}
      filter={filter}
      sort={sort}
      now={now}
      // In the address, so that the way back from a return finds the board as it was left.
      onFilter={other => setSearch(searchOf(period, other, sort), { replace: true })}
      onSort={other => setSearch(searchOf(period, filter, other), { replace: true })}
      onMonth={month => setSearch(searchOf(month, filter, sort))}
    />
  )
}

const searchOf = (month: Period, filter: Filter, sort: Sort): Record<string, string> =>
  Object.fromEntries(Object.entries({ month, ...filter, sort }).filter(([, value]) => value !== ''))
