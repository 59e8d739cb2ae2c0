import { type ReactNode, useState } from 'react'
import { Link, useParams } from 'react-router'
import type { PersonRow } from '../../../protocol/people.ts'
import { Button } from '../../govuk/button.tsx'
import { usePageTitle } from '../../layout/page-title.ts'
import { whenSentence } from '../../words.ts'
import { givenLines, standInWords } from '../grants/grant-words.ts'
import { notDone, pathOf, usePeople } from '../people-context.ts'
import { Lines, StateOf } from '../people-list.tsx'
import { roleLines } from '../states.ts'
import { canBeInvitedAgain, canChangeAccess, canEndAccess, canSeeDevices, canStandIn, standInsAhead } from './deeds.ts'

/** One person: what she may do, and what can be done about it. */
export function PersonPage() {
  const { at, people } = usePeople()
  const { person } = useParams()
  const row = people.people.find(one => one.id === person)
  usePageTitle(row?.name ?? 'People')
  return (
    <>
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to="/people">People</Link> ›
      </nav>
      {row === undefined ? (
        <>
          <h1 className="govuk-heading-l">This person is not one of yours to see</h1>
          <p className="govuk-body">Either nobody has that address, or that person works for somebody else.</p>
        </>
      ) : (
        <>
          <h1 className="govuk-heading-l">{row.name}</h1>
          <Facts row={row} />
          {row.id === at.me.person.id ? (
            <p className="govuk-inset-text">
              This is you. Nobody changes their own access: ask another lead or an administrator.
            </p>
          ) : row.manage === 'nothing' ? (
            <p className="govuk-inset-text">You can see this person, and not change anything: somebody else does.</p>
          ) : (
            <Deeds row={row} />
          )}
        </>
      )}
    </>
  )
}

function Facts({ row }: { readonly row: PersonRow }) {
  const { at } = usePeople()
  const standsIn = standInsAhead(row, at.today)
  const facts: readonly (readonly [string, ReactNode])[] = [
    [
      'E-mail address',
      <span key="email" className="ff-people__email">
        {row.email}
      </span>,
    ],
    ['Role', <Lines key="role" lines={roleLines(at, row)} />],
    ['Where', <Lines key="where" lines={givenLines(at, row.given)} />],
    ...(standsIn.length === 0
      ? []
      : [['Stand-in', <Lines key="standsIn" lines={standsIn.map(one => standInWords(at, one))} />] as const]),
    ['State', <StateOf key="state" row={row} now={Date.now()} />],
    ['Last active', row.lastActive === null ? 'Never' : whenSentence(row.lastActive)],
  ]
  return (
    <dl className="govuk-summary-list ff-facts">
      {facts.map(([name, value]) => (
        <div className="govuk-summary-list__row" key={name}>
          <dt className="govuk-summary-list__key">{name}</dt>
          <dd className="govuk-summary-list__value">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Deeds({ row }: { readonly row: PersonRow }) {
  const deeds = [
    ...(canChangeAccess(row) ? [{ to: 'access', text: 'Change access' }] : []),
    ...(canStandIn(row) ? [{ to: 'stand-in', text: 'Stand-in as lead' }] : []),
    ...(canSeeDevices(row) ? [{ to: 'devices', text: 'Devices, report one lost' }] : []),
    ...(canEndAccess(row) ? [{ to: 'end', text: 'End access' }] : []),
  ]
  return (
    <>
      {row.manage === 'grants' && row.state !== 'ended' ? (
        <p className="govuk-body">
          This person works elsewhere too. You can change what belongs to your contracts, and not the role.
        </p>
      ) : null}
      {canBeInvitedAgain(row) ? <Invitation row={row} /> : null}
      {row.state === 'ended' ? (
        <p className="govuk-body">
          Access has ended. To give it again, <Link to="/people/invite">invite this person</Link> with the same e-mail
          address.
        </p>
      ) : null}
      {deeds.length > 0 ? (
        <nav aria-label="What you can do">
          <ul className="govuk-list ff-people__deeds">
            {deeds.map(({ to, text }) => (
              <li key={to}>
                <Link to={pathOf(row, to)}>{text}</Link>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
    </>
  )
}

/** Not used yet: by a code on the tablet, or by another letter. */
function Invitation({ row }: { readonly row: PersonRow }) {
  const { at, did } = usePeople()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const send = async () => {
    setBusy(true)
    const answer = await at.online.inviteAgain(row.id)
    setBusy(false)
    setProblem(answer.ok ? undefined : notDone(answer.refusal))
    if (answer.ok) await did({ text: `A new letter goes to ${row.email}. The link in the one before no longer works.` })
  }
  return (
    <section aria-labelledby="invitation" className="ff-people__part">
      <h2 id="invitation" className="govuk-heading-m">
        Invitation
      </h2>
      <p className="govuk-body">
        A letter with a link went to {row.email}. Without e-mail, a code from this screen does the same on the tablet.
      </p>
      <div role="alert">
        {problem ? (
          <p className="govuk-error-message">
            <span className="govuk-visually-hidden">Error:</span> {problem}
          </p>
        ) : null}
      </div>
      <div className="govuk-button-group">
        <Link to={pathOf(row, 'code')} className="govuk-button">
          Show a code
        </Link>
        <Button look="secondary" disabled={busy} onClick={() => void send()}>
          {busy ? 'Sending…' : 'Send the invitation again'}
        </Button>
      </div>
    </section>
  )
}
