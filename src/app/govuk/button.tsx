import type { ButtonHTMLAttributes, Ref } from 'react'

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'secondary' | 'warning' | 'inverse' | 'link'
  readonly ref?: Ref<HTMLButtonElement>
}

/** The Design System's button; `link` looks like a link and acts like a button. */
export function Button({ look, className, type = 'button', ...rest }: Props) {
  const base = look === 'link' ? 'ff-link-button' : `govuk-button${look ? ` govuk-button--${look}` : ''}`
  return <button {...rest} type={type} className={className ? `${base} ${className}` : base} />
}
