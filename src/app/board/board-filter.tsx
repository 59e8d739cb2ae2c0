import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { placeName } from '../../domain/set/places.ts'
import { type Period, periodName } from '../../domain/time/period.ts'
import { shownOrder } from '../../domain/workflow.ts'
import { Choose } from '../govuk/choose.tsx'
import { stateWord } from '../returns/summary.ts'
import { areasToOffer, type Filter, providersToOffer, type ShownRow } from './board-rows.ts'

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
  return (
    <form className="ff-filter" aria-label="Which returns" onSubmit={event => event.preventDefault()}>
      <Choose
        id="board-month"
        label="Month"
        value={period}
        options={months.map(month => ({ value: month, text: periodName(month) }))}
        onChoose={value => onMonth(months.find(month => month === value) ?? period)}
      />
      <Choose
        id="board-service"
        label="Service"
        value={filter.service}
        all="All services"
        options={services.map(service => ({ value: service.id, text: service.name }))}
        onChoose={service => onFilter({ ...filter, service })}
      />
      <Choose
        id="board-area"
        label="Area"
        value={filter.area}
        all="All areas"
        options={areasToOffer(set, rows).map(place => ({ value: place.id, text: placeName(place, period) }))}
        onChoose={area => onFilter({ ...filter, area })}
      />
      <Choose
        id="board-provider"
        label="Provider"
        value={filter.provider}
        all="All providers"
        options={providersToOffer(rows).map(provider => ({ value: provider, text: provider }))}
        onChoose={provider => onFilter({ ...filter, provider })}
      />
      <Choose
        id="board-state"
        label="State"
        value={filter.state}
        all="All states"
        options={shownOrder.map(state => ({ value: state, text: stateWord(state) }))}
        onChoose={state => onFilter({ ...filter, state })}
      />
    </form>
  )
}
