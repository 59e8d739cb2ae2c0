/** A county with somebody of every role and standing, two providers of one service and one of another. */

import { randomUUID } from 'node:crypto'
import type { StandIn } from '../../../src/domain/access/grants.ts'
import type { ContractId, Instant, IsoDate, PlaceId, ServiceId } from '../../../src/domain/ids.ts'
import type { IndicatorSet } from '../../../src/domain/set/indicator-set.ts'
import type { County, PersonToSeed } from '../../../src/server/county.ts'
import { contract, pid } from '../../domain/small-set.ts'
import { cheapHash } from '../cheap-hash.ts'
import { helper, month, other, county as smallCounty, countySet as smallSet } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

/** A contract of another service. */
export const third = 'el-third-2016' as ContractId
const support = 'support' as ServiceId
const elsewhere = 'elsewhere' as ServiceId

export const countySet: IndicatorSet = {
  ...smallSet,
  services: [
    ...smallSet.services,
    ...smallSet.services.map(each => ({ ...each, id: elsewhere, name: 'Elsewhere', initials: 'el' })),
  ],
  contracts: [
    ...smallSet.contracts,
    { ...contract, id: third, provider: 'Third', service: elsewhere, places: [pid('west-d')] },
  ],
}

const whole = (id: ContractId) => ({ contract: id, places: 'every' as const })
const some = (...places: readonly string[]) => ({ contract: helper, places: places.map(place => place as PlaceId) })
const all = (service: ServiceId) => ({ service, areas: 'every' as const })

type Given = Pick<PersonToSeed, 'role'> & Partial<Pick<PersonToSeed, 'contracts' | 'services'>>

const given = {
  worker: { role: 'field-worker', contracts: [some('east-a')] },
  editor: { role: 'provider-editor', contracts: [whole(helper)] },
  partEditor: { role: 'provider-editor', contracts: [some('east-a', 'east-b')] },
  lead: { role: 'provider-lead', contracts: [whole(helper)] },
  partLead: { role: 'provider-lead', contracts: [some('east-a')] },
  otherLead: { role: 'provider-lead', contracts: [whole(other)] },
  standsIn: { role: 'provider-editor', contracts: [whole(helper)] },
  workerStandsIn: { role: 'field-worker', contracts: [some('east-a')] },
  stoodIn: { role: 'field-worker', contracts: [some('east-a')] },
  willStandIn: { role: 'field-worker', contracts: [some('east-a')] },
  officer: { role: 'officer', services: [all(support)] },
  areaOfficer: { role: 'officer', services: [{ service: support, areas: [pid('east')] }] },
  otherOfficer: { role: 'officer', services: [all(elsewhere)] },
  performance: { role: 'performance-team', services: [all(support)] },
  reader: { role: 'reader', services: [all(support)] },
  auditor: { role: 'auditor', services: [all(support)] },
  otherAuditor: { role: 'auditor', services: [all(elsewhere)] },
  administrator: { role: 'administrator' },
  ended: { role: 'provider-editor', contracts: [whole(helper)] },
} as const satisfies Record<string, Given>

export type Who = keyof typeof given
export const everybody = Object.keys(given) as readonly Who[]
/** Everybody whose access has not ended. */
export const signedIn = everybody.filter((who): who is Exclude<Who, 'ended'> => who !== 'ended')

export const people: Readonly<Record<Who, PersonToSeed>> = Object.fromEntries(
  Object.entries<Given>(given).map(([who, { role, contracts = [], services = [] }]) => [
    who,
    {
      name: `The ${who}`,
      email: `${who.toLowerCase()}@example.org`,
      password: `words of ${who}`,
      passwordHash: cheapHash(`words of ${who}`),
      role,
      contracts,
      services,
    },
  ]),
) as Record<Who, PersonToSeed>

export const county: County = {
  ...smallCounty,
  set: countySet,
  collections: [...smallCounty.collections, ...smallCounty.collections.map(each => ({ ...each, service: elsewhere }))],
  people: Object.values(people),
}

/** The business date of the test server. */
const today = '2017-07-11' as IsoDate
const standIns: Readonly<Partial<Record<Who, Omit<StandIn, 'contract'>>>> = {
  standsIn: { from: today, to: today },
  workerStandsIn: { from: '2017-07-01' as IsoDate, to: '2017-07-20' as IsoDate },
  stoodIn: { from: '2017-07-01' as IsoDate, to: '2017-07-10' as IsoDate },
  willStandIn: { from: '2017-07-12' as IsoDate, to: '2017-07-20' as IsoDate },
}

export interface World {
  readonly at: TestServer
  /** Everybody at a browser of her own; of whoever's access has ended, with the session she had. */
  readonly browsers: ReadonlyMap<Who, Browser>
  browser(who: Who): Browser
}

/** Opened, everybody signed in, then stand-ins named and an access ended. */
export async function openWorld(): Promise<World> {
  const at = await TestServer.open({ county })
  const browsers = new Map<Who, Browser>()
  for (const who of everybody) browsers.set(who, await Browser.signIn(at, people[who]))
  const browser = (who: Who): Browser => {
    const found = browsers.get(who)
    if (!found) throw new Error(`${who} did not sign in`)
    return found
  }
  const { db } = at.server.storage.accounts
  for (const who of everybody) {
    const days = standIns[who]
    if (days)
      await db
        .insertInto('stand_in')
        .values({
          id: randomUUID(),
          person: browser(who).id,
          contract: helper,
          from_day: days.from,
          to_day: days.to,
          named_at: '2017-07-01T09:00:00.000Z',
          named_by: browser('lead').id,
        })
        .execute()
  }
  await at.server.storage.endAccess(browser('ended').id, '2017-07-11T08:00:00.000Z' as Instant)
  return { at, browsers, browser }
}

export { helper, month, other }
