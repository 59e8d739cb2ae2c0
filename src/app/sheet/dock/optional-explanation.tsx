import { explanationCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { textOf } from '../work/texts.ts'
import { topicOf } from '../work/topics.ts'
import { ExplanationField } from './explanation-field.tsx'

/** In the district view: open where there is something to explain or something written, else one press away. */
export function OptionalExplanation({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { work } = useSheet()
  const cell = explanationCell(indicator.id)
  useTopic(work, topicOf.cell(place, cell))
  useTopic(work, topicOf.cell(place, indicator.id))
  const rag = work.readings.reading(place, indicator).rating.rag
  const written = textOf(work.cell(place, cell)?.value) !== '' || work.typedText(place, cell) !== undefined
  const wanted = rag === 'amber' || rag === 'red' || written
  if (work.readOnly(place) !== undefined && !written) return null
  // One structure whatever is written: the field is never taken away from under whoever types in it.
  return (
    <details className="ff-definition" open={wanted || undefined}>
      <summary>Explain</summary>
      <ExplanationField place={place} indicator={indicator} cell={cell} />
    </details>
  )
}
