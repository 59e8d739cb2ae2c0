import { useMemo } from 'react'
import { plural } from '../../words.ts'
import { useReviewing } from '../reviewing.ts'
import { checksOf } from './answered-queries.ts'

/** What the checks ask about this return, and what the provider says to it. */
export function ChecksPart() {
  const { context } = useReviewing()
  const { queries, unexplained, reasons, written } = useMemo(() => checksOf(context), [context])
  return (
    <section aria-labelledby="checks" className="ff-review__part">
      <h2 id="checks" className="govuk-heading-m" tabIndex={-1}>
        Checks
      </h2>
      {queries.length === 0 ? (
        <p className="govuk-hint">No query: nothing in the figures asks to be explained.</p>
      ) : null}
      {queries.length > 0 ? (
        <p className="govuk-body">
          {plural(queries.length, 'query', 'queries')},{' '}
          {unexplained === 0 ? 'all explained' : `${unexplained} not explained`}.
        </p>
      ) : null}
      <ul className="ff-review__list">
        {queries.map(({ query, name, sentence, explained, said }) => (
          <li key={`${query.check}${query.indicators.join()}${sentence}`}>
            <strong>{explained ? '' : 'Not explained: '}</strong>
            {name}: {sentence}
            {said.map(words => (
              <span key={words} className="ff-block ff-quiet ff-review__text">
                Explained: {words}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {reasons.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">Reasons picked</h3>
          <p className="govuk-body">{reasons.map(({ words, count }) => `${words}: ${count}`).join(' · ')}</p>
        </>
      ) : null}
      {written.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">Explanations written</h3>
          <ul className="ff-review__list">
            {written.map(({ cell, codes, text }) => (
              <li key={cell}>
                <strong>{codes.join(', ')}</strong> <span className="ff-review__text">{text}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
