/** Accounts, roles and grants. The account's own columns are better-auth's; we write them once, when it is made. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ServiceGrant } from '../../domain/access/grants.ts'
import type { AnyRole } from '../../domain/access/roles.ts'
import type { ContractId, Instant, IsoDate, PersonId, PlaceId, ServiceId } from '../../domain/ids.ts'
import { recorded } from '../history/book.ts'
import { concernsOf, givenTo, namedIn } from '../history/concerns.ts'
import type { By, NewPerson, StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

/** As a place: every place of the contract, those added later too. */
const everyPlace = '*'

export const addPerson = (db: Kysely<Tables>, person: NewPerson): Promise<void> =>
  recorded(db, async transaction => {
    const dates = { createdAt: person.at, updatedAt: person.at }
    await transaction
      .insertInto('user')
      .values({
        id: person.id,
        name: person.name,
        email: person.email.toLowerCase(),
        emailVerified: 1,
        image: null,
        ...dates,
      })
      .execute()
    await transaction
      .insertInto('account')
      .values({
        id: randomUUID(),
        accountId: person.id,
        providerId: 'credential',
        userId: person.id,
        accessToken: null,
        refreshToken: null,
        idToken: null,
        accessTokenExpiresAt: null,
        refreshTokenExpiresAt: null,
        scope: null,
        password: person.passwordHash,
        ...dates,
      })
      .execute()
    await transaction.insertInto('person').values({ id: person.id, role: person.role }).execute()
    const contracts = person.contracts.flatMap(grant =>
      (grant.places === 'every' ? [everyPlace] : grant.places).map(place => ({
        person: person.id,
        contract: grant.contract,
        place,
      })),
    )
    if (contracts.length > 0) await transaction.insertInto('contract_grant').values(contracts).execute()
    const whole = person.services.filter(grant => grant.areas === 'every')
    const services = whole.map(({ service }) => ({ person: person.id, service }))
    if (services.length > 0) await transaction.insertInto('service_grant').values(services).execute()
    const areas = person.services.flatMap(({ service, areas }) =>
      areas === 'every' ? [] : areas.map(area => ({ person: person.id, service, area })),
    )
    if (areas.length > 0) await transaction.insertInto('area_grant').values(areas).execute()
    const about = { person: namedIn(person), given: givenTo(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at: person.at, person: person.by ?? null, what: 'person-added', about }] }
  })

export async function personById(db: Kysely<Tables>, id: PersonId): Promise<StoredPerson | undefined> {
  const found = await db
    .selectFrom('person')
    .innerJoin('user', 'user.id', 'person.id')
    .select(['person.id', 'person.role', 'person.ended_at', 'user.name', 'user.email'])
    .where('person.id', '=', id)
    .executeTakeFirst()
  if (!found) return undefined
  const contracts = await db
    .selectFrom('contract_grant')
    .select(['contract', 'place'])
    .where('person', '=', id)
    .orderBy('contract')
    .orderBy('place')
    .execute()
  const standsIn = await db
    .selectFrom('stand_in')
    .select(['contract', 'from_day', 'to_day'])
    .where('person', '=', id)
    .orderBy('from_day')
    .execute()
  return {
    id: found.id as PersonId,
    name: found.name,
    email: found.email,
    role: found.role as AnyRole,
    contracts: [...Map.groupBy(contracts, row => row.contract)].map(([contract, rows]) => ({
      contract: contract as ContractId,
      places: rows.some(row => row.place === everyPlace) ? 'every' : rows.map(row => row.place as PlaceId),
    })),
    services: await serviceGrants(db, id),
    standsIn: standsIn.map(row => ({
      contract: row.contract as ContractId,
      from: row.from_day as IsoDate,
      to: row.to_day as IsoDate,
    })),
    ...(found.ended_at === null ? {} : { endedAt: found.ended_at as Instant }),
  }
}

async function serviceGrants(db: Kysely<Tables>, id: PersonId): Promise<readonly ServiceGrant[]> {
  const whole = await db.selectFrom('service_grant').select('service').where('person', '=', id).execute()
  const areas = await db
    .selectFrom('area_grant')
    .select(['service', 'area'])
    .where('person', '=', id)
    .orderBy('service')
    .orderBy('area')
    .execute()
  return [
    ...whole.map((row): ServiceGrant => ({ service: row.service as ServiceId, areas: 'every' })),
    ...[...Map.groupBy(areas, row => row.service)].map(
      ([service, rows]): ServiceGrant => ({
        service: service as ServiceId,
        areas: rows.map(row => row.area as PlaceId),
      }),
    ),
  ]
}

/** E-mail addresses are stored in lower case. */
export async function personWith(db: Kysely<Tables>, email: string): Promise<StoredPerson | undefined> {
  const found = await db.selectFrom('user').select('id').where('email', '=', email.toLowerCase()).executeTakeFirst()
  return found && personById(db, found.id as PersonId)
}

export async function allPeople(db: Kysely<Tables>): Promise<readonly StoredPerson[]> {
  const rows = await db
    .selectFrom('person')
    .innerJoin('user', 'user.id', 'person.id')
    .select('person.id')
    .orderBy('user.name')
    .orderBy('person.id')
    .execute()
  const people: StoredPerson[] = []
  for (const { id } of rows) {
    const person = await personById(db, id as PersonId)
    if (person) people.push(person)
  }
  return people
}

/** The first end stands. */
export const endAccess = (db: Kysely<Tables>, id: PersonId, at: Instant, by: By): Promise<void> =>
  recorded(db, async transaction => {
    const { numUpdatedRows } = await transaction
      .updateTable('person')
      .set({ ended_at: at })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    const person = numUpdatedRows === 0n ? undefined : await personById(transaction, id)
    if (!person) return { value: undefined, entries: [] }
    const about = { person: namedIn(person), ...concernsOf(person) }
    return { value: undefined, entries: [{ at, person: by, what: 'access-ended', about }] }
  })
