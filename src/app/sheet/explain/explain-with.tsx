import type { Target } from './explaining.ts'
import type { Offer } from './offers.ts'

interface Props {
  readonly name: string
  readonly offers: readonly Offer[]
  readonly onTick: (at: Target, ticked: boolean) => void
}

/** The other figures that the same explanation can answer: of this district, and the same one in others. */
export function ExplainWith({ name, offers, onTick }: Props) {
  if (offers.length === 0) return null
  const ticked = offers.filter(offer => offer.ticked)
  return (
    <details className="ff-definition ff-with">
      <summary>
        Explain with{ticked.length === 0 ? ' others' : `: ${ticked.map(offer => offer.label).join(', ')}`}
      </summary>
      <fieldset className="ff-picks">
        <legend className="govuk-visually-hidden">Explain together with {name}</legend>
        {offers.map(({ at, label, ticked: on }) => (
          <label key={`${at.place}/${at.indicator}`} className="ff-picks__one">
            <input type="checkbox" checked={on} onChange={event => onTick(at, event.target.checked)} />
            {label}
          </label>
        ))}
      </fieldset>
    </details>
  )
}
