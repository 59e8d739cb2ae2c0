import type { OpId } from '../../../domain/ids.ts'
import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { Late, SheetRow } from '../../../protocol/exchange.ts'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { aboutCellOf } from '../../month/about-change.ts'
import { valueWords } from '../../sheet/sides/value-words.ts'
import { whenSentence } from '../../words.ts'

interface Props {
  readonly row: SheetRow
  readonly late: readonly Late[]
  readonly set: IndicatorSet
  /** Absent: for reading only. */
  readonly picked?: ReadonlySet<OpId>
  readonly onTick?: (opId: OpId, on: boolean) => void
  readonly disabled?: boolean
}

/** Late changes beside what stands: what, whose, and when, as the server and as the device say. */
export function LateRows({ row, late, set, picked, onTick, disabled = false }: Props) {
  return (
    <ScrollTable label="What arrived late" className="ff-late">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">Stands now</th>
          <th scope="col">Arrived</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {late.map(one => {
          const what = aboutCellOf(row.sheet, one.cell, set).text
          return (
            <tr key={one.opId}>
              <th scope="row">
                {picked === undefined || onTick === undefined ? (
                  what
                ) : (
                  <div className="govuk-checkboxes govuk-checkboxes--small">
                    <div className="govuk-checkboxes__item">
                      <input
                        className="govuk-checkboxes__input"
                        id={`late-${one.opId}`}
                        type="checkbox"
                        disabled={disabled}
                        checked={picked.has(one.opId)}
                        onChange={event => onTick(one.opId, event.target.checked)}
                      />
                      <label className="govuk-label govuk-checkboxes__label" htmlFor={`late-${one.opId}`}>
                        {what}
                      </label>
                    </div>
                  </div>
                )}
              </th>
              <td className="ff-late__value">{valueWords(row.cells[one.cell]?.value ?? null, set)}</td>
              <td className="ff-late__value">
                <strong>{valueWords(one.value, set)}</strong>
              </td>
              <td>
                {one.by.name}
                <span className="ff-block ff-quiet">
                  received {whenSentence(one.receivedAt)}; the device says {whenSentence(one.deviceTime)}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}
