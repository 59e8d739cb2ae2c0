import '../styles-later.scss'
import { useState } from 'react'
import type { ShownQuestion } from '../../device/desk.ts'
import type { CellKey, IndicatorId, PlaceId } from '../../domain/ids.ts'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { plural } from '../words.ts'
import { questionsAt } from './at-cell.tsx'
import { stateOfQuestion, waitWords } from './standing.ts'
import { Thread } from './thread.tsx'

interface Props {
  readonly place: PlaceId
  readonly questions: readonly ShownQuestion[]
  readonly idPrefix: string
}

/** "Thread": open while an answer waits, folded once there is nothing to do. */
function Threads({ place, questions, idPrefix }: Props) {
  const waiting = questions.filter(one => stateOfQuestion(one) === 'yours').length
  const [open, setOpen] = useState(waiting > 0)
  const [before, setBefore] = useState(waiting)
  // A new question opens it; an answer does not fold it under her hands.
  if (waiting !== before) {
    setBefore(waiting)
    if (waiting > before) setOpen(true)
  }
  if (questions.length === 0) return null
  return (
    <details className="ff-threads" open={open} onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>
        Thread: {plural(questions.length, 'question')}
        {waiting > 0
          ? `, ${waiting === questions.length ? waitWords(waiting).replace(/^\d+ questions? /, '') : waitWords(waiting)}`
          : ''}
      </summary>
      {questions.map(question => (
        <Thread key={question.id} place={place} question={question} idPrefix={idPrefix} />
      ))}
    </details>
  )
}

/** What the council asks about a figure, or what is written beside it. */
export function ThreadsOfFigure({ place, indicator }: { readonly place: PlaceId; readonly indicator: IndicatorId }) {
  const { work } = useSheet()
  const view = useDesk(state => state.sheets.get(work.sheet(place)))
  return <Threads place={place} questions={questionsAt(view, indicator)} idPrefix={`thread-${place}`} />
}

/** What the council asks about a text; with no cell, about the return as a whole. */
export function ThreadsOf({ place, cell }: { readonly place: PlaceId; readonly cell?: CellKey }) {
  const { work } = useSheet()
  const all = useDesk(state => state.sheets.get(work.sheet(place))?.review?.questions) ?? []
  const questions = all.filter(({ cells }) => (cell === undefined ? cells.length === 0 : cells.includes(cell)))
  return <Threads place={place} questions={questions} idPrefix={`thread-${place}`} />
}
