import { useEffect, useRef } from 'react'
import type { IndicatorId, PlaceId } from '../../../domain/ids.ts'
import { indicatorCell } from '../../../domain/ids.ts'
import { enteredAt, indicatorById } from '../../../domain/set/indicators.ts'
import { BehalfLine } from '../../questions/behalf.tsx'
import { RulingsOf } from '../../questions/rulings.tsx'
import { ThreadsOfFigure } from '../../questions/threads.tsx'
import { suppliedWords } from '../cell/shown-figure.tsx'
import { CouncilAnswer } from '../council/council-answer.tsx'
import { EarlierMonths } from '../earlier/earlier-months.tsx'
import { ExplainPart } from '../explain/explain-part.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { topicOf } from '../work/topics.ts'
import { Definition } from './definition.tsx'
import { targetWords } from './target-words.ts'

export interface DockMoreProps {
  readonly place: PlaceId
  readonly indicatorId: IndicatorId
}

/** The unfolded dock: the last months, the target, the definition, and what asks to be explained. */
export function DockMore({ place, indicatorId }: DockMoreProps) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, indicatorId))
  const box = useKeptInView()
  const { set, period } = work.month
  const indicator = indicatorById(set, indicatorId)
  if (indicator === undefined) return null
  const reading = work.readings.reading(place, indicator)
  const supplied = suppliedWords(reading, period, work.readings.value(place, indicatorCell(indicatorId)))
  return (
    <div ref={box}>
      <div className="ff-dock__row">
        <EarlierMonths place={place} indicator={indicator} reading={reading} />
        <span className="ff-dock__target">Target: {targetWords(work.month, reading)}</span>
        <Definition indicator={indicator} />
      </div>
      <CouncilAnswer place={place} indicator={indicator} idPrefix="dock" />
      <RulingsOf place={place} indicator={indicatorId} />
      <BehalfLine place={place} indicator={indicatorId} />
      <ThreadsOfFigure place={place} indicator={indicatorId} />
      {enteredAt(indicator, place) && supplied === undefined ? (
        <ExplainPart place={place} indicator={indicatorId} />
      ) : null}
    </div>
  )
}

/** A dock that grows takes room from the table: the cell she is in stays in view. */
function useKeptInView() {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (box.current === null || typeof ResizeObserver === 'undefined') return
    const watched = new ResizeObserver(() => {
      const { activeElement } = document
      if (activeElement?.closest('.ff-sheet td')) activeElement.scrollIntoView({ block: 'nearest' })
    })
    watched.observe(box.current)
    return () => watched.disconnect()
  }, [])
  return box
}
