/** A county small enough to reason about: two contracts of one service, a person of every role. */

import { wholeService } from '../../src/domain/access/grants.ts'
import type { ContractId, PlaceId, ServiceId } from '../../src/domain/ids.ts'
import type { IndicatorSet } from '../../src/domain/set/indicator-set.ts'
import { period } from '../../src/domain/time/period.ts'
import type { County, PersonToSeed } from '../../src/server/county.ts'
import { amount, contract, indicator, pid, set as smallSet } from '../domain/small-set.ts'
import { cheapHash } from './cheap-hash.ts'

export const helper = contract.id
export const other = 'su-other-2016' as ContractId
export const month = period('2017-06')
const service = 'support' as ServiceId

export const countySet: IndicatorSet = {
  ...smallSet,
  services: smallSet.services.map(each => ({
    ...each,
    narrative: [
      { id: 'key-points', title: 'Key points', guidance: 'What the figures do not say.', per: 'place' as const },
      { id: 'contract', title: 'The contract', guidance: 'What concerns every district.', per: 'contract' as const },
    ],
  })),
  places: [
    ...smallSet.places,
    { id: pid('west-d'), level: 'district', parent: pid('west'), codes: [], names: [{ name: 'D' }] },
  ],
  contracts: [contract, { ...contract, id: other, provider: 'Other', places: [pid('west-d')] }],
  indicators: [
    ...smallSet.indicators,
    indicator('spent', { kind: 'money', decimals: 2, entryLevel: 'contract', polarity: null, ratedAgainst: 'none' }),
    indicator('referred', { source: 'imported' }),
    indicator('ended', { to: period('2017-01') }),
  ],
}

const person = (name: string, role: PersonToSeed['role'], more: Partial<PersonToSeed>): PersonToSeed => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
  password: `password of the ${name.toLowerCase()}`,
  passwordHash: cheapHash(`password of the ${name.toLowerCase()}`),
  role,
  contracts: [],
  services: [],
  ...more,
})
const whole = (id: ContractId) => ({ contract: id, places: 'every' as const })
const some = (...places: readonly string[]) => ({ contract: helper, places: places.map(place => place as PlaceId) })

export const people = {
  editor: person('Editor', 'provider-editor', { contracts: [whole(helper)] }),
  lead: person('Lead', 'provider-lead', { contracts: [whole(helper)] }),
  worker: person('Field worker', 'field-worker', { contracts: [some('east-a')] }),
  partEditor: person('Editor of two districts', 'provider-editor', { contracts: [some('east-a', 'east-b')] }),
  otherLead: person('Lead of another provider', 'provider-lead', { contracts: [whole(other)] }),
  officer: person('Officer', 'officer', { services: [wholeService(service)] }),
  otherOfficer: person('Officer of another service', 'officer', { services: [wholeService('elsewhere' as ServiceId)] }),
}
export type Who = keyof typeof people

const history = (contractId: ContractId, place: string) => ({
  contract: contractId,
  place,
  months: { '2017-05': { open: amount(7), closed: amount(3) } },
})

export const county: County = {
  set: countySet,
  histories: [
    history(helper, 'east-a'),
    history(helper, 'east-b'),
    history(helper, 'west-c'),
    history(helper, 'east'),
    history(helper, 'all'),
    history(other, 'west-d'),
    history(other, 'all'),
  ],
  collections: [
    { service, period: month, due: '2017-07-14' as never, state: 'open' },
    { service, period: period('2017-05'), due: '2017-06-14' as never, state: 'history' },
  ],
  people: Object.values(people),
}
