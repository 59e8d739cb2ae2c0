import { memo, useCallback, useState } from 'react'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { type CellKey, indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { cellName } from '../cell/cell-names.ts'
import { TextCell } from '../cell/text-cell.tsx'
import { useSheet } from '../sheet-context.ts'
import { explanationValue, roomSentence } from '../work/texts.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly cell: CellKey
}

/** Why a figure is as it is, in the provider's words. */
export const ExplanationField = memo(function ExplanationField({ place, indicator, cell }: Props) {
  const { work } = useSheet()
  const [room, setRoom] = useState('')
  const id = `explain-${place}-${indicator.id}`
  const toValue = useCallback(
    (before: CellValue | null, text: string) => explanationValue(before, text, indicatorCell(indicator.id)),
    [indicator.id],
  )
  return (
    <div className="ff-explain">
      <span className="ff-explain__label" aria-hidden="true">
        Explain
      </span>
      <TextCell
        id={id}
        place={place}
        cell={cell}
        label={`Explanation of ${cellName(work.month, place, indicator)}`}
        toValue={toValue}
        rows={1}
        describedBy={`${id}-audience`}
        onText={text => setRoom(roomSentence(text))}
      />
      <span id={`${id}-audience`} className="ff-explain__audience">
        seen by the council{room === '' ? '' : `. ${room}`}
      </span>
    </div>
  )
})
