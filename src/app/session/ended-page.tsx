import '../styles-later.scss'
import { useEffect, useRef } from 'react'
import { Button } from '../govuk/button.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { plural } from '../words.ts'
import type { Ended } from './session.ts'

const titles = {
  left: 'Your access has ended',
  lost: 'This device was reported lost',
  removed: 'Your data has been removed from this device',
} as const

const handedOverSentence = (count: number): string =>
  count === 0
    ? 'Nothing waited to be sent.'
    : `${plural(count, 'change')} ${count === 1 ? 'was' : 'were'} handed over and ${count === 1 ? 'is' : 'are'} kept for the council.`

/** Her access ended, the device was reported lost or she removed her data: the database is gone, and this says what became of it. */
export function EndedPage({ ended, onGoOn }: { readonly ended: Ended; readonly onGoOn: () => void }) {
  const title = titles[ended.how]
  usePageTitle(title)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div className="ff-page ff-narrow">
      <h1 ref={heading} tabIndex={-1} className="govuk-heading-l">
        {title}
      </h1>
      {ended.how === 'left' ? (
        <p className="govuk-body">{handedOverSentence(ended.handedOver)} Nothing is stored on this device any more.</p>
      ) : ended.how === 'removed' ? (
        <p className="govuk-body">
          Nothing of yours is stored here any more, and you are no longer listed. What the server has received is safe:
          to work here again, sign in.
        </p>
      ) : (
        <p className="govuk-body">
          Everything kept here for you has been deleted. What the server had received is safe; what had not been sent is
          gone. If the device is yours again, sign in: your returns are downloaded anew.
        </p>
      )}
      <Button look="secondary" onClick={onGoOn}>
        Go to the first page
      </Button>
    </div>
  )
}
