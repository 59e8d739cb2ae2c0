import { useState } from 'react'
import { lineCell } from '../../../domain/cell-kinds.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { BesideField, besideMainField } from '../beside/beside-field.tsx'
import { linesOf } from '../beside/beside-words.ts'
import { hasLines } from '../beside/has-lines.ts'
import { cellName } from '../cell/cell-names.ts'
import { shownFigure } from '../cell/shown-figure.tsx'
import { Dialog } from '../dialog.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { AddLine } from './add-line.tsx'
import { type LinesBy, lineName } from './line-names.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly by: LinesBy
  readonly onClose: () => void
}

const heads: Readonly<Record<LinesBy, string>> = { worker: 'Worker', centre: 'Centre', date: 'Date' }

/** A figure in lines, each saved by itself, so that two people type beside each other. Only the sum is returned. */
export function LinesDialog({ place, indicator, by, onClose }: Props) {
  const { work, openGap } = useSheet()
  const { set, period } = work.month
  useTopic(work, topicOf.cell(place, indicator.id))
  const context = work.readings.context(place)
  const stored = linesOf(context.cells, indicator.id)
  // A line that is emptied stays until she removes it: its field is not taken away from under her.
  const [begun, setBegun] = useState<readonly string[]>(stored)
  const lines = [...new Set([...stored, ...begun])].sort()
  const name = cellName(work.month, place, indicator)
  const readOnly = work.readOnly(place) !== undefined
  const reading = work.readings.reading(place, indicator)
  const before = work.fieldText(
    place,
    indicator,
    indicator.kind === 'percent' || indicator.kind === 'mean' ? 'part' : 'value',
  )
  const toLine = (line: string) =>
    requestAnimationFrame(() => besideMainField(place, indicator, lineCell(indicator.id, line))?.focus())
  const remove = (line: string) => {
    setBegun(begun.filter(other => other !== line))
    if (stored.includes(line))
      void work.apply([{ sheet: work.sheet(place), cell: lineCell(indicator.id, line), value: null }])
    requestAnimationFrame(() => document.getElementById('line-new')?.focus())
  }
  return (
    <Dialog title={name} onClose={onClose}>
      <p className="govuk-hint">
        One line a {heads[by].toLowerCase()}. Only the total is returned to the council as the figure.
        {before !== '' && hasLines(context.cells, indicator)
          ? ` The ${before} typed before without lines gives way to the total.`
          : ''}
      </p>
      {lines.length === 0 ? (
        <p className="govuk-body">No lines yet.</p>
      ) : (
        <table className="govuk-table ff-lines">
          <caption className="govuk-visually-hidden">Lines of {name}</caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              <th scope="col" className="govuk-table__header">
                {heads[by]}
              </th>
              <th scope="col" className="govuk-table__header">
                Figure
              </th>
              {readOnly ? null : (
                <th scope="col" className="govuk-table__header">
                  <span className="govuk-visually-hidden">Remove</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {lines.map(line => {
              const called = lineName(set, by, line, period)
              return (
                <tr key={line} className="govuk-table__row">
                  <th scope="row" className="govuk-table__cell">
                    {called}
                  </th>
                  <td className="govuk-table__cell">
                    <BesideField
                      place={place}
                      indicator={indicator}
                      cell={lineCell(indicator.id, line)}
                      label={`${called}, ${name}`}
                    />
                  </td>
                  {readOnly ? null : (
                    <td className="govuk-table__cell">
                      <Button look="link" onClick={() => remove(line)}>
                        Remove <span className="govuk-visually-hidden">{called}</span>
                      </Button>
                    </td>
                  )}
                </tr>
              )
            })}
          </tbody>
          <tfoot>
            <tr className="govuk-table__row">
              <th scope="row" className="govuk-table__header">
                Total
              </th>
              <td className="govuk-table__header" colSpan={readOnly ? 1 : 2}>
                <output>{hasLines(context.cells, indicator) ? shownFigure(reading, undefined) : '–'}</output>
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      {readOnly ? null : (
        <AddLine
          place={place}
          by={by}
          lines={lines}
          onAdd={line => {
            setBegun([...begun, line])
            toLine(line)
          }}
        />
      )}
      <div className="govuk-button-group">
        <Button onClick={onClose}>Done</Button>
        {readOnly || lines.length > 0 ? null : (
          <Button
            look="link"
            onClick={() => {
              onClose()
              openGap(place, indicator.id)
            }}
          >
            No figure? Say why
          </Button>
        )}
      </div>
    </Dialog>
  )
}
