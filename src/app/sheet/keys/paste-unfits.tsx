import { entrySentence } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import type { Month } from '../../month/month.ts'
import { plural } from '../../words.ts'
import type { Unfit } from './paste.ts'

function unfitSentence(unfit: Unfit, indicator: Indicator | undefined, turned: boolean): string {
  switch (unfit.because) {
    case 'no-row':
      return `There is no indicator ${turned ? 'in that column' : 'on that line'}.`
    case 'no-column':
      return `There is no district ${turned ? 'on that line' : 'in that column'}.`
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

interface Props {
  readonly month: Month
  readonly unfits: readonly Unfit[]
  /** Its lines are taken as columns: what is said of a line of the sheet is a column of what was copied. */
  readonly turned: boolean
}

/** Each cell of a pasted block that does not fit, with its place and why. */
export function PasteUnfits({ month, unfits, turned }: Props) {
  if (unfits.length === 0) return null
  const anyPercent = month.indicators.find(indicator => indicator.kind === 'percent') ?? month.indicators[0]
  return (
    <>
      <h3 className="govuk-heading-s">What does not fit</h3>
      <ul className="govuk-list govuk-list--bullet ff-dialog__scroll">
        {unfits.slice(0, shownUnfits).map(unfit => (
          <li key={`${unfit.where}${unfit.text}`}>
            {unfit.where}: “{shortened(unfit.text)}”. {unfitSentence(unfit, anyPercent, turned)}
          </li>
        ))}
        {unfits.length > shownUnfits ? <li>and {plural(unfits.length - shownUnfits, 'more', 'more')}.</li> : null}
      </ul>
    </>
  )
}
