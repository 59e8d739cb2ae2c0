import type { ReactNode } from 'react'

interface Props {
  readonly id: string
  readonly label: ReactNode
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: ReactNode
}

/** Label, hint and error of one field. The field itself takes `describedBy` of the same id. */
export function FormGroup({ id, label, hint, error, children }: Props) {
  return (
    <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <label className="govuk-label" htmlFor={id}>
        {label}
      </label>
      {hint ? (
        <div id={`${id}-hint`} className="govuk-hint">
          {hint}
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="govuk-error-message">
          <span className="govuk-visually-hidden">Error:</span> {error}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/** The ids that describe a field: its hint and its error, where there are any. */
export function describedBy(
  id: string,
  has: { readonly hint?: boolean; readonly error?: boolean },
): string | undefined {
  const ids = [...(has.hint ? [`${id}-hint`] : []), ...(has.error ? [`${id}-error`] : [])]
  return ids.length === 0 ? undefined : ids.join(' ')
}
