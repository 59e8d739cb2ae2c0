import { isRatio, showValue } from '../../../domain/figures/measure.ts'
import { indicatorCell } from '../../../domain/ids.ts'
import { directionArrow, directionWord } from '../../../domain/sentences.ts'
import { shortPeriodName } from '../../../domain/time/period.ts'
import { lagWords } from '../../sheet/cell/cell-names.ts'
import { RagBadge } from '../../sheet/cell/rag-badge.tsx'
import { shownFigure } from '../../sheet/cell/shown-figure.tsx'
import { conditionWords } from '../../sheet/target-label.ts'
import { plural } from '../../words.ts'
import { useReviewing } from '../reviewing.ts'
import type { FigureRow } from './figure-rows.ts'

interface Props {
  readonly row: FigureRow
  /** Tab goes to one row; the arrows go on from there. */
  readonly tabbable: boolean
  readonly onFocus: () => void
  readonly looking: boolean
}

/** Of twelve earlier months, which give way first where it is narrow. */
export const ageOf = (i: number): string => (i < 9 ? ' ff-review__old' : i < 11 ? ' ff-review__near' : '')

/** One figure on one line: its months, what it is held to, and what changed. */
export function FigureLine({ row, tabbable, onFocus, looking }: Props) {
  const { view, period, before } = useReviewing()
  const { indicator, code, reading, stored, earlier, sinceSubmission, sinceMonth } = row
  const { measured, direction } = reading
  const heldTo = reading.condition ?? reading.target?.month ?? reading.target?.year
  const percent = indicator.kind === 'percent' && measured.state === 'measured'
  const parts = percent && measured.part ? shownFigure(reading, stored) : ''
  const impossible = reading.problems.some(problem => problem.check === 'part-over-whole')
  const cell = view.row.cells[indicatorCell(indicator.id)]
  return (
    <tr className={looking ? 'ff-review__looking' : undefined}>
      <td>
        <button
          type="button"
          className="ff-link-button"
          data-row={indicator.id}
          tabIndex={tabbable ? 0 : -1}
          aria-label={`${code} ${indicator.shortTitle}`}
          aria-expanded={looking}
          onFocus={onFocus}
          onClick={onFocus}
        >
          {code}
        </button>
      </td>
      <th scope="row">
        {indicator.shortTitle}
        {lagWords({ period }, indicator)}
      </th>
      {earlier.map((month, i) => (
        <td key={month.period} className={`ff-number ff-review__month${ageOf(i)}`}>
          {month.shown.replace(' %', '')}
        </td>
      ))}
      <td className="ff-number ff-review__now">
        {isRatio(indicator) && measured.state === 'measured' ? (
          <strong>{showValue(indicator, measured)}</strong>
        ) : (
          <strong>{shownFigure(reading, stored)}</strong>
        )}
        {parts ? <span className="ff-quiet"> {parts}</span> : null}
        {cell?.behalf ? <span className="ff-quiet"> from the council</span> : null}
      </td>
      <td className="ff-review__target">{heldTo === undefined ? '–' : conditionWords(indicator, heldTo)}</td>
      <td>
        <RagBadge rag={reading.rating.rag} worded />
        {impossible ? <strong className="ff-return__error">Error</strong> : null}
      </td>
      <td className="ff-review__changed">
        {direction.type === 'unknown' || impossible ? null : (
          <>
            <span aria-hidden="true">{directionArrow(direction)} </span>
            {directionWord[direction.type]}{' '}
          </>
        )}
        {sinceMonth ? (
          <span className="ff-quiet">
            since {shortPeriodName(earlier.at(-1)?.period ?? period)}: {sinceMonth.was} → {sinceMonth.now}{' '}
          </span>
        ) : null}
        {sinceSubmission && before ? (
          <span className="ff-review__since">
            since v{before.ordinal}: was {sinceSubmission.was}, now {sinceSubmission.now}
          </span>
        ) : null}
      </td>
      <td className="ff-review__marks">
        {row.queries > 0 ? (
          <span className="ff-block">{row.unexplained > 0 ? `${row.unexplained} not explained` : 'explained'}</span>
        ) : null}
        {row.questions > 0 ? <span className="ff-block">{plural(row.questions, 'question')}</span> : null}
      </td>
    </tr>
  )
}
