import { type KeyboardEvent, useEffect, useRef } from 'react'
import { longestMessage } from '../../../protocol/review.ts'
import { describedBy, FormGroup } from '../../govuk/form-group.tsx'
import { WarningList } from '../../personal-data/warning-list.tsx'
import { useWarnings } from './use-warnings.ts'

interface Props {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly error?: string | undefined
  readonly value: string
  readonly onType: (text: string) => void
  /** Ctrl + Enter. */
  readonly onSend: () => void
  /** Escape. */
  readonly onLeave?: (() => void) | undefined
  /** Takes the focus when it appears. */
  readonly focus?: boolean
  readonly rows?: number
}

/** What an officer says to a provider, with a warning where it may hold personal data. */
export function MessageField({ id, label, hint, error, value, onType, onSend, onLeave, focus, rows = 3 }: Props) {
  const field = useRef<HTMLTextAreaElement>(null)
  const hits = useWarnings(value)
  useEffect(() => {
    if (focus) field.current?.focus()
  }, [focus])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'Escape' && onLeave) {
      event.preventDefault()
      onLeave()
    }
  }
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <textarea
        ref={field}
        id={id}
        className={`govuk-textarea ff-text${error ? ' govuk-textarea--error' : ''}`}
        rows={rows}
        maxLength={longestMessage}
        value={value}
        onChange={event => onType(event.target.value)}
        onKeyDown={onKeyDown}
        aria-describedby={describedBy(id, { hint: hint !== undefined, error: error !== undefined })}
        aria-invalid={error ? true : undefined}
      />
      <WarningList hits={hits} fieldId={id} />
    </FormGroup>
  )
}
