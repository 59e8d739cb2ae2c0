/** Devices, and what they handed over or sent that nobody can read. */
import type { Kysely, Transaction } from 'kysely'
import type { DeviceId, Instant, PersonId } from '../../domain/ids.ts'
import type { Concerns, NewEntry } from '../history/acts.ts'
import { recorded } from '../history/book.ts'
import { concernsOf } from '../history/concerns.ts'
import { inParts } from './in-parts.ts'
import { office } from './office-device.ts'
import { personById } from './people-rows.ts'
import {
  type By,
  mostSetAside,
  mostSurrendered,
  type NewDevice,
  type SetAside,
  type StoredDevice,
  type StoredSurrender,
} from './storage.ts'
import type { Tables } from './tables.ts'

export const addDevice = (db: Kysely<Tables>, device: NewDevice, at: Instant): Promise<void> =>
  recorded(db, async transaction => {
    await transaction
      .insertInto('device')
      .values({
        id: device.id,
        person: device.person,
        secret_hash: device.secretHash,
        registered_at: at,
        browser: device.browser ?? null,
      })
      .execute()
    const { by, concerns } = await ownerOf(transaction, device.id)
    const about = { device: device.id, ...concerns }
    return { value: undefined, entries: [{ at, person: by, what: 'device-registered', about }] }
  })

/** Whose device it is, and whom it concerns. */
async function ownerOf(
  db: Kysely<Tables>,
  device: DeviceId,
): Promise<{ readonly by: NonNullable<By>; readonly concerns: Concerns }> {
  const { person: id } = await db
    .selectFrom('device')
    .select('person')
    .where('id', '=', device)
    .executeTakeFirstOrThrow()
  const person = await personById(db, id as PersonId)
  if (!person) throw new Error(`The device ${device} is nobody's.`)
  return { by: { id: person.id, name: person.name }, concerns: concernsOf(person) }
}

/**
 * Lost, when a device of that person with that secret is: one browser may have several numbers, and she who reports it
 * sees the last that was given, which need not be the one it works under.
 */
export async function deviceById(db: Kysely<Tables>, id: DeviceId): Promise<StoredDevice | undefined> {
  const row = await db
    .selectFrom('device')
    .select(['device.id', 'device.person', 'device.secret_hash'])
    .select(eb =>
      eb
        .selectFrom('device as same')
        .select(same => same.fn.min('same.lost_at').as('lost_at'))
        .whereRef('same.secret_hash', '=', 'device.secret_hash')
        .whereRef('same.person', '=', 'device.person')
        .as('lost_at'),
    )
    .where('device.id', '=', id)
    .where('device.secret_hash', 'not like', `${office}%`)
    .executeTakeFirst()
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
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row?.id as DeviceId | undefined
}

/** The first report stands. */
export const reportLost = (db: Kysely<Tables>, device: DeviceId, at: Instant, by: By): Promise<void> =>
  recorded(db, async transaction => ({ value: undefined, entries: await loseDevice(transaction, device, at, by) }))

/** In the caller's transaction: the entries for the record; none when it had been reported before. */
export async function loseDevice(
  transaction: Transaction<Tables>,
  device: DeviceId,
  at: Instant,
  by: By,
): Promise<readonly NewEntry[]> {
  const { numUpdatedRows } = await transaction
    .updateTable('device')
    .set({ lost_at: at })
    .where('id', '=', device)
    .where('secret_hash', 'not like', `${office}%`)
    .where('lost_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return []
  const owner = await ownerOf(transaction, device)
  return [{ at, person: by, what: 'device-reported-lost', about: { device, person: owner.by, ...owner.concerns } }]
}

/** The device that she registered last with this secret. */
export async function deviceSeen(db: Kysely<Tables>, person: PersonId, secretHash: string, at: Instant): Promise<void> {
  const device = await deviceWith(db, person, secretHash)
  if (device === undefined) return
  await db.updateTable('device').set({ last_seen_at: at }).where('id', '=', device).execute()
}

export interface DeviceSeen {
  readonly device: DeviceId
  /** In few words; null: registered before that was kept. */
  readonly browser: string | null
  readonly registered: Instant
  readonly lastSeen: Instant | null
  readonly lost: Instant | null
}

/** Her devices, the one registered last first. One that was registered again under the same secret is there once. */
export async function devicesOfPerson(db: Kysely<Tables>, person: PersonId): Promise<readonly DeviceSeen[]> {
  const rows = await db
    .selectFrom('device')
    .select(['id', 'secret_hash', 'browser', 'registered_at', 'last_seen_at', 'lost_at'])
    .where('person', '=', person)
    .where('secret_hash', 'not like', `${office}%`)
    .orderBy('registered_at', 'desc')
    .orderBy('id')
    .execute()
  return [...Map.groupBy(rows, row => row.secret_hash).values()].flatMap(([last, ...before]) =>
    last === undefined
      ? []
      : [
          {
            device: last.id as DeviceId,
            browser: last.browser,
            registered: last.registered_at as Instant,
            lastSeen: [last, ...before].reduce<Instant | null>(
              (latest, { last_seen_at: at }) =>
                at !== null && (latest === null || at > latest) ? (at as Instant) : latest,
              null,
            ),
            lost: ([last, ...before].find(row => row.lost_at !== null)?.lost_at ?? null) as Instant | null,
          },
        ],
  )
}

export async function surrender(
  db: Kysely<Tables>,
  device: DeviceId,
  bodies: readonly { readonly hash: string; readonly body: string }[],
  at: Instant,
): Promise<number> {
  if (bodies.length === 0) return 0
  return recorded(db, async transaction => {
    const known = await knownOf(transaction, device, bodies)
    const fresh = bodies.filter(({ hash }) => !known.has(hash))
    if (fresh.length === 0) return { value: bodies.length, entries: [] }
    if (!(await hasRoom(transaction, device, fresh))) return { value: bodies.length - fresh.length, entries: [] }
    const { numInsertedOrUpdatedRows = 0n } = await transaction
      .insertInto('surrendered')
      .values(fresh.map(({ hash, body }) => ({ device, hash, body, received_at: at })))
      .onConflict(conflict => conflict.columns(['device', 'hash']).doNothing())
      .executeTakeFirst()
    const changes = Number(numInsertedOrUpdatedRows)
    if (changes === 0) return { value: bodies.length, entries: [] }
    const { by, concerns } = await ownerOf(transaction, device)
    const about = { device, changes, ...concerns }
    return { value: bodies.length, entries: [{ at, person: by, what: 'work-handed-over', about }] }
  })
}

async function knownOf(
  db: Kysely<Tables>,
  device: DeviceId,
  bodies: readonly { readonly hash: string }[],
): Promise<ReadonlySet<string>> {
  const hashes = bodies.map(({ hash }) => hash)
  const rows = await inParts(hashes, some =>
    db.selectFrom('surrendered').select('hash').where('device', '=', device).where('hash', 'in', some).execute(),
  )
  return new Set(rows.map(row => row.hash))
}

/** Of all devices of the same person together. */
async function hasRoom(
  db: Kysely<Tables>,
  device: DeviceId,
  fresh: readonly { readonly body: string }[],
): Promise<boolean> {
  const { things, characters } = await db
    .selectFrom('surrendered')
    .innerJoin('device', 'device.id', 'surrendered.device')
    .where('device.person', '=', eb => eb.selectFrom('device').select('person').where('id', '=', device))
    .select(eb => [
      eb.fn.countAll<number>().as('things'),
      eb.fn.sum<number | null>(eb.fn<number>('length', ['surrendered.body'])).as('characters'),
    ])
    .executeTakeFirstOrThrow()
  const more = fresh.reduce((sum, { body }) => sum + body.length, 0)
  return (
    Number(things) + fresh.length <= mostSurrendered.things &&
    Number(characters ?? 0) + more <= mostSurrendered.characters
  )
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

/** In one transaction, so that two requests at once cannot both take the last place. */
export const setAside = (
  db: Kysely<Tables>,
  device: DeviceId,
  things: readonly SetAside[],
  at: Instant,
): Promise<void> =>
  recorded(db, async transaction => {
    const there = await transaction.selectFrom('set_aside').select('hash').where('device', '=', device).execute()
    const known = new Set(there.map(row => row.hash))
    const fresh = new Map(things.filter(thing => !known.has(thing.hash)).map(thing => [thing.hash, thing]))
    const room = [...fresh.values()].slice(0, Math.max(0, mostSetAside - known.size))
    if (room.length === 0) return { value: undefined, entries: [] }
    await transaction
      .insertInto('set_aside')
      .values(room.map(({ hash, code, body }) => ({ device, hash, code, body, received_at: at })))
      .execute()
    const { by, concerns } = await ownerOf(transaction, device)
    const about = { device, pieces: room.length, ...concerns }
    return { value: undefined, entries: [{ at, person: by, what: 'work-set-aside', about }] }
  })

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
