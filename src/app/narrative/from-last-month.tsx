import type { CellKey, PlaceId } from '../../domain/ids.ts'
import { periodName } from '../../domain/time/period.ts'
import { Button } from '../govuk/button.tsx'
import { useDesk } from '../session/desk-context.ts'
import { useSheet } from '../sheet/sheet-context.ts'
import { isContested } from '../sheet/work/device-view.ts'
import { longestText, narrativeValue } from '../sheet/work/texts.ts'
import { lastMonths, unchangedParagraphs, withBelow } from './earlier-text.ts'
import { putText } from './put-text.ts'

interface Props {
  readonly place: PlaceId
  readonly cell: CellKey
  readonly fieldId: string
  /** What stands in the field. */
  readonly text: string
}

/** Offers the month before as a start, and says so for as long as it stands there as it was. */
export function FromLastMonth({ place, cell, fieldId, text }: Props) {
  const { work } = useSheet()
  const sheets = useDesk(state => state.sheets)
  const earlier = lastMonths({ sheets }, work.month, place, cell)
  if (earlier === undefined) return null
  const name = periodName(earlier.month)
  const same = unchangedParagraphs(text, earlier.text)
  if (same > 0)
    return (
      <p className="ff-from-last">
        <strong>As in {name}</strong>: {same === earlier.text.paragraphs.length ? 'this text' : 'some of this text'} has
        not been changed yet.
      </p>
    )
  const next = withBelow(text, earlier.text)
  const value = narrativeValue(work.cell(place, cell)?.value ?? null, next)
  if (work.readOnly(place) !== undefined || isContested(work.cell(place, cell)) || value === null) return null
  if (next.length > longestText)
    return <p className="ff-from-last">The text of {name} does not fit below this one: it would be too long.</p>
  return (
    <p className="ff-from-last">
      <Button look="link" onClick={() => void putText(work, place, cell, value, fieldId)}>
        {text.trim() === '' ? `Start from ${name}’s text` : `Insert ${name}’s text below`}
      </Button>
    </p>
  )
}
