import { addMonths, periodName } from '../../../domain/time/period.ts'
import { useReviewing } from '../reviewing.ts'
import { type Choice, choices, type FigureRow, isShown } from './figure-rows.ts'

interface Props {
  readonly rows: readonly FigureRow[]
  readonly choice: Choice
  readonly onChoose: (choice: Choice) => void
}

/** Which figures are shown, each choice with how many there are. */
export function ChoiceBar({ rows, choice, onChoose }: Props) {
  const { before, period } = useReviewing()
  const month = periodName(addMonths(period, -1)).split(' ')[0] ?? ''
  const words: Readonly<Record<Choice, string>> = {
    all: 'All',
    submission: `Changed since v${before?.ordinal ?? ''}`,
    month: `Changed since ${month}`,
    rated: 'Red and Amber',
    queries: 'With queries',
    questions: 'With questions',
  }
  return (
    <fieldset className="ff-review__choices">
      <legend className="govuk-visually-hidden">Which figures are shown</legend>
      {choices
        .filter(each => each !== 'submission' || before !== undefined)
        .map(each => (
          <button
            key={each}
            type="button"
            className="ff-review__choice"
            aria-pressed={each === choice}
            onClick={() => onChoose(each)}
          >
            {words[each]} ({rows.filter(row => isShown(row, each)).length})
          </button>
        ))}
    </fieldset>
  )
}
