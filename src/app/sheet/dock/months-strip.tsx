import { useMemo, useState } from 'react'
import type { Reading, ReturnContext } from '../../../domain/reading.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { type Period, periodName } from '../../../domain/time/period.ts'
import { Button } from '../../govuk/button.tsx'
import { earlierMonths, thisMonth } from './months.ts'
import { Sparkline } from './sparkline.tsx'

interface Props {
  readonly context: ReturnContext
  readonly indicator: Indicator
  readonly reading: Reading
  /** Pressed an earlier month; absent: months are only read. */
  readonly onMonth?: (month: Period) => void
}

/** The last six months in figures and as bars; twelve on request. */
export function MonthsStrip({ context, indicator, reading, onMonth }: Props) {
  const [count, setCount] = useState(6)
  const { set, history, period } = context
  const earlier = useMemo(
    () => earlierMonths(set, indicator, history, period, count),
    [set, indicator, history, period, count],
  )
  // A figure that stands from an earlier month is shown under that month.
  const months = [
    ...earlier,
    thisMonth(indicator, period, reading.of === period ? reading.measured : { state: 'blank' }),
  ]
  return (
    <div className="ff-months">
      <dl className="ff-months__list">
        {months.map(month => (
          <div key={month.period} className="ff-months__month">
            <dt>
              <span aria-hidden="true">{month.label}</span>
              <span className="govuk-visually-hidden">{periodName(month.period)}</span>
            </dt>
            <dd>
              {onMonth === undefined || month.period === period ? (
                month.shown
              ) : (
                <button
                  type="button"
                  className="ff-months__press"
                  title={`Propose another figure for ${periodName(month.period)}`}
                  onClick={() => onMonth(month.period)}
                >
                  {month.shown}
                  <span className="govuk-visually-hidden">. Propose another figure for {periodName(month.period)}</span>
                </button>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Sparkline months={months} />
      <Button look="link" onClick={() => setCount(count === 6 ? 12 : 6)}>
        {count === 6 ? '12 months' : '6 months'}
      </Button>
    </div>
  )
}
