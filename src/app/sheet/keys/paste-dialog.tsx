import '../../styles-later.scss'
import { entrySentence } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { plural } from '../../words.ts'
import { indicatorName } from '../cell/cell-names.ts'
import { Dialog } from '../dialog.tsx'
import { useSheet } from '../sheet-context.ts'
import type { PastePlan, Unfit } from './paste.ts'

interface Props {
  readonly plan: PastePlan
  readonly onPaste: () => void
  readonly onClose: () => void
}

function unfitSentence(unfit: Unfit, indicator: Indicator | undefined): string {
  switch (unfit.because) {
    case 'no-row':
      return 'There is no indicator on that line.'
    case 'no-column':
      return 'There is no district in that column.'
    case 'not-entered-here':
      return 'This figure is not asked for here: it is supplied by the council, worked out, or not due this month.'
    case 'read-only':
      return 'This return cannot be changed now.'
    case 'needs-a-reason':
      return 'Choose this in the cell, where the reason can be given.'
    case 'no-whole-here':
      return 'This indicator has no part and whole.'
    default:
      return indicator ? entrySentence(unfit.because, indicator) : 'Not a number.'
  }
}

const shownUnfits = 50
const longestShown = 60
const shortened = (text: string): string => (text.length > longestShown ? `${text.slice(0, longestShown)}…` : text)

/** What goes where, and what does not fit, before anything is written. */
export function PasteDialog({ plan, onPaste, onClose }: Props) {
  const { month } = useSheet().work
  const { fits, unfits } = plan
  const indicators = [...new Set(fits.map(fit => fit.indicator))]
  const places = month.places.filter(place => fits.some(fit => fit.place === place))
  const anyPercent = month.indicators.find(indicator => indicator.kind === 'percent') ?? month.indicators[0]
  return (
    <Dialog title="Paste these figures?" onClose={onClose} wide>
      <p className="govuk-body">
        {plural(fits.length, 'figure')} {fits.length === 1 ? 'fits' : 'fit'}
        {plan.by === 'labels'
          ? ', placed by the codes and districts copied with them'
          : ', placed from the cell you are in'}
        .{unfits.length > 0 ? ` ${plural(unfits.length, 'cell')} ${unfits.length === 1 ? 'does' : 'do'} not fit.` : ''}
      </p>
      {unfits.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">What does not fit</h3>
          <ul className="govuk-list govuk-list--bullet ff-dialog__scroll">
            {unfits.slice(0, shownUnfits).map(unfit => (
              <li key={`${unfit.where}${unfit.text}`}>
                {unfit.where}: “{shortened(unfit.text)}”. {unfitSentence(unfit, anyPercent)}
              </li>
            ))}
            {unfits.length > shownUnfits ? <li>and {plural(unfits.length - shownUnfits, 'more', 'more')}.</li> : null}
          </ul>
        </>
      ) : null}
      {fits.length > 0 ? (
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
                      {fits.find(fit => fit.place === place && fit.indicator === indicator)?.text ?? ''}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      <div className="govuk-button-group">
        {fits.length > 0 ? <Button onClick={onPaste}>Paste {plural(fits.length, 'figure')}</Button> : null}
        <Button look="secondary" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Dialog>
  )
}
