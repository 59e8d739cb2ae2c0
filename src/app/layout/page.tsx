import type { ReactNode } from 'react'
import { useFocusHeading } from './focus-heading.ts'

interface Props {
  readonly header: ReactNode
  /** Standing messages under the header. */
  readonly bar?: ReactNode
  readonly children: ReactNode
}

/** The frame of every page: skip link, header, messages, main. */
export function Page({ header, bar, children }: Props) {
  useFocusHeading()
  return (
    <div className="ff-app">
      <a href="#main" className="govuk-skip-link">
        Skip to main content
      </a>
      {header}
      {bar}
      <main id="main" className="ff-main" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
