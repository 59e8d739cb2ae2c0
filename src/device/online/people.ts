/** People and what they may do: asked of the server, kept nowhere on the device. */
import * as z from 'zod/mini'
import type { DeviceId, PersonId } from '../../domain/ids.ts'
import type { Given } from '../../protocol/grants.ts'
import {
  codeSchema,
  type Invite,
  invitedSchema,
  type JoinCode,
  type nameStandInSchema,
  type People,
  peopleSchema,
  personDevicesSchema,
} from '../../protocol/people.ts'
import { type DeviceOptions, platformOf } from '../platform.ts'
import { type Answer, type Api, createApi } from '../sync/api.ts'

export type StandInDays = z.infer<typeof nameStandInSchema>
export type PersonDevices = z.infer<typeof personDevicesSchema>['devices']

export interface PeopleOnline {
  people(): Promise<Answer<People>>
  invite(invite: Invite): Promise<Answer<{ readonly person: PersonId }>>
  inviteAgain(person: PersonId): Promise<Answer<unknown>>
  /** A new code to join with; the one before ends. */
  code(person: PersonId): Promise<Answer<JoinCode>>
  /** What she holds from now on, of what whoever asks may give. */
  changeAccess(person: PersonId, given: Given): Promise<Answer<unknown>>
  nameStandIn(person: PersonId, days: StandInDays): Promise<Answer<unknown>>
  endStandIn(person: PersonId, standIn: string): Promise<Answer<unknown>>
  endAccess(person: PersonId): Promise<Answer<unknown>>
  devices(person: PersonId): Promise<Answer<PersonDevices>>
  deviceLost(person: PersonId, device: DeviceId): Promise<Answer<unknown>>
}

/**
 * `me`: as whom the page asks. A device has one session and may have several people's work on it: another person's
 * session answers `wrong-person`, so that nothing is shown, or done, in another's name.
 */
export function peopleOnline(
  me: PersonId,
  options: DeviceOptions = {},
  api: Pick<Api, 'read' | 'write'> = createApi({ ...platformOf(options), person: me }),
): PeopleOnline {
  const { read, write } = api
  const done = z.unknown()
  const of = (person: PersonId, what: string): string => `/api/people/${encodeURIComponent(person)}/${what}`

  return {
    people: () => read(peopleSchema, '/api/people'),
    invite: invite => write(invitedSchema, '/api/people/invite', invite),
    inviteAgain: person => write(done, of(person, 'invite-again'), {}),
    code: person => write(codeSchema, of(person, 'code'), {}),
    changeAccess: (person, given) => write(done, of(person, 'access'), given),
    nameStandIn: (person, days) => write(done, of(person, 'stand-ins'), days),
    endStandIn: (person, standIn) => write(done, of(person, 'stand-ins/end'), { standIn }),
    endAccess: person => write(done, of(person, 'end'), {}),
    devices: async person => {
      const answer = await read(personDevicesSchema, of(person, 'devices'))
      return answer.ok ? { ok: true, value: answer.value.devices } : answer
    },
    deviceLost: (person, device) => write(done, of(person, 'devices/lost'), { device }),
  }
}
