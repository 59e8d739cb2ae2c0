import { Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { CellValue } from '../../../domain/figures/figure.ts'
import type { CellKey, PlaceId } from '../../../domain/ids.ts'
import { takePaste, takesItself } from '../../narrative/take-paste.ts'
import { ScanWarnings } from '../../personal-data/scan-later.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { Sides } from '../sides/sides-later.ts'
import { isContested } from '../work/device-view.ts'
import { longestText, textOf } from '../work/texts.ts'
import { topicOf } from '../work/topics.ts'
import { WritingLine } from './writing-here.tsx'

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
  /** Told the text with every key of hers, before it is taken. */
  readonly onType?: (text: string) => void
}

/** A text that is saved like a figure: on leaving, and one second after the last key. Uncontrolled. */
export function TextCell({ id, place, cell, label, toValue, rows, describedBy, className, onText, onType }: Props) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, cell))
  const box = useRef<HTMLTextAreaElement>(null)
  const readOnly = work.readOnly(place) !== undefined
  const stored = work.typedText(place, cell) ?? textOf(work.cell(place, cell)?.value)
  // As it was when drawn first: a default that changes is shown by the browser even in a field someone is in.
  const [first] = useState(stored)
  const [inside, setInside] = useState(false)
  const [notPasted, setNotPasted] = useState<string>()
  useLayoutEffect(() => {
    const input = box.current
    if (!input || document.activeElement === input || input.value === stored) return
    input.value = stored
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: told again when another text was pulled
  useEffect(() => onText?.(box.current?.value ?? ''), [onText, stored])
  const view = work.cell(place, cell)
  return (
    <>
      <textarea
        ref={box}
        id={id}
        className={`govuk-textarea ff-text ${className ?? ''}`}
        defaultValue={first}
        rows={rows}
        maxLength={longestText}
        // Else the browser keeps what is typed, in clear, for restoring its session.
        autoComplete="off"
        readOnly={readOnly}
        aria-label={label}
        aria-describedby={describedBy}
        onChange={event => {
          setNotPasted(undefined)
          onType?.(event.target.value)
          work.typeText(place, cell, event.target.value, toValue)
          onText?.(event.target.value)
        }}
        onPaste={event => {
          const pasted = {
            html: event.clipboardData.getData('text/html'),
            plain: event.clipboardData.getData('text/plain'),
          }
          if (readOnly || takesItself(event.currentTarget, pasted)) return
          event.preventDefault()
          setNotPasted(takePaste(event.currentTarget, pasted))
        }}
        onFocus={event => {
          // What came while another window was in front is shown before anything is typed over it.
          if (work.typedText(place, cell) === undefined && event.target.value !== stored) event.target.value = stored
          work.see(place, cell)
          setInside(true)
        }}
        onBlur={() => {
          work.unsee(place, cell)
          setInside(false)
        }}
      />
      {notPasted === undefined ? null : (
        <p role="alert" className="ff-not-pasted">
          {notPasted}
        </p>
      )}
      <WritingLine said={work.writing(place, cell)} announced={inside} />
      <Suspense fallback={null}>
        <ScanWarnings place={place} cell={cell} fieldId={id} />
      </Suspense>
      {view && isContested(view) ? (
        <Suspense fallback={null}>
          <Sides place={place} cell={cell} view={view} fieldId={id} />
        </Suspense>
      ) : null}
    </>
  )
}
