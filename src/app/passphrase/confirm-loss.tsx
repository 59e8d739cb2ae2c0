import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Button } from '../govuk/button.tsx'
import { TextInput } from '../govuk/text-input.tsx'
import { plural } from '../words.ts'

interface Props {
  /** How many changes are lost. */
  readonly count: number
  /** Gives what is in the way, as a sentence; undefined: done. */
  readonly onConfirm: () => Promise<string | undefined>
}

/** The number typed, or a plain tick where nothing is lost: nobody deletes by pressing once too often. */
export function ConfirmLoss({ count, onConfirm }: Props) {
  const [refused, setRefused] = useState<string>()
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  const confirm = async (event: FormEvent) => {
    event.preventDefault()
    const meant = count === 0 ? field.current?.checked : field.current?.value.trim() === String(count)
    if (!meant) {
      setRefused(count === 0 ? 'Tick the box if you mean it' : `Type ${count}, the number of changes that are lost`)
      field.current?.focus()
      return
    }
    setBusy(true)
    const problem = await onConfirm()
    setBusy(false)
    setRefused(problem)
    // What was agreed to may have been another number.
    if (field.current) {
      field.current.value = ''
      field.current.checked = false
    }
  }
  return (
    <form onSubmit={confirm} noValidate aria-label="Delete and start again">
      {count === 0 ? (
        <div className="govuk-form-group govuk-checkboxes govuk-checkboxes--small">
          <div className="govuk-checkboxes__item">
            <input
              ref={field}
              className="govuk-checkboxes__input"
              id="lose"
              type="checkbox"
              aria-describedby={refused ? 'lose-refused' : undefined}
            />
            <label className="govuk-label govuk-checkboxes__label" htmlFor="lose">
              Delete everything that is kept on this device for me
            </label>
          </div>
        </div>
      ) : (
        <TextInput
          ref={field}
          id="lose"
          label={`Type ${count} to say that ${plural(count, 'change')} may be lost`}
          inputMode="numeric"
          autoComplete="off"
          className="govuk-input--width-4"
        />
      )}
      {refused ? (
        <p id="lose-refused" className="govuk-error-message" role="alert">
          {refused}
        </p>
      ) : null}
      <Button type="submit" look="warning" disabled={busy}>
        {busy ? 'Deleting…' : 'Delete and start again'}
      </Button>
    </form>
  )
}
