import type { CellValue } from '../../domain/figures/figure.ts'
import { isRatio, measure, showValue } from '../../domain/figures/measure.ts'
import { type CellKey, indicatorCell } from '../../domain/ids.ts'
import { historyCells, indicatorsOf, type ReturnContext, readCell } from '../../domain/reading.ts'
import { codeIn, enteredAt } from '../../domain/set/indicators.ts'
import { addMonths, periodsFrom, shortPeriodName } from '../../domain/time/period.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { lagWords } from '../sheet/cell/cell-names.ts'
import { RagBadge } from '../sheet/cell/rag-badge.tsx'
import { shownFigure } from '../sheet/cell/shown-figure.tsx'
import { ReturnWhy } from './return-why.tsx'

interface Props {
  readonly context: ReturnContext
  readonly caption: string
  /** Earlier months shown before this one. */
  readonly months?: number
}

/** One return as it will be read: figures, ratings and reasons, explanations under their codes. */
export function ReturnTable({ context, caption, months = 0 }: Props) {
  const { set, contract, period, place, history } = context
  const earlier = months === 0 ? [] : periodsFrom(addMonths(period, -months), addMonths(period, -1))
  const value = (cell: CellKey): CellValue | undefined => context.cells.get(cell)
  return (
    <ScrollTable label={caption} className="ff-return">
      <caption className="govuk-visually-hidden">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Code</th>
          <th scope="col">Indicator</th>
          {earlier.map(month => (
            <th scope="col" key={month} className="ff-number">
              {shortPeriodName(month)}
            </th>
          ))}
          <th scope="col" className="ff-number">
            {shortPeriodName(period)}
          </th>
          <th scope="col">Rating</th>
          <th scope="col">Why</th>
        </tr>
      </thead>
      <tbody>
        {indicatorsOf(set, contract, period)
          .filter(indicator => enteredAt(indicator, place))
          .map(indicator => {
            const reading = readCell(context, indicator)
            const stored = value(indicatorCell(indicator.id))
            const percent = isRatio(indicator) && indicator.kind === 'percent' && reading.measured.state === 'measured'
            return (
              <tr key={indicator.id}>
                <td>{codeIn(indicator, period)}</td>
                <th scope="row">
                  {indicator.shortTitle}
                  {lagWords({ period }, indicator)}
                </th>
                {earlier.map(month => (
                  <td key={month} className="ff-number">
                    {showValue(indicator, measure(set, indicator, historyCells(history, month)))}
                  </td>
                ))}
                <td className="ff-number">
                  {percent ? <strong>{showValue(indicator, reading.measured)}</strong> : null}
                  {percent && reading.measured.state === 'measured' && reading.measured.part ? <br /> : null}
                  {percent && !(reading.measured.state === 'measured' && reading.measured.part) ? null : (
                    <span className={percent ? 'ff-return__parts' : 'ff-return__value'}>
                      {shownFigure(reading, stored)}
                    </span>
                  )}
                </td>
                <td>
                  <RagBadge rag={reading.rating.rag} worded />
                </td>
                <td className="ff-return__why">
                  <ReturnWhy context={context} reading={reading} stored={stored} />
                </td>
              </tr>
            )
          })}
      </tbody>
    </ScrollTable>
  )
}
