import { Link } from 'react-router'
import { partsOfSheet } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { SheetRow } from '../../protocol/exchange.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { lateWords } from '../late/late-words.ts'
import { aboutCellOf } from '../month/about-change.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'

interface Props {
  readonly row: SheetRow
  readonly set: IndicatorSet
  /** Its month is closed: an officer decides on it, from the board. */
  readonly closed: boolean
}

/** What a colleague's device sent after this return was submitted: not part of it, for reading only. */
export function LateList({ row, set, closed }: Props) {
  const { late = [] } = row
  if (late.length === 0) return null
  return (
    <section aria-labelledby="late" className="ff-late-read">
      <h2 id="late" className="govuk-heading-m">
        {closed ? 'Arrived after closing' : 'Arrived after submission'}
      </h2>
      <p className="govuk-body">
        {lateWords(late)}. {late.length === 1 ? 'It is' : 'They are'} not part of the return:{' '}
        {closed ? 'the month is closed, so you take or decline' : "the provider's lead decides on"}{' '}
        {late.length === 1 ? 'it' : 'them'}
        {closed ? (
          <>
            {' '}
            from the <Link to={`/board?month=${partsOfSheet(row.sheet)?.period ?? ''}`}>month board</Link>
          </>
        ) : null}
        .
      </p>
      <ScrollTable label={`Arrived after ${closed ? 'closing' : 'submission'}, as a table`}>
        <thead>
          <tr>
            <th scope="col">Indicator</th>
            <th scope="col">Stands now</th>
            <th scope="col">Arrived</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {late.map(one => (
            <tr key={one.opId}>
              <th scope="row">{aboutCellOf(row.sheet, one.cell, set).text}</th>
              <td className="ff-late__value">{valueWords(row.cells[one.cell]?.value ?? null, set)}</td>
              <td className="ff-late__value">{valueWords(one.value, set)}</td>
              <td>
                {one.by.name}, received {whenSentence(one.receivedAt)}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </section>
  )
}
