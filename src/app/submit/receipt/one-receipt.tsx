import { everywhere } from '../../../domain/ids.ts'
import { periodName } from '../../../domain/time/period.ts'
import { StateTag } from '../../govuk/tag.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { acceptedWords } from '../../questions/standing.ts'
import { useDesk } from '../../session/desk-context.ts'
import { useSheet } from '../../sheet/sheet-context.ts'
import { longDate, whenSentence } from '../../words.ts'
import { FiguresSubmitted } from './figures-shown.tsx'
import type { Receipt, ReceiptPart } from './receipts.ts'
import { checkNumber, dayReceived, onTimeSentence, onTimeWords } from './received.ts'

/** One submission as it was received: the confirmation, each district with its number, and the figures. */
export function OneReceipt({ receipt }: { readonly receipt: Receipt }) {
  const { month } = useSheet().work
  const installation = useDesk(state => state.installation)
  const [{ submission }] = receipt.parts
  const names = receipt.parts.map(({ place }) =>
    place === everywhere ? 'the whole contract' : nameOfPlace(month.set, place, month.period),
  )
  const due = month.collection?.due
  const day = dayReceived(submission.receivedAt, installation)
  const id = `receipt-${receipt.parts[0].place}-${submission.ordinal}`
  return (
    <section aria-labelledby={id} className="ff-receipt__one">
      <h3 id={id} className="govuk-heading-m">
        Received {whenSentence(submission.receivedAt)}
      </h3>
      <p className="govuk-body">
        <strong>{submission.name}</strong>, {submission.role}, confirmed {whenSentence(submission.deviceTime)}: “I
        confirm these figures are complete and correct for {periodName(month.period)}.” For {list.format(names)}.
      </p>
      {due === undefined ? null : (
        <p className="govuk-body">
          <strong>{onTimeSentence(day, due)}</strong>
          {installation.sample
            ? `. In this sample it is always ${longDate(installation.today)}; the times on this page are a real clock's`
            : ''}
          .
        </p>
      )}
      <div className="ff-scroll-x">
        <table className="ff-plain-table ff-receipt__parts">
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">Version</th>
              <th scope="col">Received</th>
              <th scope="col">Check number</th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {receipt.parts.map(part => (
              <tr key={part.place}>
                <th scope="row">{nameOfPlace(month.set, part.place, month.period)}</th>
                <td>v{part.submission.ordinal}</td>
                <td>
                  {whenSentence(part.submission.receivedAt)}
                  {due === undefined
                    ? ''
                    : `. ${onTimeWords(dayReceived(part.submission.receivedAt, installation), due)}`}
                </td>
                <td className="ff-receipt__number">{checkNumber(part.submission.seen)}</td>
                <td>
                  <Now part={part} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="govuk-body-s ff-quiet">
        The check number is made from every figure and text that was confirmed: the council reads the same one.
      </p>
      {receipt.parts.map(part => (
        <FiguresSubmitted key={part.place} part={part} />
      ))}
    </section>
  )
}

const list = new Intl.ListFormat('en-GB')

function Now({ part: { opened, view } }: { readonly part: ReceiptPart }) {
  const accepted = view.review?.accepted
  if (accepted && opened === undefined) return <>{acceptedWords(accepted)}</>
  if (opened === undefined) return <StateTag state={view.state === 'open' ? 'in-progress' : view.state} />
  if (view.submitting) return <>Submitted again, and not received yet</>
  if (opened === 'sent-back') return <>Sent back since: open again</>
  return <>{opened === 'withdrawing' ? 'Being taken back' : 'Taken back since: open again'}</>
}
