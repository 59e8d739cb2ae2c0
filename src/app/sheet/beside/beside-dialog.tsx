import '../../styles-later.scss'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { cellName } from '../cell/cell-names.ts'
import { CouncilAnswer } from '../council/council-answer.tsx'
import { Dialog } from '../dialog.tsx'
import { LinesDialog } from '../lines/lines-dialog.tsx'
import { useSheet } from '../sheet-context.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly onClose: () => void
}

/** What a cell opens that is not simply typed in: its lines, or the answer to the council. */
export function BesideDialog({ place, indicator, onClose }: Props) {
  const { work } = useSheet()
  if (indicator.source !== 'imported' && indicator.lines !== undefined)
    return <LinesDialog place={place} indicator={indicator} by={indicator.lines} onClose={onClose} />
  return (
    <Dialog title={cellName(work.month, place, indicator)} onClose={onClose}>
      <CouncilAnswer place={place} indicator={indicator} idPrefix="answer" />
      <Button onClick={onClose}>Done</Button>
    </Dialog>
  )
}
