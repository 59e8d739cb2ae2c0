import '../styles-later.scss'
import { Link } from 'react-router'
import { everywhere } from '../../domain/ids.ts'
import { ErrorSummary } from '../govuk/error-summary.tsx'
import { nameOfPlace } from '../month/month.ts'
import { NotLookedAt } from '../personal-data/not-looked-at.tsx'
import { uncleared } from '../personal-data/uncleared.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet, useTopic } from '../sheet/sheet-context.ts'
import { ToChoose } from '../sheet/sides/to-choose.tsx'
import { topicOf } from '../sheet/work/topics.ts'
import { plural } from '../words.ts'
import { ChangedList } from './changed-list.tsx'
import { changedSince } from './changed-since.ts'
import { stoppingLines, stoppingTitle, unanswered, unansweredOfCouncil, unexplained } from './check-lists.ts'
import { Contents } from './contents.tsx'
import { OpenList } from './open-list.tsx'
import { PartStates } from './part-states.tsx'
import { partStatesId, readId } from './read-id.ts'
import { ReadPart } from './read-part.tsx'
import { receiptPath } from './receipt/receipt-path.ts'
import { RefusedNotice } from './refused-notice.tsx'
import { partsOf } from './submission.ts'
import { SubmitForm } from './submit-form.tsx'

/** Everything on one page as it will be read, what is missing or unexplained, and the submission. */
export function CheckTab() {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  useTopic(work, topicOf.queries)
  useDesk(state => state.sheets)
  useDesk(state => state.needsYou)
  const { month } = work
  const parts = partsOf(work)
  const editable = parts.some(part => ['ready', 'incomplete', 'not-yours'].includes(part.state))
  const stopping = editable ? stoppingLines(work) : []
  const open = editable ? unexplained(work) : []
  const ofCouncil = editable ? unansweredOfCouncil(work) : []
  const asked = unanswered(work)
  const askedTitle = `${plural(asked.length, 'question')} not answered`
  const read = month.holdsWide ? [...month.places, everywhere] : month.places
  const unexplainedTitle = `${plural(open.length, 'figure')} without an explanation`
  return (
    <div className="ff-page ff-check">
      <Contents
        lines={[
          ...(parts.some(part => part.refused) ? [{ id: 'refused', text: 'Not submitted' }] : []),
          ...(parts.some(part => changedSince(part.view)) ? [{ id: 'changed', text: 'What has changed' }] : []),
          ...(open.length > 0 ? [{ id: 'unexplained', text: unexplainedTitle }] : []),
          ...(asked.length > 0 ? [{ id: 'asked', text: askedTitle }] : []),
          ...(uncleared(work).length > 0 ? [{ id: 'to-look-at', text: 'Texts to look at' }] : []),
          ...(parts.every(part => part.state === 'history')
            ? []
            : [{ id: partStatesId, text: 'Where each part stands' }]),
          ...read.map(place => ({ id: readId(place), text: nameOfPlace(month.set, place, month.period) })),
        ]}
      />
      <RefusedNotice parts={parts} />
      <ErrorSummary title={stoppingTitle(work)} lines={stopping} takesFocus={false} />
      {editable ? <ToChoose /> : null}
      <ChangedList parts={parts} />
      <OpenList
        id="unexplained"
        title={unexplainedTitle}
        hint="These do not stop the submission. What is not explained, the council will ask about."
        lines={open}
      />
      <OpenList
        id="asked"
        title={askedTitle}
        hint="These do not stop the submission. The council waits for an answer to each."
        lines={asked}
      />
      <OpenList
        id="of-council"
        title={`${plural(ofCouncil.length, 'figure')} from the council to answer`}
        hint="These do not stop the submission. A figure that nobody disputes stands."
        lines={ofCouncil}
      />
      {editable ? <NotLookedAt /> : null}
      <PartStates parts={parts} />
      {parts.some(part => part.view?.submission ?? part.view?.submitting) ? (
        <p className="govuk-body">
          <Link to={receiptPath(month)}>Receipt</Link>: who confirmed what, and when it was received. It can be printed.
        </p>
      ) : null}
      <SubmitForm key={parts.map(part => part.state).join()} parts={parts} open={open} />
      <h2 className="govuk-heading-l ff-check__read">{editable ? 'As it will be read' : 'As it is read'}</h2>
      {read.map(place => (
        <ReadPart
          key={place}
          month={month}
          context={work.readings.context(place)}
          id={readId(place)}
          caption={`Figures of ${nameOfPlace(month.set, place, month.period)}`}
        />
      ))}
    </div>
  )
}
