import { Link } from 'react-router'
import type { OpenLine } from './check-lists.ts'

interface Props {
  readonly id: string
  readonly title: string
  readonly hint: string
  readonly lines: readonly OpenLine[]
}

/** A list that does not stop the submission: each line leads to its cell. */
export function OpenList({ id, title, hint, lines }: Props) {
  if (lines.length === 0) return null
  return (
    <section aria-labelledby={id} className="ff-open-list">
      <h2 id={id} tabIndex={-1} className="govuk-heading-m">
        {title}
      </h2>
      <p className="govuk-hint">{hint}</p>
      <ul className="govuk-list">
        {lines.map(line => (
          <li key={line.text}>
            <Link to={line.to}>{line.text}</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
