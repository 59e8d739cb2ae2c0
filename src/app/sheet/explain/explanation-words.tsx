import { useCallback, useState } from 'react'
import type { CellValue } from '../../../domain/figures/figure.ts'
import { indicatorById } from '../../../domain/set/indicators.ts'
import { cellName } from '../cell/cell-names.ts'
import { TextCell } from '../cell/text-cell.tsx'
import { useSheet } from '../sheet-context.ts'
import { roomSentence } from '../work/texts.ts'
import { cellsFor, type Standing, type Target, worded } from './explaining.ts'
import { typeWords } from './explanations.ts'

interface Props {
  readonly at: Target
  readonly standing: Standing
  /** A second one on the same figure has a name of its own. */
  readonly another: boolean
  /** Told before the first key goes in: what is explained stays so while every word is being replaced. */
  readonly onTyping: () => void
  /** What else is said beside it: where it stands, how many figures it explains. */
  readonly beside: string
}

/** Why figures are as they are, in the provider's words: one field, whatever it hangs on. */
export function ExplanationWords({ at, standing, another, onTyping, beside }: Props) {
  const { work } = useSheet()
  const [room, setRoom] = useState('')
  const { month } = work
  const indicator = indicatorById(month.set, at.indicator)
  const [home, ...copies] = standing.homes
  const { targets } = standing
  const toValue = useCallback(
    (before: CellValue | null, text: string) => worded(before, text, cellsFor(home.place, targets)),
    [home, targets],
  )
  const id = `explain-${at.place}-${at.indicator}-${home.place === at.place ? 'own' : 'wide'}-${home.cell.split('/')[1]}`
  return (
    <div className="ff-explain">
      <span className="ff-explain__label" aria-hidden="true">
        Explain
      </span>
      <TextCell
        id={id}
        place={home.place}
        cell={home.cell}
        label={`${another ? 'Another explanation' : 'Explanation'} of ${indicator === undefined ? at.indicator : cellName(month, at.place, indicator)}`}
        toValue={toValue}
        rows={1}
        describedBy={`${id}-audience`}
        onText={text => setRoom(roomSentence(text))}
        onType={text => {
          onTyping()
          for (const copy of copies) typeWords(work, copy, targets, text)
        }}
      />
      <span id={`${id}-audience`} className="ff-explain__audience">
        seen by the council{beside === '' ? '' : ` · ${beside}`}
        {room === '' ? '' : `. ${room}`}
      </span>
    </div>
  )
}
