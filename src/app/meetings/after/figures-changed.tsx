import { showValue } from '../../../domain/figures/measure.ts'
import type { FigureChange } from '../../../domain/meetings/exceptions.ts'
import { directionArrow, directionSentence, ragWord } from '../../../domain/sentences.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { addMonths, periodName } from '../../../domain/time/period.ts'
import { ScrollTable } from '../../govuk/scroll-table.tsx'
import { StateTag } from '../../govuk/tag.tsx'
import { nameOfPlace } from '../../month/month.ts'
import { RagBadge } from '../../sheet/cell/rag-badge.tsx'
import { plural, whenSentence } from '../../words.ts'
import type { After } from './after.ts'

/** The month's figures against the month before, what worsened first; and how each return stands with the council. */
export function FiguresChanged({ after }: { readonly after: After }) {
  const { month, returns, changes } = after
  const { changed, same, alone } = changes
  const name = periodName(month.period)
  return (
    <>
      <ul className="ff-links">
        {returns.map(({ place, state, accepted }) => (
          <li key={place}>
            {nameOfPlace(month.set, place, month.period)}: <StateTag state={state} />{' '}
            {accepted === undefined ? '' : `on ${whenSentence(accepted)}`}
            {state === 'in-progress' || state === 'sent-back' ? ' Not submitted: these figures may change.' : ''}
          </li>
        ))}
      </ul>
      {changed.length === 0 ? (
        <p className="govuk-body">
          {same + alone === 0
            ? `No figure of ${name} has been entered yet.`
            : `No figure of ${name} differs from the one before it.`}
        </p>
      ) : (
        <ScrollTable label={`What changed in ${name}`} className="ff-after__table">
          <thead>
            <tr>
              <th scope="col">District</th>
              <th scope="col">Indicator</th>
              <th scope="col" className="ff-number">
                {name}
              </th>
              <th scope="col">Rating</th>
              <th scope="col">Against the month before</th>
            </tr>
          </thead>
          <tbody>
            {changed.map(change => (
              <Row key={`${change.context.place} ${change.reading.indicator.id}`} change={change} />
            ))}
          </tbody>
        </ScrollTable>
      )}
      {same + alone > 0 ? (
        <p className="govuk-body">
          {[
            same > 0 ? `${plural(same, 'figure is', 'figures are')} the same as before.` : '',
            alone > 0 ? `${plural(alone, 'figure has', 'figures have')} no earlier one to compare with.` : '',
          ].join(' ')}
        </p>
      ) : null}
    </>
  )
}

function Row({ change }: { readonly change: FigureChange }) {
  const { context, reading, before } = change
  const { indicator, measured, rating, direction } = reading
  const against = direction.type === 'unknown' ? context.period : direction.against
  return (
    <tr>
      <td>{nameOfPlace(context.set, context.place, context.period)}</td>
      <th scope="row">
        {codeIn(indicator, context.period)} {indicator.shortTitle}
      </th>
      <td className="ff-number">{showValue(indicator, measured)}</td>
      <td>
        {rating.rag === null ? <span className="ff-quiet">Not rated</span> : <RagBadge rag={rating.rag} worded />}
        {before !== null && before !== rating.rag ? (
          <span className="ff-block ff-quiet">was {ragWord[before]}</span>
        ) : null}
      </td>
      <td>
        <span aria-hidden="true">{directionArrow(direction)} </span>
        {directionSentence(indicator, direction)}
        {against === addMonths(context.period, -1) ? '' : ` in ${periodName(against)}`}
      </td>
    </tr>
  )
}
