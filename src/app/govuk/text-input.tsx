import type { InputHTMLAttributes, ReactNode, Ref } from 'react'
import { describedBy, FormGroup } from './form-group.tsx'

interface Props extends Omit<InputHTMLAttributes<HTMLInputElement>, 'id'> {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly ref?: Ref<HTMLInputElement>
}

export function TextInput({ id, label, hint, error, className, ...rest }: Props) {
  return (
    <FormGroup id={id} label={label} hint={hint} error={error}>
      <input
        {...rest}
        id={id}
        className={`govuk-input${error ? ' govuk-input--error' : ''}${className ? ` ${className}` : ''}`}
        aria-describedby={describedBy(id, { hint: hint !== undefined, error: error !== undefined })}
        aria-invalid={error ? true : undefined}
      />
    </FormGroup>
  )
}
