/**
 * The sample county: the published Kent scorecard as history, June 2017 open for family support, and people named by
 * their role. For trying and for tests; a production start refuses its passwords.
 */
import { dueDate } from '../domain/calendar.ts'
import type { ContractId, IsoDate, PlaceId } from '../domain/ids.ts'
import type { IndicatorSet, Service } from '../domain/indicator-set.ts'
import { period } from '../domain/period.ts'
import { loadHistories } from '../indicator-sets/history.ts'
import { loadIndicatorSet } from '../indicator-sets/load.ts'
import type { Collection } from '../protocol/exchange.ts'
import type { County, PersonToSeed } from '../server/county.ts'

/** The day it always is in the sample: three working days before June's returns are due. */
export const sampleBusinessDate = '2017-07-11' as IsoDate

const openService = 'family-support'
const openMonth = period('2017-06')
/** The last month published before the open one: no figure of June is given to anybody. */
const lastMonthOfHistory = period('2017-05')

const salusFamilySupport = 'fs-project-salus-2016' as ContractId
const whole = (contract: string): PersonToSeed['contracts'][number] => ({
  contract: contract as ContractId,
  places: 'every',
})

/** Who there is, but for the officer's services, which are the set's. */
const providerPeople: readonly PersonToSeed[] = [
  {
    name: 'Provider editor (Project Salus)',
    email: 'provider.editor@salus.example',
    password: 'quiet-orchard-lantern-17',
    role: 'provider-editor',
    contracts: [whole(salusFamilySupport)],
    services: [],
  },
  {
    name: 'Provider lead (Project Salus)',
    email: 'provider.lead@salus.example',
    password: 'copper-meadow-harbour-42',
    role: 'provider-lead',
    contracts: [
      whole(salusFamilySupport),
      whole('yh-project-salus-maidstone-2016'),
      whole('yh-project-salus-shepway-2016'),
    ],
    services: [],
  },
  {
    name: 'Field worker (Gravesham)',
    email: 'field.worker@salus.example',
    password: 'willow-ferry-thimble-08',
    role: 'field-worker',
    contracts: [{ contract: salusFamilySupport, places: ['gravesham' as PlaceId] }],
    services: [],
  },
  {
    name: 'Provider lead (Porchlight)',
    email: 'provider.lead@porchlight.example',
    password: 'marble-heron-pathway-63',
    role: 'provider-lead',
    contracts: [whole('fs-porchlight-2016')],
    services: [],
  },
]

const officer: PersonToSeed = {
  name: 'Commissioning officer',
  email: 'commissioning.officer@kent.example',
  password: 'granite-robin-ledger-29',
  role: 'officer',
  contracts: [],
  services: [],
}

/** Printed for everybody to read, so nobody may use them for real. */
export const samplePasswords: readonly string[] = [...providerPeople, officer].map(person => person.password)

const collectionOf = (service: Service): Collection => {
  const open = service.id === openService
  const month = open ? openMonth : lastMonthOfHistory
  return {
    service: service.id,
    period: month,
    due: dueDate(month, service.dueWorkingDay),
    state: open ? 'open' : 'history',
  }
}

const peopleOf = (set: IndicatorSet): readonly PersonToSeed[] => [
  ...providerPeople,
  { ...officer, services: set.services.map(service => service.id) },
]

/** Everything the first start of the sample loads. Reads the set's files; throws `BrokenSetFile` when one is wrong. */
export function sampleCounty(): County {
  const set = loadIndicatorSet('kent-early-help')
  return {
    set,
    histories: [...loadHistories(set, lastMonthOfHistory)],
    collections: set.services.map(collectionOf),
    people: peopleOf(set),
  }
}
