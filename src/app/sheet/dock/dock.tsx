import { Suspense, useState } from 'react'
import { indicatorCell } from '../../../domain/ids.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { problemSentence } from '../../../protocol/problems.ts'
import { Button } from '../../govuk/button.tsx'
import { DockMore } from '../../later-parts.ts'
import { nameOfPlace } from '../../month/month.ts'
import { indicatorName } from '../cell/cell-names.ts'
import { RagBadge } from '../cell/rag-badge.tsx'
import { ratingWords } from '../cell/rating-words.ts'
import { suppliedWords } from '../cell/shown-figure.tsx'
import { WritingLine } from '../cell/writing-here.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { Sides } from '../sides/sides-later.ts'
import { isContested } from '../work/device-view.ts'
import { cellErrors } from '../work/summary.ts'
import { topicOf } from '../work/topics.ts'
import { DirectionWords } from './direction-words.tsx'

/** Under the table: everything about the cell in focus. Folds away. */
export function Dock() {
  const { work } = useSheet()
  const [folded, setFolded] = useState(false)
  useTopic(work, topicOf.focus)
  const at = work.looking()
  const indicator = at === undefined ? undefined : indicatorById(work.month.set, at.indicator)
  return (
    <aside className="ff-dock" aria-label="The figure in focus">
      <Button look="link" className="ff-dock__fold" aria-expanded={!folded} onClick={() => setFolded(!folded)}>
        {folded ? '▴ Unfold' : '▾ Fold'}
      </Button>
      {at === undefined || indicator === undefined ? (
        <p className="ff-dock__hint">Go into a cell to see why it is rated so, its last months and its definition.</p>
      ) : (
        <DockCell key={`${at.place}/${at.indicator}`} place={at.place} indicatorId={at.indicator} folded={folded} />
      )}
    </aside>
  )
}

type At = NonNullable<ReturnType<ReturnType<typeof useSheet>['work']['looking']>>

function DockCell({
  place,
  indicatorId,
  folded,
}: {
  readonly place: At['place']
  readonly indicatorId: At['indicator']
  readonly folded: boolean
}) {
  const { work } = useSheet()
  useTopic(work, topicOf.cell(place, indicatorId))
  const { set, period } = work.month
  const indicator = indicatorById(set, indicatorId)
  if (indicator === undefined) return null
  const reading = work.readings.reading(place, indicator)
  const value = work.readings.value(place, indicatorCell(indicatorId))
  const view = work.cell(place, indicatorCell(indicatorId))
  const errors = work.isIn(place, indicatorId) ? [] : cellErrors(work, place, indicator)
  const supplied = suppliedWords(reading, period, value)
  const reason = ratingWords(set, reading)
  return (
    <div className="ff-dock__cell">
      <p className="ff-dock__line">
        <strong>
          {indicatorName(work.month, indicator)} · {nameOfPlace(set, place, period)}
        </strong>{' '}
        <RagBadge rag={reading.rating.rag} />{' '}
        <span>{value?.type === 'gap' ? gapSentence(value) : (supplied?.sentence ?? reason)}</span>{' '}
        {supplied && reading.rating.rag ? <span>{reason}</span> : null}
        <DirectionWords reading={reading} />
      </p>
      <WritingLine said={work.writing(place, indicatorCell(indicatorId))} announced={work.isIn(place, indicatorId)} />
      {errors.map(error => (
        <p key={error} className="ff-dock__error">
          <span className="govuk-visually-hidden">Error: </span>
          {error}
        </p>
      ))}
      {view?.standing === 'refused' && view.code ? (
        <p className="ff-dock__error">Not taken by the server: {problemSentence(view.code)}</p>
      ) : null}
      {view && isContested(view) ? (
        <Suspense fallback={null}>
          <Sides place={place} cell={indicatorCell(indicatorId)} view={view} />
        </Suspense>
      ) : null}
      {folded ? null : (
        <Suspense fallback={null}>
          <DockMore place={place} indicatorId={indicatorId} />
        </Suspense>
      )}
    </div>
  )
}
