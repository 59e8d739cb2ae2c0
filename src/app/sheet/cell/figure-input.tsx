import { type ChangeEvent, useLayoutEffect, useRef, useState } from 'react'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { followed } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { useSheet } from '../sheet-context.ts'
import type { MonthWork } from '../work/month-work.ts'
import { fieldId, fieldLabel } from './cell-names.ts'
import { type Field, storedField } from './typed-value.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly field: Field
  /** The field the keyboard reaches first in its cell. */
  readonly main: boolean
  readonly describedBy?: string | undefined
  readonly invalid: boolean
  readonly className?: string
  readonly onLeave?: () => void
}

/** The whole as it stands: typed, or of the indicator it follows. */
function wholeNow(work: MonthWork, place: PlaceId, indicator: Indicator): Decimal | undefined {
  const typed = storedField(work.readings.value(place, indicatorCell(indicator.id)), 'whole')
  return typed ?? followed(work.month.set, indicator, 'whole', cellsOf(work.readings.context(place)))
}

const asksForGap = /^(n\/a|na|n\.a\.)$/i

/**
 * One field of a cell. Uncontrolled: what is in it is the person's until she leaves; then its text comes from what is
 * stored. A pull never touches the field someone is in; undo, a choice and a paste do, because she asked for it.
 */
export function FigureInput({ place, indicator, field, main, describedBy, invalid, className, onLeave }: Props) {
  const { work, openGap } = useSheet()
  const box = useRef<HTMLInputElement>(null)

  // As it was when drawn first: a default that changes is shown by the browser even in a field someone is in.
  const [first] = useState(() => work.fieldText(place, indicator, field))

  useLayoutEffect(() => {
    const input = box.current
    if (input === null) return
    const asked = work.takeOverwrite(place, indicator.id, field)
    if (document.activeElement === input && !asked) return
    const text = work.fieldText(place, indicator, field)
    if (input.value !== text) input.value = text
  })

  const typed = (event: ChangeEvent<HTMLInputElement>) => {
    const { value } = event.target
    if (asksForGap.test(value.trim())) {
      event.target.value = ''
      work.typeFigure(place, indicator, field, '')
      openGap(place, indicator.id)
      return
    }
    work.typeFigure(place, indicator, field, value)
  }

  return (
    <input
      ref={box}
      id={fieldId(place, indicator.id, field)}
      onChange={typed}
      onBlur={onLeave}
      defaultValue={first}
      className={`ff-figure ${className ?? ''}`}
      type="text"
      inputMode={indicator.kind === 'count' || indicator.kind === 'percent' ? 'numeric' : 'decimal'}
      autoComplete="off"
      spellCheck={false}
      maxLength={40}
      aria-label={fieldLabel(work.month, place, indicator, field, wholeNow(work, place, indicator))}
      aria-describedby={describedBy}
      aria-invalid={invalid ? true : undefined}
      data-main={main ? '' : undefined}
      data-field={field}
    />
  )
}
