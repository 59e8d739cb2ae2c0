import { grantKinds } from '../../../domain/access/permissions.ts'
import type { AnyRole } from '../../../domain/access/roles.ts'
import type { SummaryLine } from '../../govuk/error-summary.tsx'
import { roleWord } from '../../words.ts'
import { Box, FieldError, Group } from './boxes.tsx'
import { contractWord, type Naming, placeWord, serviceWord } from './grant-words.ts'
import { areasOffered, choosesDistricts, fieldIds, type GrantsForm, type Offered, type Places } from './grants-form.ts'
import { PlaceChoice } from './place-choice.tsx'
import { roleSentences } from './role-sentences.ts'

interface Props {
  readonly naming: Naming
  readonly offered: Offered
  readonly form: GrantsForm
  readonly onForm: (form: GrantsForm) => void
  readonly errors: readonly SummaryLine[]
  /** Somebody who works elsewhere too keeps her role. */
  readonly roleStays?: boolean
}

const put = <K, V>(map: ReadonlyMap<K, V>, key: K, value: V | undefined): ReadonlyMap<K, V> => {
  const next = new Map(map)
  if (value === undefined) next.delete(key)
  else next.set(key, value)
  return next
}

/** A role, then what that role is given of: contracts and districts, or services and areas. */
export function GrantsFields({ naming, offered, form, onForm, errors, roleStays = false }: Props) {
  const { role } = form
  const errorAt = (id: string): string | undefined => errors.find(one => one.to === `#${id}`)?.text
  return (
    <>
      {roleStays ? null : (
        <RoleChoice offered={offered} role={role} errorAt={errorAt} onRole={to => onForm({ ...form, role: to })} />
      )}
      {role === undefined ? null : <Where {...{ naming, offered, form, onForm, role, errorAt }} />}
    </>
  )
}

function RoleChoice({
  offered,
  role,
  errorAt,
  onRole,
}: {
  readonly offered: Offered
  readonly role: AnyRole | undefined
  readonly errorAt: (id: string) => string | undefined
  readonly onRole: (role: AnyRole) => void
}) {
  const error = offered.roles[0] && errorAt(fieldIds.role(offered.roles[0]))
  return (
    <div className={`govuk-form-group${error ? ' govuk-form-group--error' : ''}`}>
      <fieldset className="govuk-fieldset" aria-describedby={error ? 'role-error' : undefined}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">Role</legend>
        {error ? <FieldError id="role-error" text={error} /> : null}
        <div className="govuk-radios">
          {offered.roles.map(one => (
            <div className="govuk-radios__item" key={one}>
              <input
                className="govuk-radios__input"
                type="radio"
                name="role"
                id={fieldIds.role(one)}
                checked={role === one}
                aria-describedby={`${fieldIds.role(one)}-hint`}
                onChange={() => onRole(one)}
              />
              <label className="govuk-label govuk-radios__label" htmlFor={fieldIds.role(one)}>
                {roleWord(one)}
              </label>
              <div id={`${fieldIds.role(one)}-hint`} className="govuk-hint govuk-radios__hint">
                {roleSentences[one]}
              </div>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  )
}

interface WhereProps extends Omit<Props, 'errors' | 'roleStays'> {
  readonly role: AnyRole
  readonly errorAt: (id: string) => string | undefined
}

function Where(props: WhereProps) {
  switch (grantKinds[props.role]) {
    case 'contract-and-place':
      return <Contracts {...props} />
    case 'service-and-area':
      return <Services {...props} withAreas />
    case 'service':
      return <Services {...props} />
    case 'none':
      return null
  }
}

function Contracts({ naming, offered, form, onForm, role, errorAt }: WhereProps) {
  const contracts = naming.set.contracts.filter(one => offered.contracts.includes(one.id))
  const [first] = contracts
  const error = first && errorAt(fieldIds.contract(first.id))
  const choose = (contract: (typeof contracts)[number], places: Places | undefined): void =>
    onForm({ ...form, contracts: put(form.contracts, contract.id, places) })
  return (
    <Group
      id="contracts"
      legend="Contracts"
      error={error}
      hint={
        role === 'provider-lead'
          ? 'A lead has every district of a contract.'
          : 'Whoever has only some districts of a contract cannot submit it.'
      }
    >
      {contracts.map(contract => {
        const chosen = form.contracts.get(contract.id)
        const id = fieldIds.contract(contract.id)
        const title = contractWord(naming, contract.id)
        return (
          <Box
            key={contract.id}
            id={id}
            label={title}
            checked={chosen !== undefined}
            onCheck={on =>
              choose(contract, on ? (role === 'field-worker' && contract.places.length > 1 ? [] : 'every') : undefined)
            }
          >
            {chosen !== undefined && choosesDistricts(role, contract) ? (
              <PlaceChoice
                id={fieldIds.districts(contract.id)}
                legend={`Districts of ${title}`}
                every="Every district, also those that are added later"
                some="Only some districts"
                options={contract.places.map(place => ({ id: place, text: placeWord(naming, place) }))}
                chosen={chosen}
                error={errorAt(fieldIds.districts(contract.id))}
                onChoose={places => choose(contract, places)}
              />
            ) : null}
          </Box>
        )
      })}
    </Group>
  )
}

function Services({ naming, form, onForm, errorAt, withAreas = false }: WhereProps & { readonly withAreas?: boolean }) {
  const { services } = naming.set
  const [first] = services
  const choose = (service: (typeof services)[number], areas: Places | undefined): void =>
    onForm({ ...form, services: put(form.services, service.id, areas) })
  return (
    <Group id="services" legend="Services" error={first && errorAt(fieldIds.service(first.id))}>
      {services.map(service => {
        const chosen = form.services.get(service.id)
        return (
          <Box
            key={service.id}
            id={fieldIds.service(service.id)}
            label={service.name}
            checked={chosen !== undefined}
            onCheck={on => choose(service, on ? 'every' : undefined)}
          >
            {withAreas && chosen !== undefined ? (
              <PlaceChoice
                id={fieldIds.areas(service.id)}
                legend={`Areas of ${serviceWord(naming, service.id)}`}
                every="Every area"
                some="Only some areas"
                options={areasOffered(naming.set, service.id, chosen).map(area => ({
                  id: area.id,
                  text: placeWord(naming, area.id),
                }))}
                chosen={chosen}
                error={errorAt(fieldIds.areas(service.id))}
                onChoose={areas => choose(service, areas)}
              />
            ) : null}
          </Box>
        )
      })}
    </Group>
  )
}
