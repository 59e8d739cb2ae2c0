import type { InputHTMLAttributes } from 'react'
import { type ReactNode, type Ref, useState } from 'react'
import { Button } from '../govuk/button.tsx'
import { describedBy, FormGroup } from '../govuk/form-group.tsx'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id' | 'type'> {
  readonly id: string
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly ref?: Ref<HTMLInputElement>
}

/** A password, shown on demand as the Design System's *Password input* does it. */
export function PasswordField({ id, label, hint, error, ...rest }: Props) {
  const [shown, setShown] = useState(false)
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <div className="ff-password">
        <input
          {...rest}
          id={id}
          type={shown ? 'text' : 'password'}
          className={`govuk-input${error ? ' govuk-input--error' : ''}`}
          aria-describedby={describedBy(id, { hint: hint !== undefined, error: error !== undefined })}
          aria-invalid={error ? true : undefined}
          spellCheck={false}
          autoCapitalize="none"
        />
        <Button
          look="secondary"
          className="ff-password__show"
          aria-controls={id}
          aria-label={`${shown ? 'Hide' : 'Show'} ${label.toLowerCase()}`}
          onClick={() => setShown(!shown)}
        >
          {shown ? 'Hide' : 'Show'}
        </Button>
        <span className="govuk-visually-hidden" role="status">
          {shown ? `${label} is visible` : ''}
        </span>
      </div>
    </FormGroup>
  )
}
