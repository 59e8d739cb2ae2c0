import { memo } from 'react'
import { showValue } from '../../../domain/figures/measure.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { plural } from '../../words.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { RagBadge } from './rag-badge.tsx'

/** All districts together; while some are missing the total says so and is not rated. */
export const TotalCell = memo(function TotalCell({ indicator }: { readonly indicator: Indicator }) {
  const { work } = useSheet()
  useTopic(work, topicOf.total(indicator.id))
  const { measured, rating, missing } = work.readings.total(indicator)
  const incomplete = missing.length > 0 && measured.state === 'measured'
  return (
    <span className={`ff-cell ff-cell--shown${incomplete ? ' ff-cell--incomplete' : ''}`}>
      <span className="ff-cell__text">
        {measured.state === 'gap' ? <span className="ff-quiet">no figure</span> : showValue(indicator, measured)}
        {incomplete ? (
          <span title={`${plural(missing.length, 'district')} missing`}>
            <span aria-hidden="true"> …</span>
            <span className="govuk-visually-hidden"> incomplete: {plural(missing.length, 'district')} missing</span>
          </span>
        ) : null}
      </span>
      <RagBadge rag={rating.rag} />
    </span>
  )
})
