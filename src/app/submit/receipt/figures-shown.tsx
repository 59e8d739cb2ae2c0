import { useEffect, useState } from 'react'
import type { SheetView } from '../../../device/desk.ts'
import { nameOfPlace } from '../../month/month.ts'
import { useSheet } from '../../sheet/sheet-context.ts'
import { ReadPart } from '../read-part.tsx'
import { type Cells, cellsSubmitted } from './figures-submitted.ts'
import type { ReceiptPart } from './receipts.ts'

/** The figures and texts of one received part, exactly as they were confirmed, or where they are when not here. */
export function FiguresSubmitted({ part }: { readonly part: ReceiptPart }) {
  const { work } = useSheet()
  const { month } = work
  const { place, view, submission } = part
  const cells = useCellsSubmitted(view)
  const name = nameOfPlace(month.set, place, month.period)
  if (cells === undefined) return null
  if (cells === 'not-here')
    return (
      <p className="govuk-body">
        {name}: this device does not hold the figures as they were confirmed in v{submission.ordinal}. The council does.
      </p>
    )
  return (
    <ReadPart
      month={month}
      context={{ ...work.readings.context(place), cells }}
      id={`figures-${place}`}
      caption={`Figures of ${name} as submitted, v${submission.ordinal}`}
    />
  )
}

/** Undefined while they are being compared with the check number. */
function useCellsSubmitted(view: SheetView): Cells | 'not-here' | undefined {
  const { set } = useSheet().work.month
  const seen = view.submission?.seen
  const [found, setFound] = useState<{ readonly seen: string | undefined; readonly cells: Cells | 'not-here' }>()
  useEffect(() => {
    let wanted = true
    void cellsSubmitted(view, set).then(cells => {
      if (wanted) setFound({ seen: view.submission?.seen, cells: cells ?? 'not-here' })
    })
    return () => {
      wanted = false
    }
  }, [view, set])
  return found?.seen === seen ? found?.cells : undefined
}
