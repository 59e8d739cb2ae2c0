/** When a device was last seen: noted when it pulls, at most once an hour, so that a pull stays a read. */
import type { Kysely } from 'kysely'
import type { Instant, PersonId } from '../../../domain/ids.ts'
import { sha256 } from '../../reference.ts'
import { deviceSeen } from '../../storage/device-rows.ts'
import type { Tables } from '../../storage/tables.ts'

/** Milliseconds between two notes of one device. */
const apart = 60 * 60_000

/** `secret`: what her browser shows; without one nothing is noted. */
export type Sight = (person: PersonId, secret: string | undefined) => Promise<void>

export function openSightings(db: Kysely<Tables>, now: () => Instant): Sight {
  const noted = new Map<string, number>()
  return async (person, secret) => {
    if (secret === undefined) return
    const at = now()
    const hash = sha256(secret)
    const key = `${person} ${hash}`
    const last = noted.get(key)
    if (last !== undefined && last > Date.parse(at) - apart) return
    // What a request shows is any text: beyond these all are noted once more.
    if (noted.size >= 10_000) noted.clear()
    noted.set(key, Date.parse(at))
    await deviceSeen(db, person, hash, at)
  }
}
