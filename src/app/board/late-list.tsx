import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import type { SheetRow } from '../../protocol/exchange.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { lateWords } from '../late/late-words.ts'
import { aboutCellOf } from '../month/about-change.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'

/** What a colleague's device sent after this return was submitted: not part of it, for reading only. */
export function LateList({ row, set }: { readonly row: SheetRow; readonly set: IndicatorSet }) {
  const { late = [] } = row
  if (late.length === 0) return null
  return (
    <section aria-labelledby="late" className="ff-late-read">
      <h2 id="late" className="govuk-heading-m">
        Arrived after submission
      </h2>
      <p className="govuk-body">
        {lateWords(late)}. {late.length === 1 ? 'It is' : 'They are'} not part of the return: the provider's lead takes
        {late.length === 1 ? ' it ' : ' them '}in, or leaves {late.length === 1 ? 'it' : 'them'} out.
      </p>
      <ScrollTable label="Arrived after submission, as a table">
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
