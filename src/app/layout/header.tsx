import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Installation } from '../../protocol/exchange.ts'
import { longDate } from '../words.ts'
import { Mark } from './mark.tsx'

interface Props {
  readonly installation: Installation | undefined
  /** The status line and the person's menu, once someone is there. */
  readonly children?: ReactNode
}

/** Fieldfare, SAMPLE with its fixed day where it is one, the status line and the person. */
export function Header({ installation, children }: Props) {
  return (
    <header className="govuk-generic-header ff-header">
      <div className="ff-header__line">
        <div className="govuk-generic-header__logo ff-header__logo">
          <Link to="/" className="govuk-generic-header__homepage-link ff-header__home">
            <Mark /> Fieldfare
          </Link>
        </div>
        {installation?.sample ? (
          <p className="ff-header__sample">
            <strong>SAMPLE</strong>, today is {longDate(installation.today)}
          </p>
        ) : null}
        {children}
      </div>
    </header>
  )
}
