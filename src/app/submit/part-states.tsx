import { everywhere } from '../../domain/ids.ts'
import { shownState } from '../../domain/workflow.ts'
import { problemSentence } from '../../protocol/problems.ts'
import { Button } from '../govuk/button.tsx'
import { StateTag, Tag } from '../govuk/tag.tsx'
import { nameOfPlace } from '../month/month.ts'
import { useAtDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { plural, whenSentence } from '../words.ts'
import { partStatesId } from './read-id.ts'
import { canTakeBack, type Part } from './submission.ts'

/** The state of every part, with its receipt: which submission it is, and when it was received. */
export function PartStates({ parts }: { readonly parts: readonly Part[] }) {
  const { work } = useSheet()
  const { desk, unsaved } = useAtDesk()
  const { month } = work
  if (parts.every(part => part.state === 'history')) return null
  const back = parts.filter(part => canTakeBack(desk.state(), part.sheet))
  return (
    <section aria-labelledby={partStatesId} className="ff-parts">
      <h2 id={partStatesId} tabIndex={-1} className="govuk-heading-m">
        Where each part stands
      </h2>
      <table className="ff-plain-table">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col">Receipt</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(part => (
            <tr key={part.place}>
              <th scope="row">{nameOfPlace(month.set, part.place, month.period)}</th>
              <td>
                <PartTag part={part} />
              </td>
              <td>
                <PartReceipt part={part} />{' '}
                {back.includes(part) ? (
                  <Button look="link" onClick={() => void unsaved.during(desk.takeBack([part.sheet]))}>
                    Take back{' '}
                    <span className="govuk-visually-hidden">{nameOfPlace(month.set, part.place, month.period)}</span>
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {back.length > 1 ? (
        <Button look="secondary" onClick={() => void unsaved.during(desk.takeBack(back.map(part => part.sheet)))}>
          Take back all {back.length}
        </Button>
      ) : null}
    </section>
  )
}

function PartTag({ part }: { readonly part: Part }) {
  if (part.state === 'queued') return <Tag colour="yellow">Queued</Tag>
  if (part.state === 'sent') return <Tag colour="yellow">Being sent</Tag>
  if (part.state === 'withdrawing') return <Tag colour="yellow">Being taken back</Tag>
  const answered = part.view === undefined ? 0 : part.view.cells.size
  return <StateTag state={shownState(part.view?.state ?? 'open', answered)} />
}

function PartReceipt({ part }: { readonly part: Part }) {
  const { view, refused } = part
  if (view?.submitting)
    return (
      <>
        Submission made {whenSentence(view.submitting.deviceTime)}.{' '}
        {view.submitting.state === 'queued' ? 'It goes when there is a connection.' : 'Waiting for the receipt.'}
      </>
    )
  if (part.state === 'withdrawing') return <>Taken back on this device; it opens once the server has received that.</>
  const submission = view?.submission
  if (submission && view.state !== 'open')
    return (
      <>
        v{submission.ordinal}, received {whenSentence(submission.receivedAt)}. Confirmed by {submission.name},{' '}
        {submission.role}.
      </>
    )
  // One that was refused before a later one was taken is over.
  if (refused) return <>Not submitted: {problemSentence(refused.code)}</>
  const left = [
    ...(part.left > 0 ? [`${plural(part.left, 'figure')} to answer`] : []),
    ...(part.errors > 0 ? [plural(part.errors, 'error')] : []),
  ]
  if (part.place === everywhere && left.length === 0)
    return <>No figures to answer; its narrative goes with the districts</>
  if (left.length > 0) return <>{left.join(', ')}</>
  const again = view?.submission ? `, to be submitted again after v${view.submission.ordinal}` : ''
  return (
    <>
      {part.owed === 0 ? 'No figures to answer here' : 'Complete'}
      {again}
    </>
  )
}
