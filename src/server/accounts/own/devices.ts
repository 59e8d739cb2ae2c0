/** A person's own devices, and reporting one of them lost. */
import type { Kysely } from 'kysely'
import type { DeviceId, Instant, PersonId } from '../../../domain/ids.ts'
import type { AccountDevice } from '../../../protocol/account.ts'
import { recorded } from '../../history/book.ts'
import { ProblemError } from '../../http/problems.ts'
import { sha256 } from '../../reference.ts'
import { devicesOfPerson, deviceWith, loseDevice } from '../../storage/device-rows.ts'
import { endSessions, type StoredSession } from '../../storage/session-rows.ts'
import type { StoredPerson } from '../../storage/storage.ts'
import type { Tables } from '../../storage/tables.ts'
import type { Own } from './sessions.ts'

/** `secret`: of the browser that asks. */
export async function ownDevices(
  db: Kysely<Tables>,
  person: PersonId,
  secret: string | undefined,
): Promise<readonly AccountDevice[]> {
  const here = secret === undefined ? undefined : await deviceWith(db, person, sha256(secret))
  const devices = await devicesOfPerson(db, person)
  return devices.map(each => ({ ...each, browser: each.browser ?? 'a browser', own: each.device === here }))
}

/**
 * The first report stands. Ends her other sessions: whoever has the device may have taken a session's cookie out of it,
 * and left the cookie that tells which device it is. Throws `not-found` when it is no device of hers.
 */
export async function reportOwnDeviceLost(
  { db, letterbox }: Own,
  person: StoredPerson,
  session: StoredSession,
  device: DeviceId,
  at: Instant,
): Promise<void> {
  await recorded(db, async transaction => {
    const hers = (await devicesOfPerson(transaction, person.id)).some(each => each.device === device)
    if (!hers) throw new ProblemError('not-found')
    const entries = await loseDevice(transaction, device, at, { id: person.id, name: person.name })
    if (entries.length > 0) {
      await endSessions(transaction, person.id, session.id)
      await letterbox.post(transaction, person, { kind: 'device-lost', at }, at)
    }
    return { value: undefined, entries }
  })
  letterbox.kick()
}
