import { Link } from 'react-router'
import type { CellKey } from '../../domain/ids.ts'
import { completeness } from '../../domain/reading.ts'
import { shownState } from '../../domain/workflow.ts'
import { StateTag } from '../govuk/tag.tsx'
import { meetingsOfPath } from '../meetings/work/note-paths.ts'
import { aboutCellOf } from '../month/about-change.ts'
import { checkNumber } from '../submit/receipt/received.ts'
import { whenSentence } from '../words.ts'
import { useReviewing } from './reviewing.ts'
import { NextReturn } from './settle/next-link.tsx'

/** Where the return stands: who submitted it when, who sent it back or accepted it; or how far it is. */
export function ReturnHead() {
  const { view, context, contract, place, period, sheet, set } = useReviewing()
  const { state, submission, review } = view.row
  const twice = Object.entries(view.row.cells).flatMap(([key, cell]) => (cell.sides ? [key as CellKey] : []))
  return (
    <>
      <p className="govuk-body">
        <StateTag state={shownState(state, context.cells.size)} />{' '}
        {state !== 'open' && submission
          ? `v${submission.ordinal}, received ${whenSentence(submission.receivedAt)}. Confirmed by ${submission.name}, ${submission.role}. Check number ${checkNumber(submission.seen)}.`
          : notSubmitted(context)}
        {state === 'accepted' && review?.accepted
          ? ` Accepted as v${review.accepted.ordinal} by ${review.accepted.by.name}, ${whenSentence(review.accepted.at)}.`
          : ''}
        {state === 'sent-back' && review?.returned
          ? ` Sent back by ${review.returned.by.name}, ${whenSentence(review.returned.at)}${review.returned.words === '' ? '' : `: ${review.returned.words}`}${/[.!?]$/.test(review.returned.words) ? '' : '.'}`
          : ''}
      </p>
      {twice.length === 0 ? null : (
        <div className="ff-notice ff-notice--warning ff-review__notice">
          <p>
            <strong>Entered differently by two people:</strong>{' '}
            {twice.map(cell => aboutCellOf(sheet, cell, set).text).join('; ')}. The provider chooses before the return
            can be accepted.
          </p>
        </div>
      )}
      <p className="govuk-body ff-no-print">
        <Link to={`/record?contract=${contract.id}&place=${place}&month=${period}`}>Who changed what</Link> ·{' '}
        <Link to={meetingsOfPath(contract.id, place)}>Meetings about it</Link> · <NextReturn look="link" />
      </p>
    </>
  )
}

function notSubmitted(context: Parameters<typeof completeness>[0]): string {
  const { done, owed } = completeness(context)
  const answered = owed === 0 ? '' : `${done} of ${owed} answered. `
  return `${answered}Not submitted: these are the figures received so far, and may change. You can read it, ask, and enter a figure; accepting needs a submission.`
}
