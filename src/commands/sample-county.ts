/**
 * The sample county: the published Kent scorecard as history, June 2017 open for all five services, and people named
 * by their role. For trying and for tests; a production start refuses its passwords.
 */

import { wholeService } from '../domain/access/grants.ts'
import type { ContractId, IsoDate, PlaceId } from '../domain/ids.ts'
import type { IndicatorSet, Service } from '../domain/set/indicator-set.ts'
import { dueDate } from '../domain/time/calendar.ts'
import { period } from '../domain/time/period.ts'
import { loadComparators } from '../indicator-sets/comparators.ts'
import { loadHistories } from '../indicator-sets/history.ts'
import { loadIndicatorSet } from '../indicator-sets/load.ts'
import type { Collection } from '../protocol/exchange.ts'
import type { County, PersonToSeed } from '../server/county.ts'

/** The day it always is in the sample: three working days before June's returns are due. */
export const sampleBusinessDate = '2017-07-11' as IsoDate

const openMonth = period('2017-06')
/** The last month published before the open one: no figure of June is given to anybody. */
const lastMonthOfHistory = period('2017-05')

const salusFamilySupport = 'fs-project-salus-2016' as ContractId
const whole = (contract: string): PersonToSeed['contracts'][number] => ({
  contract: contract as ContractId,
  places: 'every',
})

/** Those who do the main job: family support, and the officer who reads it (her services are the set's: every one). */
const mainPeople: readonly PersonToSeed[] = [
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
  {
    name: 'Commissioning officer',
    email: 'commissioning.officer@kent.example',
    password: 'granite-robin-ledger-29',
    role: 'officer',
    contracts: [],
    services: [],
  },
]

const leadOf = (service: string, provider: string, contract: string, password: string): PersonToSeed => ({
  name: `${service} lead (${provider})`,
  email: `provider.lead@${provider.toLowerCase()}.example`,
  password,
  role: 'provider-lead',
  contracts: [whole(contract)],
  services: [],
})

/** A lead for each of the other services. */
const otherLeads: readonly PersonToSeed[] = [
  leadOf('Young carers', 'Imago', 'yc-imago-2016', 'velvet-kestrel-orchid-51'),
  leadOf('NEET support', 'CXK', 'neet-cxk-2016', 'amber-saddle-compass-74'),
  leadOf('Youth hub', 'Sk8side', 'yh-sk8side-2016', 'cobalt-bramble-whistle-36'),
  leadOf("Children's centre", 'Riverside', 'cc-riverside-2016', 'hazel-pebble-almanac-95'),
]

/** Those of the council who enter and review nothing; services are the set's, as the officer's. */
const councilPeople: readonly PersonToSeed[] = [
  {
    name: 'Administrator',
    email: 'administrator@kent.example',
    password: 'saffron-glacier-notebook-12',
    role: 'administrator',
    contracts: [],
    services: [],
  },
  {
    name: 'Performance team',
    email: 'performance.team@kent.example',
    password: 'juniper-anchor-ribbon-57',
    role: 'performance-team',
    contracts: [],
    services: [],
  },
  {
    name: 'Auditor',
    email: 'auditor@kent.example',
    password: 'walnut-beacon-parcel-83',
    role: 'auditor',
    contracts: [],
    services: [],
  },
  {
    name: 'Reader',
    email: 'reader@kent.example',
    password: 'maple-tunnel-feather-46',
    role: 'reader',
    contracts: [],
    services: [],
  },
]

const everybody = [...mainPeople, ...otherLeads, ...councilPeople]

/** Printed for everybody to read, so nobody may use them for real. */
export const samplePasswords: readonly string[] = everybody.map(person => person.password)

const open = (service: Service): Collection => ({
  service: service.id,
  period: openMonth,
  due: dueDate(openMonth, service.dueWorkingDay),
  state: 'open',
})

const withServices = (person: PersonToSeed, set: IndicatorSet): PersonToSeed =>
  person.contracts.length === 0 && person.role !== 'administrator'
    ? { ...person, services: set.services.map(service => wholeService(service.id)) }
    : person

/** What the start prints of its people: the main job's first, then the leads of the other services, then the council. */
export const sampleGroups = [
  { heading: 'Family support, and the officer of every service', people: mainPeople },
  { heading: 'The other services', people: otherLeads },
  { heading: 'Council people', people: councilPeople },
] as const

/** Everything the first start of the sample loads. Reads the set's files; throws `BrokenSetFile` when one is wrong. */
export function sampleCounty(): County {
  const set = loadIndicatorSet('kent-early-help')
  return {
    set,
    histories: [...loadHistories(set, lastMonthOfHistory)],
    collections: set.services.map(open),
    people: everybody.map(person => withServices(person, set)),
    comparators: loadComparators(set),
  }
}
