import '../../styles-later.scss'
import { Link } from 'react-router'
import { everywhere } from '../../../domain/ids.ts'
import { periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { usePageTitle } from '../../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../../month/month.ts'
import { monthPath } from '../../month/month-tabs.tsx'
import { useDesk } from '../../session/desk-context.ts'
import { useSheet, useTopic } from '../../sheet/sheet-context.ts'
import { topicOf } from '../../sheet/work/topics.ts'
import { whenSentence } from '../../words.ts'
import { OneReceipt } from './one-receipt.tsx'
import { receiptsOf, type Unreceived } from './receipts.ts'

/** Who confirmed what for which districts, and when it was received. Readable with no signal; made to be printed. */
export function ReceiptPage() {
  const { work } = useSheet()
  useTopic(work, topicOf.summary)
  const sheets = useDesk(state => state.sheets)
  const installation = useDesk(state => state.installation)
  const { month } = work
  const title = `${contractTitle(month.set, month.service, month.contract, month.period)}, ${periodName(month.period)}`
  usePageTitle(`Receipt, ${title}`)
  const places = month.holdsWide ? [...month.places, everywhere] : month.places
  const { receipts, unreceived } = receiptsOf(
    places.map(place => ({ place, sheet: work.sheet(place), view: sheets.get(work.sheet(place)) })),
  )
  return (
    <div className="ff-page ff-receipt">
      <h2 className="govuk-heading-l">{receipts.length > 0 ? 'Receipt' : 'No receipt yet'}</h2>
      {receipts.length > 0 ? (
        <>
          <p className="govuk-body">
            {installation.council} has received the return below{installation.sample ? ' (sample data)' : ''}.
          </p>
          <div className="govuk-button-group ff-no-print">
            <Button look="secondary" onClick={() => window.print()}>
              Print
            </Button>
            <Link to={`${monthPath(month)}/check`}>Back to check and submit</Link>
          </div>
        </>
      ) : (
        <p className="govuk-body">
          Nothing of {title} has been received yet.{' '}
          <Link to={`${monthPath(month)}/check`}>Back to check and submit</Link>
        </p>
      )}
      {receipts.map(receipt => (
        <OneReceipt key={receipt.parts[0].submission.deviceTime} receipt={receipt} />
      ))}
      <NotReceived unreceived={unreceived} />
    </div>
  )
}

/** In place of a receipt, never like one: no number, no confirmation. */
function NotReceived({ unreceived }: { readonly unreceived: readonly Unreceived[] }) {
  const { month } = useSheet().work
  const connection = useDesk(state => state.status.connection)
  if (unreceived.length === 0) return null
  const reachable = connection === 'idle' || connection === 'syncing'
  return (
    <section aria-labelledby="not-received">
      <h3 id="not-received" className="govuk-heading-m">
        Not received yet
      </h3>
      <ul className="govuk-list govuk-list--bullet">
        {unreceived.map(one => (
          <li key={one.place}>
            {nameOfPlace(month.set, one.place, month.period)}: {sentenceOf(one, reachable)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function sentenceOf({ why, madeAt }: Unreceived, reachable: boolean): string {
  if (why === 'not-submitted') return 'not submitted.'
  const made = madeAt ? `submitted on this device ${whenSentence(madeAt)}, ` : ''
  if (why === 'sent') return `${made}and not received yet: waiting for the server's answer.`
  return `${made}and not received yet: ${reachable ? 'it goes in a moment.' : 'it goes when there is a connection.'}`
}
