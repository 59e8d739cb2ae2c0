import '../../styles-later.scss'
import { standingOf } from '../../../domain/figures/imported.ts'
import { showValue } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { cellName } from '../cell/cell-names.ts'
import { RagBadge } from '../cell/rag-badge.tsx'
import { shownFigure } from '../cell/shown-figure.tsx'
import { useSheet } from '../sheet-context.ts'
import { cellErrors } from '../work/summary.ts'
import { answeredShort, answeredWords, linesOf, linesSentence, suppliedSentence } from './beside-words.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
}

/** A cell that is pressed, not typed in: a figure of the council's to answer, or the sum of lines. */
export function BesideCell({ place, indicator }: Props) {
  const { work, openBeside } = useSheet()
  const context = work.readings.context(place)
  const reading = work.readings.reading(place, indicator)
  const cell = indicatorCell(indicator.id)
  const standing = standingOf(context, indicator)
  const errors = cellErrors(work, place, indicator)
  const lines = linesOf(context.cells, indicator.id)
  // The sum has no cell of its own, and what stood there before it counts no more.
  const stored = standing === undefined ? undefined : work.readings.value(place, cell)
  const shown = standing === undefined ? showSum(reading) : shownFigure(reading, stored)
  const state = standing === undefined || standing.state === 'awaited' ? undefined : standing.state
  const mark = state === undefined ? linesSentence(lines.length) : answeredShort[state]
  const said =
    state === undefined
      ? `${linesSentence(lines.length)}. Change`
      : `${suppliedSentence(work.cell(place, cell)?.at)} ${answeredWords[state]}`
  return (
    <span className={`ff-cell ff-cell--shown${errors.length > 0 ? ' ff-cell--error' : ''}`}>
      <button
        type="button"
        className={`ff-beside ff-beside--${state ?? 'lines'}`}
        data-main=""
        aria-label={`${cellName(work.month, place, indicator)}: ${shown}. ${[said, ...errors].join(' ')}`}
        title={said}
        onClick={() => openBeside(place, indicator.id)}
      >
        {shown} <span className="ff-beside__mark">{mark}</span>
      </button>
      <RagBadge rag={reading.rating.rag} />
    </span>
  )
}

function showSum(reading: Parameters<typeof shownFigure>[0]): string {
  return reading.measured.state === 'measured'
    ? shownFigure(reading, undefined)
    : showValue(reading.indicator, reading.measured)
}
