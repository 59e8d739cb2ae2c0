/** The devices of somebody else, and reporting one lost for her. */
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { AccountDevice } from '../../protocol/account.ts'
import { ProblemError } from '../http/problems.ts'
import { devicesOfPerson, loseDevice } from '../storage/device-rows.ts'
import { endSessions } from '../storage/session-rows.ts'
import { actAs, lookAs, managed, type Office } from './office.ts'

/**
 * Only of whom the manager answers for wholly: when and where a device is used, and what is deleted from it, is of all
 * that somebody works on.
 */
export const devicesFor = (office: Office, manager: PersonId, id: PersonId): Promise<readonly AccountDevice[]> =>
  lookAs(office, manager, async acting => {
    await managed(acting, id, 'all')
    const devices = await devicesOfPerson(acting.transaction, id)
    return devices.map(each => ({ ...each, browser: each.browser ?? 'a browser', own: false }))
  })

/** The first report stands. Also of somebody whose access has ended: what her device holds is still there. */
export const reportLostFor = (office: Office, manager: PersonId, id: PersonId, device: DeviceId): Promise<void> =>
  actAs(office, manager, async acting => {
    const { transaction, by, at } = acting
    const person = await managed(acting, id, 'all')
    const hers = (await devicesOfPerson(transaction, id)).some(each => each.device === device)
    if (!hers) throw new ProblemError('not-found')
    const entries = await loseDevice(transaction, device, at, by)
    if (entries.length > 0) {
      // Whoever has the device may have taken a session's cookie out of it, without the one that tells the device.
      await endSessions(transaction, id, undefined)
      await office.letterbox.post(transaction, person, { kind: 'device-lost', at }, at)
    }
    return { value: undefined, entries }
  })
