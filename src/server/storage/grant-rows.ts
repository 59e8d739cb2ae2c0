/** What people hold, as rows: contracts and places, services and areas, days of standing in. */
import { randomUUID } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import type { ContractGrant, ServiceGrant, StandIn } from '../../domain/access/grants.ts'
import type { ContractId, Instant, IsoDate, PersonId, PlaceId, ServiceId } from '../../domain/ids.ts'
import type { StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

type Held = Pick<StoredPerson, 'contracts' | 'services' | 'standsIn'>

/** As a place: every place of the contract, those added later too. */
const everyPlace = '*'

/** What each of these people holds; somebody without a row holds nothing. */
export async function heldBy(db: Kysely<Tables>, ids: readonly PersonId[]): Promise<(id: PersonId) => Held> {
  const contracts = await db
    .selectFrom('contract_grant')
    .selectAll()
    .where('person', 'in', ids)
    .orderBy('contract')
    .orderBy('place')
    .execute()
  const services = await db
    .selectFrom('service_grant')
    .selectAll()
    .where('person', 'in', ids)
    .orderBy('service')
    .execute()
  const areas = await db
    .selectFrom('area_grant')
    .selectAll()
    .where('person', 'in', ids)
    .orderBy('service')
    .orderBy('area')
    .execute()
  const standsIn = await db
    .selectFrom('stand_in')
    .selectAll()
    .where('person', 'in', ids)
    .orderBy('from_day')
    .orderBy('id')
    .execute()
  const of = <Row extends { readonly person: string }>(rows: readonly Row[]) => Map.groupBy(rows, row => row.person)
  const [contractsOf, servicesOf, areasOf, standsInOf] = [of(contracts), of(services), of(areas), of(standsIn)]
  return id => ({
    contracts: contractGrants(contractsOf.get(id) ?? []),
    services: serviceGrants(servicesOf.get(id) ?? [], areasOf.get(id) ?? []),
    standsIn: (standsInOf.get(id) ?? []).map(standInOf),
  })
}

const contractGrants = (rows: readonly Tables['contract_grant'][]): readonly ContractGrant[] =>
  [...Map.groupBy(rows, row => row.contract)].map(([contract, theirs]) => ({
    contract: contract as ContractId,
    places: theirs.some(row => row.place === everyPlace) ? 'every' : theirs.map(row => row.place as PlaceId),
  }))

const serviceGrants = (
  whole: readonly Tables['service_grant'][],
  areas: readonly Tables['area_grant'][],
): readonly ServiceGrant[] => [
  ...whole.map((row): ServiceGrant => ({ service: row.service as ServiceId, areas: 'every' })),
  ...[...Map.groupBy(areas, row => row.service)].map(
    ([service, theirs]): ServiceGrant => ({
      service: service as ServiceId,
      areas: theirs.map(row => row.area as PlaceId),
    }),
  ),
]

const standInOf = (row: Tables['stand_in']): StandIn => ({
  contract: row.contract as ContractId,
  from: row.from_day as IsoDate,
  to: row.to_day as IsoDate,
})

/** Puts grants in the place of whatever she held. */
export async function putGrants(
  transaction: Transaction<Tables>,
  person: PersonId,
  { contracts, services }: Pick<StoredPerson, 'contracts' | 'services'>,
): Promise<void> {
  for (const table of ['contract_grant', 'service_grant', 'area_grant'] as const)
    await transaction.deleteFrom(table).where('person', '=', person).execute()
  const places = contracts.flatMap(grant =>
    (grant.places === 'every' ? [everyPlace] : grant.places).map(place => ({
      person,
      contract: grant.contract,
      place,
    })),
  )
  if (places.length > 0) await transaction.insertInto('contract_grant').values(places).execute()
  const whole = services.filter(grant => grant.areas === 'every').map(({ service }) => ({ person, service }))
  if (whole.length > 0) await transaction.insertInto('service_grant').values(whole).execute()
  const areas = services.flatMap(({ service, areas }) =>
    areas === 'every' ? [] : areas.map(area => ({ person, service, area })),
  )
  if (areas.length > 0) await transaction.insertInto('area_grant').values(areas).execute()
}

export interface StoredStandIn extends StandIn {
  readonly id: string
  readonly person: PersonId
}

/** Everybody's, or one person's, by their first day. */
export async function standIns(db: Kysely<Tables>, person?: PersonId): Promise<readonly StoredStandIn[]> {
  const all = db.selectFrom('stand_in').selectAll().orderBy('from_day').orderBy('id')
  const rows = await (person === undefined ? all : all.where('person', '=', person)).execute()
  return rows.map(row => ({ ...standInOf(row), id: row.id, person: row.person as PersonId }))
}

export async function addStandIn(
  transaction: Transaction<Tables>,
  person: PersonId,
  { contract, from, to }: StandIn,
  named: { readonly by: PersonId; readonly at: Instant },
): Promise<void> {
  await transaction
    .insertInto('stand_in')
    .values({
      id: randomUUID(),
      contract,
      person,
      from_day: from,
      to_day: to,
      named_by: named.by,
      named_at: named.at,
    })
    .execute()
}

/** The record says that there was one, and until when. */
export async function removeStandIns(transaction: Transaction<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await transaction.deleteFrom('stand_in').where('id', 'in', ids).execute()
}
