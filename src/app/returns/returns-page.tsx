import '../styles-later.scss'
import { useMemo } from 'react'
import { Link } from 'react-router'
import { periodName } from '../../domain/time/period.ts'
import { StateTag } from '../govuk/tag.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { afterPath } from '../meetings/after/after-path.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import { monthPath } from '../month/month-tabs.tsx'
import { InstallHint } from '../pwa/install-hint.tsx'
import { Readiness } from '../pwa/readiness.tsx'
import { questionsPath, waitWords } from '../questions/standing.ts'
import { useDesk } from '../session/desk-context.ts'
import { receiptPath } from '../submit/receipt/receipt-path.ts'
import { longDate, plural } from '../words.ts'
import { closedRows } from './closed-rows.ts'
import { dueWords } from './due-words.ts'
import { NotDownloaded } from './not-downloaded.tsx'
import { earlierRows, type OpenRow, openRows } from './rows.ts'
import { arrivedSentence, leftSentence } from './summary.ts'

/** A row a contract and month, and earlier figures to read. Opens with the network off. */
export function ReturnsPage() {
  usePageTitle('Your returns')
  const state = useDesk(all => all)
  const open = useMemo(() => openRows(state), [state])
  const closed = useMemo(() => closedRows(state), [state])
  const earlier = useMemo(() => earlierRows(state), [state])
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">Your returns</h1>
      {state.set === null ? <NotDownloaded /> : null}
      {state.set !== null && open.length === 0 ? (
        <p className="govuk-body">
          {state.me.scopes.length === 0
            ? 'You have no district now. Your lead, or the council, can give you one; it then appears here.'
            : 'No month is open for your contracts now. When the council opens one, it appears here.'}
        </p>
      ) : null}
      {open.length > 0 ? (
        <div className="ff-scroll-x">
          <table className="govuk-table ff-returns">
            <thead className="govuk-table__head">
              <tr>
                <th scope="col">Return</th>
                <th scope="col">State</th>
                <th scope="col">Due</th>
                <th scope="col">Left to do</th>
                <th scope="col">On the server</th>
              </tr>
            </thead>
            <tbody className="govuk-table__body">
              {open.map(row => (
                <Row key={`${row.month.contract.id}/${row.month.period}`} row={row} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      <Readiness />
      <InstallHint />
      {closed.length > 0 ? (
        <section aria-labelledby="closed">
          <h2 id="closed" className="govuk-heading-m">
            Closed months
          </h2>
          <ul className="govuk-list">
            {closed.map(({ month, title, on, receipt, questions, reopened }) => (
              <li key={`${month.contract.id}/${month.period}`}>
                <Link to={monthPath(month)}>
                  {title}, {periodName(month.period)}
                </Link>
                : {on === undefined ? 'closed' : `closed by the council on ${longDate(on)}`}
                {receipt ? (
                  <>
                    {' '}
                    (<Link to={receiptPath(month)}>Receipt</Link>)
                  </>
                ) : (
                  ', not submitted'
                )}
                {reopened.length > 0
                  ? `. Opened again by the council: ${reopened.map(place => nameOfPlace(month.set, place, month.period)).join(', ')}`
                  : ''}
                {questions > 0 ? (
                  <>
                    . <Link to={questionsPath(month)}>{waitWords(questions)}</Link>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {earlier.length > 0 ? (
        <section aria-labelledby="earlier">
          <h2 id="earlier" className="govuk-heading-m">
            Earlier months
          </h2>
          <ul className="govuk-list">
            {earlier.map(({ contract, title, months }) => (
              <li key={contract.id}>
                <Link to={`/returns/${contract.id}/earlier`}>{title}</Link>: {plural(months, 'month')}, to read
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  )
}

function Row({ row }: { readonly row: OpenRow }) {
  const { month, summary } = row
  const installation = useDesk(state => state.installation)
  const due = month.collection && dueWords(summary, row.received, month.collection, installation)
  return (
    <tr>
      <th scope="row">
        <Link to={monthPath(month)}>
          {contractTitle(month.set, month.service, month.contract, month.period)}, {periodName(month.period)}
        </Link>
      </th>
      <td>
        <StateTag state={summary.state} />
        {summary.sentence === '' ? null : <span className="ff-block">{summary.sentence}</span>}
        {row.questions > 0 ? (
          <span className="ff-block">
            <Link to={questionsPath(month)}>
              {waitWords(row.questions)}
              <span className="govuk-visually-hidden"> in {periodName(month.period)}</span>
            </Link>
          </span>
        ) : null}
        <span className="ff-block">
          <Link to={afterPath(month.contract.id)}>
            After the meeting{' '}
            <span className="govuk-visually-hidden">
              about {contractTitle(month.set, month.service, month.contract, month.period)}
            </span>
          </Link>
        </span>
        {row.received.length > 0 || summary.queued > 0 ? (
          <span className="ff-block">
            <Link to={receiptPath(month)}>
              Receipt <span className="govuk-visually-hidden">of {periodName(month.period)}</span>
            </Link>
          </span>
        ) : null}
      </td>
      <td>{due?.late ? <strong>{due.text}</strong> : due?.text}</td>
      <td>{leftSentence(summary)}</td>
      <td>{arrivedSentence(summary)}</td>
    </tr>
  )
}
