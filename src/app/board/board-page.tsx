import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Office } from '../../device/door/office.ts'
import { dueSentence } from '../../domain/sentences.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { AnswerState } from './answer-state.tsx'
import { BoardFilter } from './board-filter.tsx'
import { countsSentence, type Filter, matches, noFilter, shownRows } from './board-rows.ts'
import { BoardTable } from './board-table.tsx'
import { SurrenderedList } from './surrendered-list.tsx'
import { useAnswer } from './use-answer.ts'

/** The months that have a collection, latest first; the open ones before the others. */
function monthsOf(office: Office): readonly Period[] {
  const open = office.collections.filter(one => one.state === 'open').map(one => one.period)
  const all = office.collections.map(one => one.period)
  return [...new Set([...open.toSorted().reverse(), ...all.toSorted().reverse()])]
}

/** Every return of a month that this officer commissions: where each stands, and how it is rated. Updates by itself. */
export default function BoardPage({ office }: { readonly office: Office }) {
  const months = monthsOf(office)
  const [search, setSearch] = useSearchParams()
  const asked = search.get('month') ?? ''
  const period = isPeriod(asked) ? asked : months[0]
  usePageTitle(period === undefined ? 'Month board' : `${periodName(period)}, month board`)
  if (period === undefined)
    return (
      <div className="ff-page">
        <h1 className="govuk-heading-l">Month board</h1>
        <p className="govuk-body">No month is open yet.</p>
      </div>
    )
  return (
    <BoardOf
      key={period}
      office={office}
      period={period}
      months={months}
      filter={filterIn(search)}
      // In the address, so that the way back from a return finds the board as it was left.
      onFilter={filter => setSearch(searchOf(period, filter), { replace: true })}
      onMonth={month => setSearch(searchOf(month, filterIn(search)))}
    />
  )
}

const filterIn = (search: URLSearchParams): Filter => ({
  service: search.get('service') ?? '',
  area: search.get('area') ?? '',
  provider: search.get('provider') ?? '',
  state: search.get('state') ?? '',
})

const searchOf = (month: Period, filter: Filter): Record<string, string> =>
  Object.fromEntries(Object.entries({ month, ...filter }).filter(([, value]) => value !== ''))

interface Props {
  readonly office: Office
  readonly period: Period
  readonly months: readonly Period[]
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly onMonth: (month: Period) => void
}

function BoardOf({ office, period, months, filter, onFilter, onMonth }: Props) {
  const ask = useCallback(() => office.board(period), [office, period])
  const { value, refusal, again } = useAnswer(office, ask)
  const rows = useMemo(() => (value ? shownRows(value, office.set) : []), [value, office.set])
  const shown = rows.filter(one => matches(one, filter))
  const dues = [
    ...new Set(
      (value?.collections ?? []).filter(one => one.state === 'open' && one.period === period).map(one => one.due),
    ),
  ]
  return (
    <div className="ff-page">
      <div className="ff-board__head">
        <h1 className="govuk-heading-l">{periodName(period)}: month board</h1>
        {value ? (
          <p className="ff-board__counts">
            {countsSentence(rows)}
            {dues.map(due => ` · ${dueSentence(office.installation.today, due)}`)}
          </p>
        ) : null}
        <p className="ff-quiet">Updates by itself</p>
      </div>
      <AnswerState shown={value !== undefined} refusal={refusal} what="the board is read" again={again} />
      {value ? (
        <>
          <BoardFilter
            set={office.set}
            rows={rows}
            filter={filter}
            onFilter={onFilter}
            months={months}
            period={period}
            onMonth={onMonth}
          />
          {rows.length === 0 ? <p className="govuk-body">No returns are asked for in {periodName(period)}.</p> : null}
          {rows.length > 0 && shown.length === 0 ? (
            <p className="govuk-body">
              No return matches.{' '}
              <Button look="link" onClick={() => onFilter(noFilter)}>
                Show all
              </Button>
            </p>
          ) : null}
          {shown.length > 0 ? (
            <BoardTable
              rows={shown}
              period={period}
              today={office.installation.today}
              collections={value.collections}
            />
          ) : null}
        </>
      ) : null}
      <SurrenderedList office={office} board={value} />
    </div>
  )
}
