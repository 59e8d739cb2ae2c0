import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type Hit, scan } from '../../../domain/texts/personal-data.ts'
import { WarningList } from '../../personal-data/warning-list.tsx'
import type { At } from '../work/moves.ts'
import { useNotes } from '../work/notes-context.ts'
import type { Change } from '../work/notes-work.ts'

interface Props {
  readonly id: string
  readonly at: At
  /** Which field of the note: each is saved for itself. */
  readonly field: string
  readonly label: string
  /** Shown to those who see; else it is only read out. */
  readonly labelled?: boolean
  /** What stands. */
  readonly text: string
  readonly change: (text: string) => Change
  /** Characters. */
  readonly longest: number
  /** Lines; 1: a field that ends with Enter. */
  readonly rows: number
  readonly hint?: string
  readonly first?: boolean
}

/** Milliseconds after the last key: nobody is warned in the middle of a word. */
const pause = 700
const noHits: readonly Hit[] = []

/** A text of a note, saved as on the sheet: on leaving, and one second after the last key. What may be personal data is said under it. */
export function NoteField({ id, at, field, label, labelled, text, change, longest, rows, hint, first }: Props) {
  const { work, set, today } = useNotes()
  const box = useRef<HTMLTextAreaElement & HTMLInputElement>(null)
  // As it was when drawn first: a default that changes is shown by the browser even in a field someone is in.
  const [drawn] = useState(text)
  const [typed, setTyped] = useState(text)
  const [hits, setHits] = useState(noHits)
  useLayoutEffect(() => {
    const input = box.current
    if (!input || document.activeElement === input || input.value === text) return
    input.value = text
    setTyped(text)
  })
  useEffect(() => {
    if (first) box.current?.focus()
  }, [first])
  useEffect(() => {
    const look = () => {
      const found = scan(typed, { caseReferences: set.rules.caseReferences ?? [], year: Number(today.slice(0, 4)) })
      setHits(before => (JSON.stringify(before) === JSON.stringify(found) ? before : found))
    }
    const timer = setTimeout(look, pause)
    return () => clearTimeout(timer)
  }, [typed, set, today])
  const common = {
    ref: box,
    id,
    defaultValue: drawn,
    maxLength: longest,
    // Else the browser keeps what is typed, in clear, for restoring its session.
    autoComplete: 'off',
    'aria-describedby': hint ? `${id}-hint` : undefined,
    onChange: (event: { readonly target: { readonly value: string } }) => {
      setTyped(event.target.value)
      work.type(at, field, change(event.target.value.toWellFormed()))
    },
    onFocus: () => work.see(at),
    onBlur: () => void work.unsee(at),
  }
  return (
    <div className="ff-note__field">
      <label className={labelled ? 'govuk-label ff-note__label' : 'govuk-visually-hidden'} htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="ff-quiet ff-note__hint">
          {hint}
        </p>
      ) : null}
      {rows > 1 ? (
        <textarea {...common} rows={rows} className="govuk-textarea ff-note__text" />
      ) : (
        <input {...common} className="govuk-input ff-note__input" />
      )}
      <WarningList hits={hits} fieldId={id} />
    </div>
  )
}
