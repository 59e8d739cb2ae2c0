/** A role with its contracts and districts, or services and areas, while it is being chosen. Pure. */
import { grantKinds } from '../../../domain/access/permissions.ts'
import type { AnyRole } from '../../../domain/access/roles.ts'
import type { ContractId, PlaceId, ServiceId } from '../../../domain/ids.ts'
import type { Contract, IndicatorSet, Place } from '../../../domain/set/indicator-set.ts'
import { childrenOf, isWithin, placeById } from '../../../domain/set/places.ts'
import type { Given } from '../../../protocol/grants.ts'
import type { SummaryLine } from '../../govuk/error-summary.tsx'
import { contractWord, type Naming, serviceWord } from './grant-words.ts'

export type Places = 'every' | readonly PlaceId[]

export interface GrantsForm {
  readonly role: AnyRole | undefined
  readonly contracts: ReadonlyMap<ContractId, Places>
  readonly services: ReadonlyMap<ServiceId, Places>
}

export const emptyForm: GrantsForm = { role: undefined, contracts: new Map(), services: new Map() }

export const formOf = (given: Given): GrantsForm => ({
  role: given.role,
  contracts: new Map(given.contracts.map(({ contract, places }) => [contract, places])),
  services: new Map(given.services.map(({ service, areas }) => [service, areas])),
})

/** Of one district there is nothing to choose; a lead has every district, else nobody could submit all of it. */
export const choosesDistricts = (role: AnyRole, contract: Contract): boolean =>
  role !== 'provider-lead' && contract.places.length > 1

/** The areas of a service: the places below the whole county in which somebody provides it. */
export function areasOf(set: IndicatorSet, service: ServiceId): readonly Place[] {
  const provided = set.contracts.filter(one => one.service === service).flatMap(one => one.places)
  return set.places
    .filter(place => place.parent === undefined)
    .flatMap(top => childrenOf(set, top.id))
    .filter(area => provided.some(place => isWithin(set, place, area.id)))
}

/** The areas to choose from, with those that were given before, whatever their level. */
export function areasOffered(set: IndicatorSet, service: ServiceId, chosen: Places): readonly Place[] {
  const areas = areasOf(set, service)
  const more = chosen === 'every' ? [] : chosen.filter(id => !areas.some(area => area.id === id))
  return [...areas, ...more.flatMap(id => placeById(set, id) ?? [])]
}

/** Ids of the fields, so that the error summary can lead to them. */
export const fieldIds = {
  role: (role: AnyRole): string => `role-${role}`,
  contract: (contract: ContractId): string => `contract-${contract}`,
  districts: (contract: ContractId): string => `districts-${contract}`,
  service: (service: ServiceId): string => `service-${service}`,
  areas: (service: ServiceId): string => `areas-${service}`,
} as const

export interface Offered {
  readonly roles: readonly AnyRole[]
  readonly contracts: readonly ContractId[]
}

export type ReadForm =
  | { readonly ok: true; readonly given: Given }
  | { readonly ok: false; readonly errors: readonly (SummaryLine & { readonly to: string })[] }

/** What was chosen, or what is missing. Only what the role's grants are of is kept. */
export function readForm(form: GrantsForm, offered: Offered, naming: Naming): ReadForm {
  const { role } = form
  const { set } = naming
  if (role === undefined) {
    const [first] = offered.roles
    return { ok: false, errors: [{ text: 'Choose a role', to: first ? `#${fieldIds.role(first)}` : '#main' }] }
  }
  const kind = grantKinds[role]
  if (kind === 'none') return { ok: true, given: { role, contracts: [], services: [] } }
  if (kind === 'contract-and-place') {
    const contracts = set.contracts.flatMap(contract => {
      const chosen = offered.contracts.includes(contract.id) ? form.contracts.get(contract.id) : undefined
      if (chosen === undefined) return []
      return [{ contract: contract.id, places: choosesDistricts(role, contract) ? chosen : ('every' as const) }]
    })
    const [first] = offered.contracts
    const errors = contracts
      .filter(({ places }) => places.length === 0)
      .map(({ contract }) => ({
        text: `Choose at least one district of ${contractWord(naming, contract)}`,
        to: `#${fieldIds.districts(contract)}`,
      }))
    if (contracts.length === 0)
      return {
        ok: false,
        errors: [{ text: 'Choose at least one contract', to: first ? `#${fieldIds.contract(first)}` : '#main' }],
      }
    return errors.length > 0
      ? { ok: false, errors }
      : { ok: true, given: { role, contracts: mutable(contracts), services: [] } }
  }
  const services = set.services.flatMap(({ id }) => {
    const chosen = form.services.get(id)
    return chosen === undefined ? [] : [{ service: id, areas: kind === 'service' ? ('every' as const) : chosen }]
  })
  const errors = services
    .filter(({ areas }) => areas.length === 0)
    .map(({ service }) => ({
      text: `Choose at least one area of ${serviceWord(naming, service)}`,
      to: `#${fieldIds.areas(service)}`,
    }))
  const [first] = set.services
  if (services.length === 0)
    return {
      ok: false,
      errors: [{ text: 'Choose at least one service', to: first ? `#${fieldIds.service(first.id)}` : '#main' }],
    }
  return errors.length > 0
    ? { ok: false, errors }
    : {
        ok: true,
        given: {
          role,
          contracts: [],
          services: services.map(({ service, areas }) => ({ service, areas: areas === 'every' ? areas : [...areas] })),
        },
      }
}

const mutable = (grants: readonly { readonly contract: ContractId; readonly places: Places }[]): Given['contracts'] =>
  grants.map(({ contract, places }) => ({ contract, places: places === 'every' ? places : [...places] }))
