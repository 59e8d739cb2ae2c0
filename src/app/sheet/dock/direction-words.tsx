import type { Reading } from '../../../domain/reading.ts'
import { directionArrow, directionSentence } from '../../../domain/sentences.ts'

/** '↓ Worsened from 61.5 %'. The arrow up always means Improved. Nothing where there is no figure yet, or an impossible one. */
export function DirectionWords({ reading }: { readonly reading: Reading }) {
  const { direction, indicator, rating } = reading
  if (rating.reason.type === 'not-rated' && rating.reason.because === 'part-over-whole') return null
  if (direction.type === 'unknown' && direction.because === 'no-figure') return null
  return (
    <span className="ff-direction">
      <span aria-hidden="true">{directionArrow(direction)} </span>
      {directionSentence(indicator, direction)}
    </span>
  )
}
