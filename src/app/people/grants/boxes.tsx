import type { ReactNode } from 'react'

export function FieldError({ id, text }: { readonly id: string; readonly text: string }) {
  return (
    <p id={id} className="govuk-error-message">
      <span className="govuk-visually-hidden">Error:</span> {text}
    </p>
  )
}

interface GroupProps {
  readonly id: string
  readonly legend: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly children: ReactNode
}

/** Tick boxes under one question. */
export function Group({ id, legend, hint, error, children }: GroupProps) {
  const described = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ')
  return (
    <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <fieldset className="govuk-fieldset" aria-describedby={described === '' ? undefined : described}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        {hint ? (
          <div id={`${id}-hint`} className="govuk-hint">
            {hint}
          </div>
        ) : null}
        {error ? <FieldError id={`${id}-error`} text={error} /> : null}
        <div className="govuk-checkboxes govuk-checkboxes--small">{children}</div>
      </fieldset>
    </div>
  )
}

interface BoxProps {
  readonly id: string
  readonly label: string
  readonly checked: boolean
  readonly onCheck: (on: boolean) => void
  /** What is asked further once it is ticked. */
  readonly children?: ReactNode
}

export function Box({ id, label, checked, onCheck, children }: BoxProps) {
  return (
    <>
      <div className="govuk-checkboxes__item">
        <input
          className="govuk-checkboxes__input"
          type="checkbox"
          id={id}
          checked={checked}
          onChange={event => onCheck(event.target.checked)}
        />
        <label className="govuk-label govuk-checkboxes__label" htmlFor={id}>
          {label}
        </label>
      </div>
      {children ? <div className="govuk-checkboxes__conditional">{children}</div> : null}
    </>
  )
}
