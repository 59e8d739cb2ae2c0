import type { Office } from '../../device/door/office.ts'
import { areasWord, serviceWord } from '../people/grants/grant-words.ts'
import { usePageTitle } from './page-title.ts'

/** Where readers and the performance team begin: what will be here, and of which services and areas. */
export function ScorecardsPage({ office }: { readonly office: Office }) {
  usePageTitle('Scorecards')
  const { me, set, installation } = office
  const naming = { set, today: installation.today }
  const services = me.services ?? []
  return (
    <div className="ff-page">
      <h1 className="govuk-heading-l">Scorecards</h1>
      <p className="govuk-body">
        Released scorecards will appear here once the council releases one. None has been released.
      </p>
      {me.person.role === 'performance-team' ? (
        <p className="govuk-body">
          Changing indicators and targets, importing council-supplied figures and writing data notes are not part of
          this version yet.
        </p>
      ) : null}
      <h2 className="govuk-heading-m">{services.length === 1 ? 'Your service' : 'Your services'}</h2>
      {services.length === 0 ? (
        <p className="govuk-body">You have no service yet. An administrator of the council gives you one.</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {services.map(({ service, areas }) => (
            <li key={service}>
              {serviceWord(naming, service)}: {areasWord(naming, areas)}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
