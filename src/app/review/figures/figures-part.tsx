import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { sumOfLines } from '../../../domain/figures/lines.ts'
import { type IndicatorId, indicatorCell } from '../../../domain/ids.ts'
import { addMonths, periodsFrom, shortPeriodName } from '../../../domain/time/period.ts'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { EnterDialog } from '../behalf/enter-dialog.tsx'
import { useReviewing } from '../reviewing.ts'
import { ChoiceBar } from './choice-bar.tsx'
import { ageOf, FigureLine } from './figure-line.tsx'
import { type Choice, type FigureRow, figureRows, isShown } from './figure-rows.ts'
import { RowDock } from './row-dock.tsx'
import { type RowMove, rowAfter, rowMove } from './row-keys.ts'

interface Props {
  readonly onKeys: () => void
  readonly onSettle: () => void
}

/** Every figure with thirteen months, and under the table everything about the one she is at. */
export function FiguresPart({ onKeys, onSettle }: Props) {
  const { context, before, view, place, period, set } = useReviewing()
  const questions = view.row.review?.questions
  const rows = useMemo(
    () => figureRows({ context, before: before?.context, questions: questions ?? [] }),
    [context, before, questions],
  )
  const [choice, setChoice] = useState<Choice>('all')
  const [at, setAt] = useState<IndicatorId>()
  const [asking, setAsking] = useState<IndicatorId>()
  const [entering, setEntering] = useState<IndicatorId>()
  const table = useRef<HTMLDivElement>(null)
  const shown = rows.filter(row => isShown(row, choice))
  const looking = rows.find(row => row.indicator.id === at)
  const tabbable = shown.some(row => row.indicator.id === at) ? at : shown[0]?.indicator.id

  const focusRow = (id: IndicatorId | undefined): void =>
    table.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus()

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const id = event.target instanceof HTMLElement ? event.target.dataset['row'] : undefined
    const row = shown.findIndex(one => one.indicator.id === id)
    const move = rowMove(event)
    if (row === -1 || move === undefined) return
    event.preventDefault()
    go(move, row)
  }

  const go = (move: RowMove, row: number): void => {
    const { id } = shown[row]?.indicator ?? {}
    if (move === 'ask') setAsking(id)
    else if (move === 'enter') setEntering(maybeEntered(shown[row]))
    else if (move === 'keys') onKeys()
    else if (move === 'settle') onSettle()
    else focusRow(shown[rowAfter(move, row, shown.length)]?.indicator.id)
  }

  /** A figure that the provider types in one field can be entered for it; what is accepted is not changed. */
  function maybeEntered(row: FigureRow | undefined): IndicatorId | undefined {
    if (row?.indicator.source !== 'provider' || view.row.state === 'accepted' || view.row.state === 'released')
      return undefined
    return sumOfLines(context.cells, row.indicator.id) === undefined ? row.indicator.id : undefined
  }

  const entered = rows.find(row => row.indicator.id === entering)
  return (
    <section aria-labelledby="figures" className="ff-review__part">
      <h2 id="figures" className="govuk-heading-m" tabIndex={-1}>
        Figures
      </h2>
      <ChoiceBar rows={rows} choice={choice} onChoose={setChoice} />
      {rows.length === 0 ? <p className="govuk-hint">This part has no figures.</p> : null}
      {rows.length > 0 && shown.length === 0 ? <p className="govuk-body">No figure is so.</p> : null}
      {shown.length > 0 ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside, which take the focus
        <div ref={table} onKeyDown={onKeyDown}>
          <ScrollTable label={`Figures of ${nameOfPlace(set, place, period)}`} className="ff-review__table">
            <thead>
              <tr>
                <th scope="col">Code</th>
                <th scope="col">Indicator</th>
                {periodsFrom(addMonths(period, -12), addMonths(period, -1)).map((month, i) => (
                  <th scope="col" key={month} className={`ff-number${ageOf(i)}`}>
                    {shortPeriodName(month)}
                  </th>
                ))}
                <th scope="col" className="ff-number">
                  {shortPeriodName(period)}
                </th>
                <th scope="col">Target</th>
                <th scope="col">RAG</th>
                <th scope="col">Changed</th>
                <th scope="col">Queries</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(row => (
                <FigureLine
                  key={row.indicator.id}
                  row={row}
                  tabbable={row.indicator.id === tabbable}
                  looking={row.indicator.id === at}
                  onFocus={() => setAt(row.indicator.id)}
                />
              ))}
            </tbody>
          </ScrollTable>
        </div>
      ) : null}
      {rows.length > 0 ? (
        <RowDock
          row={looking}
          asking={looking !== undefined && asking === looking.indicator.id}
          onAsk={() => setAsking(at)}
          onEnter={looking && maybeEntered(looking) ? () => setEntering(at) : undefined}
          onAsked={() => {
            setAsking(undefined)
            focusRow(at)
          }}
          onKeys={onKeys}
        />
      ) : null}
      {entered ? (
        <EnterDialog
          indicator={entered.indicator}
          stored={view.row.cells[indicatorCell(entered.indicator.id)]}
          onClose={() => setEntering(undefined)}
        />
      ) : null}
    </section>
  )
}
