import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { placeName } from '../../domain/set/places.ts'
import { type Period, periodName } from '../../domain/time/period.ts'
import { shownOrder } from '../../domain/workflow.ts'
import { Choose } from '../govuk/choose.tsx'
import { stateWord } from '../returns/summary.ts'
import type { ShownRow } from './board-rows.ts'
import { areasToOffer, type Filter, lateChoices, providersToOffer, ratingChoices } from './shown/filter.ts'

interface Props {
  readonly set: IndicatorSet
  readonly rows: readonly ShownRow[]
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
  readonly months: readonly Period[]
  readonly period: Period
  readonly onMonth: (month: Period) => void
}

export function BoardFilter({ set, rows, filter, onFilter, months, period, onMonth }: Props) {
  const services = set.services.filter(service => rows.some(one => one.service === service))
  const choose = (
    name: keyof Filter,
    label: string,
    all: string,
    options: readonly { readonly value: string; readonly text: string }[],
  ) => (
    <Choose
      id={`board-${name}`}
      label={label}
      value={filter[name]}
      all={all}
      options={options}
      onChoose={value => onFilter({ ...filter, [name]: value })}
    />
  )
  return (
    <form className="ff-filter" aria-label="Which returns" onSubmit={event => event.preventDefault()}>
      <Choose
        id="board-month"
        label="Month"
        value={period}
        options={months.map(month => ({ value: month, text: periodName(month) }))}
        onChoose={value => onMonth(months.find(month => month === value) ?? period)}
      />
      {choose(
        'service',
        'Service',
        'All services',
        services.map(service => ({ value: service.id, text: service.name })),
      )}
      {choose(
        'area',
        'Area',
        'All areas',
        areasToOffer(set, rows).map(place => ({ value: place.id, text: placeName(place, period) })),
      )}
      {choose(
        'provider',
        'Provider',
        'All providers',
        providersToOffer(rows).map(provider => ({ value: provider, text: provider })),
      )}
      {choose(
        'state',
        'State',
        'All states',
        shownOrder.map(state => ({ value: state, text: stateWord(state) })),
      )}
      {choose('late', 'On time or late', 'All', lateChoices)}
      {choose('rating', 'Rating', 'All', ratingChoices)}
    </form>
  )
}
