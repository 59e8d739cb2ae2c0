import { proposalsOf, toFollow } from '../../domain/earlier.ts'
import type { ReturnContext } from '../../domain/reading.ts'
import { codeIn } from '../../domain/set/indicators.ts'
import { periodName } from '../../domain/time/period.ts'
import { valueWords } from '../sheet/sides/value-words.ts'

/** What this return says of earlier months: figures that were to follow, and corrections proposed to the council. */
export function EarlierFigures({ context }: { readonly context: ReturnContext }) {
  const followed = toFollow(context).flatMap(({ indicator, month, cell, filled }) =>
    filled === undefined ? [] : [{ cell, indicator, month, said: `${valueWords(filled)}. It was to follow.` }],
  )
  const proposed = proposalsOf(context).map(({ indicator, month, cell, instead, value, why }) => ({
    cell,
    indicator,
    month,
    said: `${valueWords(value)} instead of ${valueWords(instead ?? null)}: proposed, for the council to decide.${why === '' ? '' : ` ${why}`}`,
  }))
  const lines = [...followed, ...proposed]
  if (lines.length === 0) return null
  return (
    <>
      <h4 className="govuk-heading-s ff-narrative__title">Earlier months</h4>
      <ul className="govuk-list govuk-list--bullet">
        {lines.map(({ cell, indicator, month, said }) => (
          <li key={cell}>
            {codeIn(indicator, month)} {indicator.shortTitle}, {periodName(month)}: {said}
          </li>
        ))}
      </ul>
    </>
  )
}
