import { useEffect, useRef } from 'react'
import { Link } from 'react-router'

export interface SummaryLine {
  readonly text: string
  /** An element on this page ('#email') or another address of the app. */
  readonly to?: string
}

interface Props {
  readonly title?: string
  readonly lines: readonly SummaryLine[]
  /** Takes the focus when it appears, as after pressing a button. */
  readonly takesFocus?: boolean
}

function Line({ line }: { readonly line: SummaryLine }) {
  const { text, to } = line
  if (to === undefined) return text
  if (!to.startsWith('#')) return <Link to={to}>{text}</Link>
  return (
    <a
      href={to}
      onClick={event => {
        event.preventDefault()
        document.getElementById(to.slice(1))?.focus()
      }}
    >
      {text}
    </a>
  )
}

export function ErrorSummary({ title = 'There is a problem', lines, takesFocus = true }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const said = lines.map(line => line.text).join('\n')
  useEffect(() => {
    if (takesFocus && said !== '') box.current?.focus()
  }, [said, takesFocus])
  if (lines.length === 0) return null
  return (
    <div className="govuk-error-summary" ref={box} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">{title}</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {lines.map(line => (
              <li key={`${line.to}${line.text}`}>
                <Line line={line} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
