import { useId, useLayoutEffect, useRef, useState } from 'react'
import { figureOfCell } from '../../../domain/cell-kinds.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { problemSentence } from '../../../protocol/problems.ts'
import { type Field, fieldsOf, followedBy, mainField } from '../cell/typed-value.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { Sides } from '../sides/sides-later.ts'
import { besideErrorsOf } from '../work/beside-errors.ts'
import { isContested } from '../work/device-view.ts'
import { topicOf } from '../work/topics.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  /** A line, an own figure, or the figure of an earlier month. */
  readonly cell: CellKey
  /** What the figure is, for whoever hears it: 'Worker JS of CEH04 Open cases, Gravesham'. */
  readonly label: string
}

/** The fields of a figure that stands beside another, read and saved like any figure. */
export function BesideField({ place, indicator, cell, label }: Props) {
  const { work } = useSheet()
  const [inside, setInside] = useState(false)
  const errorId = useId()
  useTopic(work, topicOf.cell(place, cell))
  const view = work.cell(place, cell)
  const errors = inside ? [] : besideErrorsOf(work, place, cell)
  const refused = view?.standing === 'refused' && view.code ? [problemSentence(view.code)] : []
  const said = [...errors, ...refused]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that somebody is in one of its fields
    <span
      className={`ff-beside__figure${errors.length > 0 ? ' ff-beside__figure--error' : ''}`}
      onFocus={() => {
        if (!inside) work.see(place, cell)
        setInside(true)
      }}
      onBlur={event => {
        if (event.currentTarget.contains(event.relatedTarget)) return
        work.unsee(place, cell)
        setInside(false)
      }}
    >
      {fieldsOf(indicator).map((field, i) => (
        <span key={field}>
          {i > 0 ? <span className="ff-beside__of">{indicator.kind === 'percent' ? 'of' : 'for'} </span> : null}
          <OneField
            place={place}
            indicator={indicator}
            cell={cell}
            field={field}
            label={isRatio(indicator) ? `${label}, ${sideName(indicator, field)}` : label}
            describedBy={said.length > 0 ? errorId : undefined}
            invalid={errors.length > 0}
          />{' '}
        </span>
      ))}
      {said.length > 0 ? (
        <span id={errorId} className="ff-beside__error">
          <span className="govuk-visually-hidden">Error: </span>
          {said.join(' ')}
        </span>
      ) : null}
      {view && isContested(view) ? <Sides place={place} cell={cell} view={view} /> : null}
    </span>
  )
}

/** 'part'; 'whole (empty: as CEH05)' is said of one that follows another figure. */
const sideName = (indicator: Indicator, field: Field): string =>
  followedBy(indicator, field) === undefined ? field : `${field}, empty: it follows another figure`

interface FieldProps extends Props {
  readonly field: Field
  readonly describedBy: string | undefined
  readonly invalid: boolean
}

/** Uncontrolled, as the sheet's own fields: a pull never touches the one someone is in. */
function OneField({ place, indicator, cell, field, label, describedBy, invalid }: FieldProps) {
  const { work } = useSheet()
  const box = useRef<HTMLInputElement>(null)
  const text = work.fieldText(place, indicator, field, cell)
  const [first] = useState(text)
  useLayoutEffect(() => {
    const input = box.current
    if (input === null || document.activeElement === input || input.value === text) return
    input.value = text
  })
  return (
    <input
      ref={box}
      id={besideFieldId(place, cell, field)}
      className="govuk-input govuk-input--width-5 ff-beside__input"
      type="text"
      inputMode={indicator.kind === 'count' || indicator.kind === 'percent' ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      defaultValue={first}
      readOnly={work.readOnly(place) !== undefined}
      aria-label={label}
      aria-describedby={describedBy}
      aria-invalid={invalid ? true : undefined}
      onChange={event => work.typeFigure(place, indicator, field, event.target.value, cell)}
    />
  )
}

const besideFieldId = (place: PlaceId, cell: CellKey, field: Field): string =>
  `b-${place}-${cell.replace('/', '-')}-${field}`

/** The field that is reached first in one of these cells. */
export const besideMainField = (place: PlaceId, indicator: Indicator, cell: CellKey): HTMLElement | null =>
  figureOfCell(cell) === indicator.id ? document.getElementById(besideFieldId(place, cell, mainField(indicator))) : null
