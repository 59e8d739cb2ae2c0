import { memo } from 'react'
import type { Indicator } from '../../../domain/set/indicator-set.ts'

/** What counts, what does not, and an example. */
export const Definition = memo(function Definition({ indicator }: { readonly indicator: Indicator }) {
  const { counts, doesNotCount, example } = indicator.definition
  return (
    <details className="ff-definition">
      <summary>Definition</summary>
      <dl className="ff-definition__list">
        <div>
          <dt>Indicator</dt>
          <dd>{indicator.title}</dd>
        </div>
        {indicator.part && indicator.whole ? (
          <div>
            <dt>{indicator.kind === 'percent' ? 'Part of whole' : 'For each'}</dt>
            <dd>
              {indicator.part.label} {indicator.kind === 'percent' ? 'of' : 'for'} {indicator.whole.label}
            </dd>
          </div>
        ) : null}
        <div>
          <dt>Counts</dt>
          <dd>{counts}</dd>
        </div>
        <div>
          <dt>Does not count</dt>
          <dd>{doesNotCount}</dd>
        </div>
        {example ? (
          <div>
            <dt>Example</dt>
            <dd>{example}</dd>
          </div>
        ) : null}
      </dl>
    </details>
  )
})
