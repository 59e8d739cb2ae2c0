/** Devices, and what they handed over or sent that nobody can read. */
import type { Kysely } from 'kysely'
import type { DeviceId, Instant, PersonId } from '../../domain/ids.ts'
import { mostSetAside, type SetAside, type StoredDevice, type StoredSurrender } from './storage.ts'
import type { Tables } from './tables.ts'

export async function addDevice(db: Kysely<Tables>, device: StoredDevice, at: Instant): Promise<void> {
  await db
    .insertInto('device')
    .values({ id: device.id, person: device.person, secret_hash: device.secretHash, registered_at: at })
    .execute()
}

export async function deviceById(db: Kysely<Tables>, id: DeviceId): Promise<StoredDevice | undefined> {
  const row = await db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst()
  return (
    row && {
      id: row.id as DeviceId,
      person: row.person as PersonId,
      secretHash: row.secret_hash,
      ...(row.lost_at === null ? {} : { lostAt: row.lost_at as Instant }),
    }
  )
}

export async function knowsSecret(db: Kysely<Tables>, secretHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('secret_hash', '=', secretHash)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The secret is the browser's, shared by its people; the report is about one person's database in it. */
export async function isLost(db: Kysely<Tables>, person: PersonId, secretHash: string): Promise<boolean> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('secret_hash', '=', secretHash)
    .where('person', '=', person)
    .where('lost_at', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function deviceWith(
  db: Kysely<Tables>,
  person: PersonId,
  secretHash: string,
): Promise<DeviceId | undefined> {
  const row = await db
    .selectFrom('device')
    .select('id')
    .where('secret_hash', '=', secretHash)
    .where('person', '=', person)
    .orderBy('registered_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id as DeviceId | undefined
}

/** The first report stands. */
export async function reportLost(db: Kysely<Tables>, device: DeviceId, at: Instant): Promise<void> {
  await db.updateTable('device').set({ lost_at: at }).where('id', '=', device).where('lost_at', 'is', null).execute()
}

export async function surrender(
  db: Kysely<Tables>,
  device: DeviceId,
  bodies: readonly { readonly hash: string; readonly body: string }[],
  at: Instant,
): Promise<number> {
  if (bodies.length === 0) return 0
  await db
    .insertInto('surrendered')
    .values(bodies.map(({ hash, body }) => ({ device, hash, body, received_at: at })))
    .onConflict(conflict => conflict.columns(['device', 'hash']).doNothing())
    .execute()
  return bodies.length
}

export async function surrendered(db: Kysely<Tables>): Promise<readonly StoredSurrender[]> {
  const rows = await db
    .selectFrom('surrendered')
    .innerJoin('device', 'device.id', 'surrendered.device')
    .innerJoin('user', 'user.id', 'device.person')
    .select(['surrendered.device', 'surrendered.received_at', 'surrendered.body', 'device.person', 'user.name'])
    .orderBy('surrendered.received_at')
    .orderBy('surrendered.device')
    .orderBy('surrendered.hash')
    .execute()
  return rows.map(row => ({
    device: row.device as DeviceId,
    person: { id: row.person as PersonId, name: row.name },
    receivedAt: row.received_at as Instant,
    body: row.body,
  }))
}

/** Inside a transaction, so that two requests at once cannot both take the last place. */
export async function setAside(
  db: Kysely<Tables>,
  device: DeviceId,
  things: readonly SetAside[],
  at: Instant,
): Promise<void> {
  const there = await db.selectFrom('set_aside').select('hash').where('device', '=', device).execute()
  const known = new Set(there.map(row => row.hash))
  const fresh = new Map(things.filter(thing => !known.has(thing.hash)).map(thing => [thing.hash, thing]))
  const room = [...fresh.values()].slice(0, Math.max(0, mostSetAside - known.size))
  if (room.length === 0) return
  await db
    .insertInto('set_aside')
    .values(room.map(({ hash, code, body }) => ({ device, hash, code, body, received_at: at })))
    .execute()
}

export async function setAsideOf(db: Kysely<Tables>, device: DeviceId): Promise<readonly SetAside[]> {
  const rows = await db
    .selectFrom('set_aside')
    .selectAll()
    .where('device', '=', device)
    .orderBy('received_at')
    .orderBy('hash')
    .execute()
  return rows.map(({ hash, code, body }) => ({ hash, code: code as SetAside['code'], body }))
}
