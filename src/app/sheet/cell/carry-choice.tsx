import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { Button } from '../../govuk/button.tsx'
import { useSheet } from '../sheet-context.ts'
import { carryOf, carryOver } from '../work/carry.ts'

interface Props {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly onClose: () => void
}

/** "Same as last month", only where the indicator allows it; where there is nothing to carry over, it says why. */
export function CarryChoice({ place, indicator, onClose }: Props) {
  const { work } = useSheet()
  if (indicator.carries === undefined) return null
  const carry = carryOf(work, place, indicator)
  if (!carry.ok) return <p className="govuk-body">Same as last month is not offered. {carry.because}</p>
  return (
    <p className="govuk-body">
      <Button
        look="secondary"
        onClick={() => {
          onClose()
          void carryOver(work, place, indicator.id)
        }}
      >
        Same as last month: {indicator.carries === 'value' ? '' : `${indicator[indicator.carries]?.label} `}
        {carry.words}
      </Button>
    </p>
  )
}
