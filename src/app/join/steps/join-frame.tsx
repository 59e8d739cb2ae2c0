import type { ReactNode } from 'react'
import { AboutLinks } from '../../about/about-links.tsx'
import { Button } from '../../govuk/button.tsx'

interface Props {
  readonly onBack?: (() => void) | undefined
  readonly children: ReactNode
}

/** What the pages of the first day have around them. */
export function JoinFrame({ onBack, children }: Props) {
  return (
    <div className="ff-page ff-narrow ff-join">
      {onBack ? (
        <Button look="link" className="ff-join__back" onClick={onBack}>
          Back
        </Button>
      ) : null}
      {children}
      <AboutLinks />
    </div>
  )
}
