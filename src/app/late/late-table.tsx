import { indicatorOfCell, kindOfCell } from '../../domain/cell-kinds.ts'
import type { CellKey, OpId } from '../../domain/ids.ts'
import { indicatorById } from '../../domain/set/indicators.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { cellKindName } from '../month/cell-kind-name.ts'
import type { Month } from '../month/month.ts'
import { indicatorName } from '../sheet/cell/cell-names.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { valueWords } from '../sheet/sides/value-words.ts'
import { whenSentence } from '../words.ts'
import type { LatePart } from './late-words.ts'

interface Props {
  readonly part: LatePart
  /** Its district. */
  readonly name: string
  readonly chosen: ReadonlySet<OpId>
  readonly onTick: (opId: OpId, on: boolean) => void
}

/** One district's late changes beside what stands, each with a tick box. */
export function LateTable({ part, name, chosen, onTick }: Props) {
  const { work } = useSheet()
  const { place, late } = part
  return (
    <ScrollTable label={`What arrived for ${name}`} className="ff-late">
      <thead>
        <tr>
          <th scope="col">Take or leave</th>
          <th scope="col">Stands now</th>
          <th scope="col">Arrived</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {late.map(one => (
          <tr key={one.opId}>
            <th scope="row">
              <div className="govuk-checkboxes govuk-checkboxes--small">
                <div className="govuk-checkboxes__item">
                  <input
                    className="govuk-checkboxes__input"
                    id={`late-${one.opId}`}
                    type="checkbox"
                    checked={chosen.has(one.opId)}
                    onChange={event => onTick(one.opId, event.target.checked)}
                  />
                  <label className="govuk-label govuk-checkboxes__label" htmlFor={`late-${one.opId}`}>
                    {nameOf(work.month, one.cell)}
                  </label>
                </div>
              </div>
            </th>
            <td className="ff-late__value">{valueWords(work.cell(place, one.cell)?.value ?? null, work.month.set)}</td>
            <td className="ff-late__value">
              <strong>{valueWords(one.value, work.month.set)}</strong>
            </td>
            <td>
              {one.by.name}
              <span className="ff-block ff-quiet">
                entered {whenSentence(one.deviceTime)}, received {whenSentence(one.receivedAt)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function nameOf(month: Month, cell: CellKey): string {
  const found = kindOfCell(cell)
  const text = found.kind === 'cleared' ? kindOfCell(found.text) : found
  if (text.kind === 'narrative')
    return month.service.narrative.find(one => one.id === text.section)?.title ?? 'Narrative'
  const id = indicatorOfCell(cell)
  const indicator = id && indicatorById(month.set, id)
  return cellKindName(found, indicator ? indicatorName(month, indicator) : cell)
}
