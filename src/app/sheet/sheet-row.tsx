import { memo } from 'react'
import { everywhere } from '../../domain/ids.ts'
import type { Indicator } from '../../domain/set/indicator-set.ts'
import { codeIn, enteredAt } from '../../domain/set/indicators.ts'
import { type Month, showsTotals } from '../month/month.ts'
import { cellAttribute, lagWords } from './cell/cell-names.ts'
import { FigureCell } from './cell/figure-cell.tsx'
import { TotalCell } from './cell/total-cell.tsx'
import { rowTarget } from './target-label.ts'

/** One indicator: code, short title and target stay in view; a cell a district; the total where she holds them all. */
export const SheetRow = memo(function SheetRow({
  month,
  indicator,
}: {
  readonly month: Month
  readonly indicator: Indicator
}) {
  const target = rowTarget(month, indicator)
  const wide = enteredAt(indicator, everywhere)
  return (
    <tr>
      <td className="ff-sheet__code">{codeIn(indicator, month.period)}</td>
      <th scope="row" className="ff-sheet__title" title={indicator.title}>
        {indicator.shortTitle}
        {lagWords(month, indicator)}
      </th>
      <td className="ff-sheet__target">
        <span aria-hidden="true">{target.short}</span>
        <span className="govuk-visually-hidden">Target: {target.words}</span>
      </td>
      {month.places.map(place => (
        <td key={place} className="ff-sheet__cell" data-cell={cellAttribute(place, indicator.id)}>
          <FigureCell place={place} indicator={indicator} />
        </td>
      ))}
      {showsTotals(month) ? (
        <td className="ff-sheet__total" {...(wide ? { 'data-cell': cellAttribute(everywhere, indicator.id) } : {})}>
          {wide && month.holdsWide ? (
            <FigureCell place={everywhere} indicator={indicator} />
          ) : (
            <TotalCell indicator={indicator} />
          )}
        </td>
      ) : null}
    </tr>
  )
})
