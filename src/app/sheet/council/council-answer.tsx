import '../../styles-later.scss'
import { Suspense } from 'react'
import { answerCell, ownFigureCell } from '../../../domain/cell-kinds.ts'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { standingOf } from '../../../domain/figures/imported.ts'
import { type CellKey, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { BesideField } from '../beside/beside-field.tsx'
import { answeredWords, suppliedSentence } from '../beside/beside-words.ts'
import { cellName } from '../cell/cell-names.ts'
import { TextCell } from '../cell/text-cell.tsx'
import { useSheet, useTopic } from '../sheet-context.ts'
import { Sides } from '../sides/sides-later.ts'
import { besideErrorsOf } from '../work/beside-errors.ts'
import { isContested } from '../work/device-view.ts'
import { topicOf } from '../work/topics.ts'
import { type Answer, answerEdits, answerValue } from './answers.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  /** It may stand on one page more than once: the dock's and a dialog's. */
  readonly idPrefix: string
}

/** A figure of the council's: where it is from, and *Agree* or *Dispute* with a reason or an own figure. */
export function CouncilAnswer({ place, indicator, idPrefix }: Props) {
  const { work } = useSheet()
  const answer = answerCell(indicator.id)
  useTopic(work, topicOf.cell(place, indicator.id))
  useTopic(work, topicOf.cell(place, answer))
  const standing = standingOf(work.readings.context(place), indicator)
  if (standing === undefined || standing.state === 'awaited') return null
  const name = cellName(work.month, place, indicator)
  const readOnly = work.readOnly(place) !== undefined
  const choose = (chosen: Answer) => void work.apply(answerEdits(work, place, [indicator], chosen))
  const errors = besideErrorsOf(work, place, answer)
  const id = `${idPrefix}-${place}-${indicator.id}`
  return (
    <div className="ff-council">
      <p className="ff-council__line">
        {suppliedSentence(work.cell(place, indicatorCell(indicator.id))?.at)}{' '}
        <strong>{answeredWords[standing.state]}</strong>
      </p>
      {readOnly ? null : (
        <p className="ff-council__choices">
          {(['agree', 'dispute'] as const).map(one => (
            <Button
              key={one}
              look="secondary"
              className="ff-council__choice"
              aria-pressed={standing.state === (one === 'agree' ? 'agreed' : 'disputed')}
              aria-label={`${one === 'agree' ? 'Agree' : 'Dispute'}: ${name}`}
              onClick={() => choose(one)}
            >
              {one === 'agree' ? 'Agree' : 'Dispute'}
            </Button>
          ))}
        </p>
      )}
      {standing.state === 'disputed' ? null : (
        <HiddenSides place={place} cells={[answer, ownFigureCell(indicator.id)]} />
      )}
      {standing.state === 'disputed' ? (
        <>
          <div className="ff-council__why">
            <span aria-hidden="true">Why</span>
            <TextCell
              id={`${id}-why`}
              place={place}
              cell={answer}
              label={`Why ${name} is disputed`}
              toValue={(before, text) => disputeValue(indicator, before, text)}
              rows={2}
              {...(errors.length > 0 ? { describedBy: `${id}-error` } : {})}
            />
          </div>
          <div className="ff-council__own">
            <span aria-hidden="true">Your own figure</span>{' '}
            <Suspense fallback={null}>
              <BesideField
                place={place}
                indicator={indicator}
                cell={ownFigureCell(indicator.id)}
                label={`Your own figure of ${name}`}
              />
            </Suspense>
          </div>
          {errors.map(error => (
            <p key={error} id={`${id}-error`} className="govuk-error-message">
              <span className="govuk-visually-hidden">Error: </span>
              {error}
            </p>
          ))}
        </>
      ) : null}
    </div>
  )
}

/** One agreed, another disputed: the choice is here, where neither field is shown. */
function HiddenSides({ place, cells }: { readonly place: PlaceId; readonly cells: readonly CellKey[] }) {
  const { work } = useSheet()
  return cells.map(cell => {
    const view = work.cell(place, cell)
    return view && isContested(view) ? (
      <Suspense key={cell} fallback={null}>
        <Sides place={place} cell={cell} view={view} />
      </Suspense>
    ) : null
  })
}

/** Emptied, it is still disputed: only *Agree* takes a dispute back. */
const disputeValue = (indicator: Indicator, _before: CellValue | null, text: string): CellValue =>
  answerValue(indicator, 'dispute', text)
