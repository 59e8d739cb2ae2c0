import '../styles-later.scss'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { measure, showValue } from '../../domain/figures/measure.ts'
import { everywhere, type PlaceId } from '../../domain/ids.ts'
import { historyCells, type PlaceHistory } from '../../domain/reading.ts'
import { codeIn, indicatorsOf } from '../../domain/set/indicators.ts'
import { isPeriod, shortPeriodName } from '../../domain/time/period.ts'
import { ScrollTable } from '../govuk/scroll-table.tsx'
import { NotFoundPage } from '../layout/not-found-page.tsx'
import { usePageTitle } from '../layout/page-title.ts'
import { contractTitle, nameOfPlace } from '../month/month.ts'
import { useDesk } from '../session/desk-context.ts'

const noHistory: PlaceHistory = {}

/** Earlier figures of one contract, district by district; for reading only. */
export function EarlierPage() {
  const { contract: id } = useParams()
  const set = useDesk(state => state.set)
  const histories = useDesk(state => state.histories)
  const contract = set?.contracts.find(one => one.id === id)
  const service = set?.services.find(one => one.id === contract?.service)
  const places = [...(contract?.places ?? []), everywhere].filter(place => histories.has(`${id}/${place}`))
  const [chosen, setChosen] = useState<PlaceId>()
  const place = chosen ?? places[0]
  const history = histories.get(`${id}/${place}`) ?? noHistory
  const months = Object.keys(history).filter(isPeriod).sort()
  const last = months.at(-1)
  const title =
    set && service && contract ? contractTitle(set, service, contract, last ?? contract.start) : 'Your figures'
  usePageTitle(`${title}, earlier months`)
  if (!set || !contract || !service || place === undefined) return <NotFoundPage />
  return (
    <div className="ff-page">
      <nav aria-label="Breadcrumb" className="ff-crumbs">
        <Link to="/">Your returns</Link> ›
      </nav>
      <h1 className="govuk-heading-l">{title}: earlier months</h1>
      <p className="govuk-body">For reading only.</p>
      <div className="govuk-form-group">
        <label className="govuk-label" htmlFor="earlier-place">
          Place
        </label>
        <select
          className="govuk-select"
          id="earlier-place"
          value={place}
          onChange={event => setChosen(places.find(one => one === event.target.value))}
        >
          {places.map(one => (
            <option key={one} value={one}>
              {nameOfPlace(set, one, last ?? contract.start)}
            </option>
          ))}
        </select>
      </div>
      {last === undefined ? (
        <p className="govuk-body">No figures.</p>
      ) : (
        <ScrollTable label="Earlier figures">
          <thead>
            <tr>
              <th scope="col">Code</th>
              <th scope="col">Indicator</th>
              {months.map(month => (
                <th scope="col" key={month} className="ff-number">
                  {shortPeriodName(month)} {month.slice(0, 4)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {indicatorsOf(set, contract, last).map(indicator => (
              <tr key={indicator.id}>
                <td>{codeIn(indicator, last)}</td>
                <th scope="row">{indicator.shortTitle}</th>
                {months.map(month => (
                  <td key={month} className="ff-number">
                    {showValue(indicator, measure(set, indicator, historyCells(history, month)))}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  )
}
