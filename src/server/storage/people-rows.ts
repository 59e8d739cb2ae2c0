/** Accounts, roles and grants. The account's own columns are better-auth's; we write them once, when it is made. */
import { randomUUID } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { ContractId, Instant, PersonId, PlaceId, ServiceId } from '../../domain/ids.ts'
import type { Role } from '../../domain/workflow.ts'
import type { NewPerson, StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

/** As a place: every place of the contract, those added later too. */
const everyPlace = '*'

export const addPerson = (db: Kysely<Tables>, person: NewPerson): Promise<void> =>
  db.transaction().execute(async transaction => {
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
    const services = person.services.map(service => ({ person: person.id, service }))
    if (services.length > 0) await transaction.insertInto('service_grant').values(services).execute()
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
  const services = await db.selectFrom('service_grant').select('service').where('person', '=', id).execute()
  return {
    id: found.id as PersonId,
    name: found.name,
    email: found.email,
    role: found.role as Role,
    contracts: [...Map.groupBy(contracts, row => row.contract)].map(([contract, rows]) => ({
      contract: contract as ContractId,
      places: rows.some(row => row.place === everyPlace) ? 'every' : rows.map(row => row.place as PlaceId),
    })),
    services: services.map(row => row.service as ServiceId),
    ...(found.ended_at === null ? {} : { endedAt: found.ended_at as Instant }),
  }
}

/** The first end stands. */
export async function endAccess(db: Kysely<Tables>, person: PersonId, at: Instant): Promise<void> {
  await db.updateTable('person').set({ ended_at: at }).where('id', '=', person).where('ended_at', 'is', null).execute()
}

/** E-mail addresses are stored in lower case. */
export async function hasEnded(db: Kysely<Tables>, email: string): Promise<boolean> {
  const found = await db
    .selectFrom('user')
    .innerJoin('person', 'person.id', 'user.id')
    .select('person.id')
    .where('user.email', '=', email.toLowerCase())
    .where('person.ended_at', 'is not', null)
    .executeTakeFirst()
  return found !== undefined
}
