import { memo, type ReactNode, Suspense } from 'react'
import { gapWords, isRatio, showValue } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import { gapSentence } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { enteredAt } from '../../../domain/set/indicators.ts'
import { periodName } from '../../../domain/time/period.ts'
import { problemSentence } from '../../../protocol/problems.ts'
import { BesideCell } from '../../later-parts.ts'
import { cellMark, Mark, markId } from '../../questions/at-cell.tsx'
import { hasLines } from '../beside/has-lines.ts'
import { type Sheet, useSheet, useTopic } from '../sheet-context.ts'
import { carriedFrom } from '../work/carried.ts'
import { cellErrors } from '../work/summary.ts'
import { topicOf } from '../work/topics.ts'
import { cellName } from './cell-names.ts'
import { FigureInput } from './figure-input.tsx'
import { Operand } from './operand.tsx'
import { RagBadge } from './rag-badge.tsx'
import { shownFigure, suppliedWords } from './shown-figure.tsx'
import { fieldsOf, followedBy, mainField } from './typed-value.ts'
import { WritingMark } from './writing-here.tsx'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
}

/** What stands inside one cell: fields or a figure, the rating, and what is wrong with it. Redrawn alone. */
export const FigureCell = memo(function FigureCell(props: Props) {
  const sheet = useSheet()
  const { place, indicator } = props
  useTopic(sheet.work, topicOf.cell(place, indicator.id))
  const mark = cellMark(sheet.work.view(place), indicator.id)
  if (mark === undefined) return drawn(props, sheet)
  const id = markId(place, indicator.id)
  return (
    <span className="ff-cell-marked">
      {drawn(props, sheet, id)}
      <Mark id={id} mark={mark} />
    </span>
  )
})

/** `mark`: the id of what else is said of the cell. */
function drawn({ place, indicator }: Props, { work, openGap, openBeside }: Sheet, mark = ''): ReactNode {
  if (!enteredAt(indicator, place)) return <span className="ff-cell ff-cell--none">–</span>
  const reading = work.readings.reading(place, indicator)
  const view = work.cell(place, indicatorCell(indicator.id))
  const value = work.readings.value(place, indicatorCell(indicator.id))
  const name = cellName(work.month, place, indicator)
  const pressed =
    (indicator.source === 'imported' && value !== undefined) ||
    (indicator.lines !== undefined && hasLines(work.readings.context(place).cells, indicator))
  if (pressed)
    return (
      <Suspense fallback={<span className="ff-cell ff-cell--shown">{shownFigure(reading, value)}</span>}>
        <BesideCell place={place} indicator={indicator} />
      </Suspense>
    )
  const supplied = suppliedWords(reading, work.month.period, value)
  // The part and whole of a derived figure stand in rows of their own.
  const shown = indicator.source === 'derived' ? showValue(indicator, reading.measured) : shownFigure(reading, value)
  if (supplied !== undefined || work.readOnly(place) !== undefined)
    return (
      <span className="ff-cell ff-cell--shown" data-main="" tabIndex={-1}>
        <span className="ff-cell__text">{supplied?.short || shown}</span>
        {supplied ? <span className="govuk-visually-hidden"> {supplied.sentence}</span> : null}
        <RagBadge rag={reading.rating.rag} />
      </span>
    )
  const errors = work.isIn(place, indicator.id) ? [] : cellErrors(work, place, indicator)
  const refused = view?.standing === 'refused' ? view.code : undefined
  const notes = [...errors, ...(refused ? [problemSentence(refused)] : [])]
  // Words and a quiet bar, never error styling; what is wrong comes first, and nothing while she is in it.
  const asked = notes.length > 0 || work.isIn(place, indicator.id) ? '' : work.asked(place, indicator.id)
  const month = carriedFrom(work, place, indicator)
  const carried = month === undefined ? '' : `Carried from ${periodName(month)}.`
  const said = [...notes, asked, carried].filter(one => one !== '').join(' ')
  const writing = work.writing(place, indicatorCell(indicator.id))
  const noteId = `n-${place}-${indicator.id}`
  const ratingId = `r-${place}-${indicator.id}`
  const writingId = `w-${place}-${indicator.id}`
  const described = [
    ratingId,
    ...(said === '' ? [] : [noteId]),
    ...(writing === '' ? [] : [writingId]),
    ...(mark === '' ? [] : [mark]),
  ]
  const describedGap = [writing === '' ? '' : writingId, mark].join(' ').trim()
  const shared = {
    place,
    indicator,
    describedBy: described.join(' '),
    invalid: errors.length > 0,
  }
  const trouble =
    errors.length > 0 ? ' ff-cell--error' : notes.length > 0 ? ' ff-cell--note' : asked === '' ? '' : ' ff-cell--asks'
  const main = mainField(indicator)
  const fields = isRatio(indicator)
    ? fieldsOf(indicator).filter(field => followedBy(indicator, field) === undefined)
    : []
  return (
    <span className={`ff-cell${trouble}${fields.length > 1 ? ' ff-cell--two' : ''}`}>
      {value?.type === 'gap' ? (
        <button
          type="button"
          className="ff-gap"
          data-main=""
          aria-label={`${name}: ${gapSentence(value)}. Change`}
          title={gapSentence(value)}
          aria-describedby={describedGap === '' ? undefined : describedGap}
          onClick={() => openGap(place, indicator.id)}
        >
          {gapWords[value.reason]}
          <span aria-hidden="true"> ▾</span>
        </button>
      ) : isRatio(indicator) ? (
        <>
          <Operand {...shared} field="part" main={main === 'part'} />
          <span className="ff-cell__of">{indicator.kind === 'percent' ? 'of' : 'for'}</span>
          <Operand {...shared} field="whole" main={main === 'whole'} />
        </>
      ) : (
        <FigureInput {...shared} field="value" main className="ff-figure--amount" />
      )}
      <span id={ratingId} className="ff-cell__rating">
        <RagBadge rag={reading.rating.rag} />
      </span>
      {carried === '' ? null : (
        <span aria-hidden="true" className="ff-carried" title={carried}>
          ↤
        </span>
      )}
      {indicator.lines === undefined ? null : (
        <button
          type="button"
          tabIndex={-1}
          className="ff-cell__menu"
          aria-label={`${name}: enter it in lines`}
          title="Enter it in lines (+)"
          onClick={() => openBeside(place, indicator.id)}
        >
          <span aria-hidden="true">+</span>
        </button>
      )}
      {value?.type === 'gap' ? null : (
        <button
          type="button"
          tabIndex={-1}
          className="ff-cell__menu"
          aria-label={`${name}: no figure, and why`}
          title="No figure? Say why (Alt+↓)"
          onClick={() => openGap(place, indicator.id)}
        >
          <span aria-hidden="true" className="ff-cell__menu-short">
            ▾
          </span>
          <span aria-hidden="true" className="ff-cell__menu-long">
            No figure?
          </span>
        </button>
      )}
      {writing === '' ? null : <WritingMark id={writingId} said={writing} />}
      {said === '' ? null : (
        <span id={noteId} className="govuk-visually-hidden">
          {said}
        </span>
      )}
    </span>
  )
}
