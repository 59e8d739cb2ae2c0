import '../../styles-later.scss'
import { useState } from 'react'
import type { PlaceId } from '../../../domain/ids.ts'
import type { Reading } from '../../../domain/reading.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { enteredAt } from '../../../domain/set/indicators.ts'
import type { Period } from '../../../domain/time/period.ts'
import { MonthsStrip } from '../dock/months-strip.tsx'
import { useSheet } from '../sheet-context.ts'
import { EarlierDialog } from './earlier-dialog.tsx'
import { ProposalsOfFigure } from './proposals.tsx'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly reading: Reading
}

/** The months of one figure; pressing an earlier one that she typed proposes another figure for it. */
export function EarlierMonths({ place, indicator, reading }: Props) {
  const { work } = useSheet()
  const [month, setMonth] = useState<Period>()
  const hers = indicator.source === 'provider' && enteredAt(indicator, place) && work.readOnly(place) === undefined
  return (
    <>
      <MonthsStrip
        context={work.readings.context(place)}
        indicator={indicator}
        reading={reading}
        {...(hers ? { onMonth: setMonth } : {})}
      />
      <ProposalsOfFigure place={place} indicator={indicator} />
      {month === undefined ? null : (
        <EarlierDialog place={place} indicator={indicator} month={month} onClose={() => setMonth(undefined)} />
      )}
    </>
  )
}
