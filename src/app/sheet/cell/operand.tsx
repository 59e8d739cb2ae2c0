import { useState } from 'react'
import { cellsOf } from '../../../domain/checks/checks.ts'
import { followed } from '../../../domain/figures/measure.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn, indicatorById } from '../../../domain/set/indicators.ts'
import { useSheet } from '../sheet-context.ts'
import { fieldId } from './cell-names.ts'
import { FigureInput } from './figure-input.tsx'
import { type Field, followedBy } from './typed-value.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly field: Field
  readonly main: boolean
  readonly describedBy?: string | undefined
  readonly invalid: boolean
}

/**
 * The part or the whole of a ratio. One that follows another indicator ("of 4") is shown, passed over by Tab, and can
 * be overtyped by pressing it or "/"; overtyped it is marked, and emptied it follows again.
 */
export function Operand(props: Props) {
  const { place, indicator, field } = props
  const { work } = useSheet()
  const [opened, setOpened] = useState(false)
  const source = followedBy(indicator, field)
  if (source === undefined) return <FigureInput {...props} />
  const overtyped = work.fieldText(place, indicator, field) !== ''
  const side = field === 'part' ? 'part' : 'whole'
  const now = followed(work.month.set, indicator, side, cellsOf(work.readings.context(place)))
  const from = indicatorById(work.month.set, source)
  const code = from === undefined ? source : codeIn(from, work.month.period)
  if (overtyped || opened)
    return (
      <span className="ff-overtyped">
        <FigureInput {...props} onLeave={() => setOpened(false)} />
        <span className="ff-overtyped__mark" title={`Typed in place of ${now ?? 'the figure'} from ${code}`}>
          <span aria-hidden="true">✎</span>
          <span className="govuk-visually-hidden">
            typed in place of {now ?? 'the figure'} from {code}
          </span>
        </span>
      </span>
    )
  return (
    <button
      type="button"
      tabIndex={-1}
      className="ff-follows"
      data-opens={field}
      title={`Follows ${code}. Press to type another ${side} (or / in the cell)`}
      onClick={() => {
        setOpened(true)
        requestAnimationFrame(() => document.getElementById(fieldId(place, indicator.id, field))?.focus())
      }}
    >
      {now ?? '–'}
      <span className="govuk-visually-hidden">
        , {side}, follows {code}
      </span>
    </button>
  )
}
