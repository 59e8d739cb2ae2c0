/** The server's side of people, in memory: what was asked of it, and what it answers. */
import type { AtPeople } from '../../../src/app/people/people-context.ts'
import type { Refusal } from '../../../src/device/desk.ts'
import type { PeopleOnline, PersonDevices, StandInDays } from '../../../src/device/online/people.ts'
import type { Answer } from '../../../src/device/sync/api.ts'
import type { ContractId, DeviceId, Instant, IsoDate, PersonId } from '../../../src/domain/ids.ts'
import type { Given } from '../../../src/protocol/grants.ts'
import type { Invite, JoinCode, People, PersonRow } from '../../../src/protocol/people.ts'
import { contract, set } from '../../domain/small-set.ts'

export const today = '2017-07-11' as IsoDate
export const ahead = '2999-01-02T03:04:05.000Z' as Instant
export const past = '2017-07-01T09:00:00.000Z' as Instant
export const leadId = 'lead' as PersonId

export const holds = (role: Given['role'], places: Given['contracts'][number]['places'] = 'every'): Given => ({
  role,
  contracts: [{ contract: contract.id, places }],
  services: [],
})

export const row = (id: string, more: Partial<PersonRow> = {}): PersonRow => ({
  id: id as PersonId,
  name: `Person ${id}`,
  email: `${id}@helper.example`,
  given: holds('provider-editor'),
  standsIn: [],
  state: 'active',
  invitationEndsAt: null,
  lastActive: null,
  manage: 'all',
  ...more,
})

export const tablet: PersonDevices[number] = {
  device: '0190a0a0-0000-4000-8000-000000000001' as DeviceId,
  browser: 'Chrome on Android',
  registered: past,
  lastSeen: null,
  lost: null,
  own: false,
}

type Refusals = Partial<Record<keyof PeopleOnline, Refusal>>

export class FakePeople implements PeopleOnline {
  list: People
  refusals: Refusals = {}
  readonly asked: (readonly [string, ...unknown[]])[] = []
  owned: PersonDevices = [tablet]

  constructor(people: readonly PersonRow[], more: Partial<People> = {}) {
    this.list = {
      people: [...people],
      contracts: [{ contract: contract.id, leads: 'several' }],
      rolesGiven: ['field-worker', 'provider-editor', 'provider-lead'],
      ...more,
    }
  }

  readonly #answer = <T>(what: keyof PeopleOnline, value: T, ...about: readonly unknown[]): Promise<Answer<T>> => {
    this.asked.push([what, ...about])
    const refusal = this.refusals[what]
    return Promise.resolve(refusal === undefined ? { ok: true, value } : { ok: false, refusal })
  }

  change(person: PersonId, more: Partial<PersonRow>): void {
    this.list = { ...this.list, people: this.list.people.map(one => (one.id === person ? { ...one, ...more } : one)) }
  }

  people() {
    return this.#answer('people', this.list)
  }
  invite(invite: Invite) {
    const person = 'invited' as PersonId
    const { name, email, given } = invite
    const invited = row(person, { name, email, given, state: 'invited', invitationEndsAt: ahead })
    if (this.refusals.invite === undefined) this.list = { ...this.list, people: [...this.list.people, invited] }
    return this.#answer('invite', { person }, invite)
  }
  inviteAgain(person: PersonId) {
    return this.#answer('inviteAgain', {}, person)
  }
  code(person: PersonId) {
    return this.#answer<JoinCode>('code', { code: 'ABCD2345', endsAt: ahead }, person)
  }
  changeAccess(person: PersonId, given: Given) {
    if (this.refusals.changeAccess === undefined) this.change(person, { given })
    return this.#answer('changeAccess', {}, person, given)
  }
  nameStandIn(person: PersonId, days: StandInDays) {
    if (this.refusals.nameStandIn === undefined) this.change(person, { standsIn: [{ id: 's1', ...days }] })
    return this.#answer('nameStandIn', {}, person, days)
  }
  endStandIn(person: PersonId, standIn: string) {
    if (this.refusals.endStandIn === undefined) this.change(person, { standsIn: [] })
    return this.#answer('endStandIn', {}, person, standIn)
  }
  endAccess(person: PersonId) {
    if (this.refusals.endAccess === undefined) this.change(person, { state: 'ended' })
    return this.#answer('endAccess', {}, person)
  }
  devices(person: PersonId) {
    return this.#answer('devices', this.owned, person)
  }
  deviceLost(person: PersonId, device: DeviceId) {
    this.owned = this.owned.map(one => (one.device === device ? { ...one, lost: past } : one))
    return this.#answer('deviceLost', {}, person, device)
  }
}

export const atPeople = (online: PeopleOnline, more: Partial<AtPeople> = {}): AtPeople => ({
  me: {
    person: { id: leadId, name: 'Provider lead', email: 'lead@helper.example', role: 'provider-lead' },
    scopes: [],
  },
  set,
  today,
  online,
  ...more,
})

export const otherContract = 'su-other-2016' as ContractId
