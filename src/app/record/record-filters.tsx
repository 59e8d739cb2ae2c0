import type { Office } from '../../device/door/office.ts'
import { isoDateSchema } from '../../domain/id-schemas.ts'
import { everywhere } from '../../domain/ids.ts'
import { isPeriod, type Period, periodName } from '../../domain/time/period.ts'
import type { RecordFilter, RecordPage } from '../../protocol/record.ts'
import { Choose } from '../govuk/choose.tsx'
import { contractTitle, nameOfPlace } from '../month/month.ts'

interface Props {
  readonly office: Office
  readonly filter: RecordFilter
  readonly onFilter: (filter: RecordFilter) => void
  /** What may be chosen. */
  readonly offered: Pick<RecordPage, 'contracts' | 'people'>
}

/** Contract, district, month, person and day. A district is chosen of a contract. */
export function RecordFilters({ office, filter, onFilter, offered }: Props) {
  const { set } = office
  const months = [...new Set(office.collections.map(one => one.period))].toSorted().reverse()
  const on: Period | undefined = filter.period ?? months[0]
  const contracts = set.contracts.filter(one => offered.contracts.includes(one.id))
  const chosen = contracts.find(one => one.id === filter.contract)
  const titleOf = (contract: (typeof contracts)[number]): string => {
    const service = set.services.find(one => one.id === contract.service)
    return service && on ? contractTitle(set, service, contract, on) : contract.provider
  }
  const without = ({ ...rest }: RecordFilter, ...names: readonly (keyof RecordFilter)[]): RecordFilter => {
    for (const name of names) delete rest[name]
    return rest
  }
  return (
    <form className="ff-filter" aria-label="Which entries" onSubmit={event => event.preventDefault()}>
      <Choose
        id="record-contract"
        label="Contract"
        value={filter.contract ?? ''}
        all="All contracts"
        options={contracts.map(one => ({ value: one.id, text: titleOf(one) }))}
        onChoose={value => {
          const contract = contracts.find(one => one.id === value)?.id
          onFilter({ ...without(filter, 'contract', 'place'), ...(contract ? { contract } : {}) })
        }}
      />
      {chosen && on ? (
        <Choose
          id="record-place"
          label="District"
          value={filter.place ?? ''}
          all="All districts"
          options={[...chosen.places, everywhere].map(place => ({ value: place, text: nameOfPlace(set, place, on) }))}
          onChoose={value => {
            const place = [...chosen.places, everywhere].find(one => one === value)
            onFilter({ ...without(filter, 'place'), ...(place ? { place } : {}) })
          }}
        />
      ) : null}
      <Choose
        id="record-month"
        label="Month"
        value={filter.period ?? ''}
        all="All months"
        options={months.map(month => ({ value: month, text: periodName(month) }))}
        onChoose={value => onFilter({ ...without(filter, 'period'), ...(isPeriod(value) ? { period: value } : {}) })}
      />
      <Choose
        id="record-person"
        label="Person"
        value={filter.person ?? ''}
        all="Everybody"
        options={offered.people.map(({ id, name }) => ({ value: id, text: name }))}
        onChoose={value => {
          const person = offered.people.find(one => one.id === value)?.id
          onFilter({ ...without(filter, 'person'), ...(person ? { person } : {}) })
        }}
      />
      <div className="ff-filter__one">
        <label className="govuk-label" htmlFor="record-day">
          Day
        </label>
        <input
          className="govuk-input ff-filter__day"
          id="record-day"
          type="date"
          value={filter.day ?? ''}
          onChange={event => {
            const day = isoDateSchema.safeParse(event.target.value)
            onFilter({ ...without(filter, 'day'), ...(day.success ? { day: day.data } : {}) })
          }}
        />
      </div>
    </form>
  )
}
