import { useCallback, useMemo, useState } from 'react'
import type { Office } from '../../device/door/office.ts'
import type { SheetId } from '../../domain/ids.ts'
import { type Period, periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { AnswerState } from '../layout/answer-state.tsx'
import { BulkAccept } from './acts/bulk-accept.tsx'
import { CloseMonth } from './acts/close-month.tsx'
import { RowDialogs } from './acts/row-dialogs.tsx'
import { BoardFilter } from './board-filter.tsx'
import { BoardHead } from './board-head.tsx'
import type { RowDialog } from './board-row.tsx'
import { type ShownRow, shownRows } from './board-rows.ts'
import { BoardTable } from './board-table.tsx'
import { MeetingsLink } from './meetings-link.tsx'
import { type Filter, matches, noFilter } from './shown/filter.ts'
import type { Sort } from './shown/order.ts'
import { useKeptFocus } from './shown/use-kept-focus.ts'
import { useKeptOrder } from './shown/use-kept-order.ts'
import { SurrenderedList } from './surrendered-list.tsx'
import { useBoard } from './use-board.ts'
import { SavedViews } from './views/saved-views.tsx'

interface Props {
  readonly office: Office
  readonly period: Period
  readonly months: readonly Period[]
  readonly filter: Filter
  readonly sort: Sort
  /** Milliseconds. */
  readonly now: () => number
  readonly onFilter: (filter: Filter) => void
  readonly onSort: (sort: Sort) => void
  readonly onMonth: (month: Period) => void
}

/** One month's board. */
export function MonthBoard({ office, period, months, filter, sort, now, onFilter, onSort, onMonth }: Props) {
  const { set, installation } = office
  const { today } = installation
  const live = useBoard(office, period, now)
  const { board, refusal, again, changed } = live
  const rows = useMemo(() => (board ? shownRows(board, set, installation) : []), [board, set, installation])
  const { ordered, stale, sortAgain } = useKeptOrder(rows, sort)
  const shown = ordered.filter(one => matches(one, filter))
  const [selected, setSelected] = useState<ReadonlySet<SheetId>>(new Set())
  const [accepting, setAccepting] = useState(false)
  const [dialog, setDialog] = useState<{ readonly sheet: SheetId; readonly what: RowDialog }>()
  const clean = shown.filter(one => one.row.clean && one.row.seen !== null)
  // What is not clean any more, or not shown, is not accepted with the others.
  const chosen = clean.filter(one => selected.has(one.sheet))
  const about = rows.find(one => one.sheet === dialog?.sheet)
  useKeptFocus(shown)
  const { own, markSeen } = live
  const done = (sheets: readonly SheetId[]): void => {
    own(sheets)
    again()
  }
  const select = (one: ShownRow, on: boolean): void => {
    const next = new Set(selected)
    if (on) next.add(one.sheet)
    else next.delete(one.sheet)
    setSelected(next)
  }
  const close = useCallback(() => setDialog(undefined), [])

  return (
    <div className="ff-page ff-board-page">
      <BoardHead
        period={period}
        today={today}
        rows={shown}
        filter={filter}
        loaded={board !== undefined}
        live={live}
        now={now}
      />
      <AnswerState shown={board !== undefined} refusal={refusal} what="the board is read" again={again} />
      {board ? (
        <>
          <div className="ff-board__filters">
            <BoardFilter
              set={set}
              rows={rows}
              filter={filter}
              onFilter={onFilter}
              months={months}
              period={period}
              onMonth={onMonth}
            />
            <SavedViews office={office} filter={filter} onFilter={onFilter} />
          </div>
          <div className="ff-board__bar">
            {clean.length > 0 ? (
              <>
                <Button
                  look="secondary"
                  className="ff-button-small"
                  onClick={() =>
                    setSelected(new Set(chosen.length === clean.length ? [] : clean.map(one => one.sheet)))
                  }
                >
                  {chosen.length === clean.length
                    ? 'Select none'
                    : `Select the ${clean.length} clean ${clean.length === 1 ? 'return' : 'returns'}`}
                </Button>
                <Button className="ff-button-small" disabled={chosen.length === 0} onClick={() => setAccepting(true)}>
                  Accept {chosen.length} selected
                </Button>
                <span className="ff-quiet">Clean: submitted, and nothing in it asks for a look.</span>
              </>
            ) : (
              <span className="ff-quiet">
                No clean return to accept{rows.length === shown.length ? '' : ' is shown'}.
              </span>
            )}
            <span className="ff-board__news">
              {stale ? (
                <Button look="link" onClick={sortAgain}>
                  Sort again
                </Button>
              ) : null}
              {changed.size > 0 ? (
                <Button look="link" onClick={() => markSeen()}>
                  Mark {changed.size} changed as seen
                </Button>
              ) : null}
            </span>
            {/* At the end, where nothing that comes and goes moves them. */}
            <span className="ff-quiet">v1: first submission</span>
            <MeetingsLink rows={shown} />
          </div>
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
              sort={sort}
              onSort={onSort}
              changed={changed}
              selected={selected}
              set={set}
              period={period}
              today={today}
              now={now}
              onSelect={select}
              onDialog={(one, what) => setDialog({ sheet: one.sheet, what })}
              onRead={one => markSeen(one.sheet)}
            />
          ) : null}
          <CloseMonth office={office} period={period} collections={board.collections} rows={rows} onDone={again} />
        </>
      ) : null}
      <SurrenderedList office={office} board={board} />
      {accepting ? (
        <BulkAccept
          office={office}
          rows={chosen}
          onDone={sheets => {
            done(sheets)
            setSelected(new Set())
          }}
          onClose={() => setAccepting(false)}
        />
      ) : null}
      {about && dialog ? (
        <RowDialogs
          office={office}
          one={about}
          what={dialog.what}
          period={period}
          onRead={one => markSeen(one.sheet)}
          onDone={done}
          onClose={close}
        />
      ) : null}
    </div>
  )
}
