import { useEffect, useLayoutEffect, useRef } from 'react'
import type { CellValue } from '../../domain/figure.ts'
import type { CellKey, PlaceId } from '../../domain/ids.ts'
import { useSheet, useTopic } from './sheet-context.ts'
import { longestText, textOf } from './texts.ts'
import { topicOf } from './topics.ts'

interface Props {
  readonly id: string
  readonly place: PlaceId
  readonly cell: CellKey
  readonly label: string
  readonly toValue: (before: CellValue | null, text: string) => CellValue | null
  readonly rows: number
  readonly describedBy?: string
  readonly className?: string
  /** Told the text on every input, to count words; never kept in state by the field. */
  readonly onText?: (text: string) => void
}

/** A text that is saved like a figure: on leaving, and one second after the last key. Uncontrolled. */
export function TextCell({ id, place, cell, label, toValue, rows, describedBy, className, onText }: Props) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, cell))
  const box = useRef<HTMLTextAreaElement>(null)
  const readOnly = work.readOnly(place) !== undefined
  const stored = work.typedText(place, cell) ?? textOf(work.cell(place, cell)?.value)
  useLayoutEffect(() => {
    const input = box.current
    if (!input || document.activeElement === input || input.value === stored) return
    input.value = stored
  })
  useEffect(() => onText?.(box.current?.value ?? ''), [onText])
  return (
    <textarea
      ref={box}
      id={id}
      className={`govuk-textarea ff-text ${className ?? ''}`}
      defaultValue={stored}
      rows={rows}
      maxLength={longestText}
      readOnly={readOnly}
      aria-label={label}
      aria-describedby={describedBy}
      onChange={event => {
        work.typeText(place, cell, event.target.value, toValue)
        onText?.(event.target.value)
      }}
      onBlur={() => void work.flush()}
    />
  )
}
