import { type Month, nameOfPlace } from '../../month/month.ts'
import { indicatorName } from '../cell/cell-names.ts'
import type { Outcome } from './paste-outcome.ts'

/** What goes where, as the sheet has it; a figure that takes another's place says which. */
export function PasteTable({ month, outcomes }: { readonly month: Month; readonly outcomes: readonly Outcome[] }) {
  if (outcomes.length === 0) return null
  const indicators = month.indicators.filter(one => outcomes.some(({ fit }) => fit.indicator === one))
  const places = month.places.filter(place => outcomes.some(({ fit }) => fit.place === place))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region is reached by keyboard
    <section className="ff-dialog__scroll" tabIndex={0} aria-label="What goes where">
      <table className="ff-plain-table">
        <thead>
          <tr>
            <th scope="col">Indicator</th>
            {places.map(place => (
              <th scope="col" key={place}>
                {nameOfPlace(month.set, place, month.period)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {indicators.map(indicator => (
            <tr key={indicator.id}>
              <th scope="row">{indicatorName(month, indicator)}</th>
              {places.map(place => (
                <td key={place}>
                  <PastedCell
                    outcome={outcomes.find(({ fit }) => fit.place === place && fit.indicator === indicator)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function PastedCell({ outcome }: { readonly outcome: Outcome | undefined }) {
  if (outcome === undefined) return null
  const { fit, what, before } = outcome
  if (what === 'same') return <span className="ff-quiet">{fit.text}, as now</span>
  if (what === 'new') return fit.text
  return (
    <strong>
      {fit.text} <span className="ff-quiet">(now {before})</span>
    </strong>
  )
}
