import { useState } from 'react'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { ExplainPart } from './explain-part.tsx'
import { saysSomething } from './explaining.ts'
import { standingAt } from './explanations.ts'

/** In the district view: open where there is something to explain or something written, else one press away. */
export function DistrictExplain({ place, indicator }: { readonly place: PlaceId; readonly indicator: Indicator }) {
  const { work } = useSheet()
  useTopic(work, topicOf.explanations)
  useTopic(work, topicOf.cell(place, indicator.id))
  const written = standingAt(work, { place, indicator: indicator.id }).some(saysSomething)
  const { rag } = work.readings.reading(place, indicator).rating
  const asked = work.asked(place, indicator.id) !== '' || rag === 'amber' || rag === 'red'
  // It opens by itself once she has left the figure, and is never closed under her hands.
  const [opened, setOpened] = useState(false)
  const wanted = written || (asked && !work.isIn(place, indicator.id))
  if (wanted && !opened) setOpened(true)
  if (work.readOnly(place) !== undefined && !written && !asked) return null
  return (
    <details className="ff-definition" open={opened || undefined}>
      <summary>Explain</summary>
      <ExplainPart place={place} indicator={indicator.id} />
    </details>
  )
}
