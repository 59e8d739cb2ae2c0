import type { IndicatorSet } from '../../../domain/set/indicator-set.ts'
import type { MonthWork } from '../work/month-work.ts'
import type { Standing } from './explaining.ts'

export interface Reason {
  readonly id: string
  readonly text: string
}

const everyReason = (set: IndicatorSet): readonly Reason[] => set.comparisons.flatMap(one => one.reasons)

/** What the queries of the explained figures offer, and what has been picked and is offered no longer. */
export function reasonsOf(work: MonthWork, { targets, reasons }: Standing): readonly Reason[] {
  const offered = targets.flatMap(({ place, indicator }) =>
    work.month.places.includes(place)
      ? work.queries(place).flatMap(line => (line.query.indicators[0] === indicator ? line.reasons : []))
      : [],
  )
  const all = everyReason(work.month.set)
  const picked = reasons.map((id): Reason => all.find(one => one.id === id) ?? { id, text: id })
  return [...new Map([...offered, ...picked].map(one => [one.id, one])).values()]
}

interface Props {
  readonly name: string
  readonly reasons: readonly Reason[]
  readonly picked: readonly string[]
  readonly disabled: boolean
  readonly onPick: (id: string, picked: boolean) => void
}

/** Reasons to pick in place of words, or beside them: several. */
export function Reasons({ name, reasons, picked, disabled, onPick }: Props) {
  if (reasons.length === 0) return null
  return (
    <fieldset className="ff-picks" disabled={disabled}>
      <legend className="ff-picks__legend">
        Reasons<span className="govuk-visually-hidden"> for {name}</span>
      </legend>
      {reasons.map(reason => (
        <label key={reason.id} className="ff-picks__one">
          <input
            type="checkbox"
            data-reason={reason.id}
            checked={picked.includes(reason.id)}
            onChange={event => onPick(reason.id, event.target.checked)}
          />
          {reason.text}
        </label>
      ))}
    </fieldset>
  )
}
