/** The small county with everybody who manages access, and somebody who works for two providers. */

import type { ServiceGrant } from '../../../src/domain/access/grants.ts'
import { wholeService } from '../../../src/domain/access/grants.ts'
import type { AnyRole } from '../../../src/domain/access/roles.ts'
import type { Instant, PersonId, ServiceId } from '../../../src/domain/ids.ts'
import { londonDay } from '../../../src/domain/time/london-day.ts'
import type { Given } from '../../../src/protocol/grants.ts'
import { type People, type PersonRow, peopleSchema } from '../../../src/protocol/people.ts'
import type { PersonToSeed } from '../../../src/server/county.ts'
import type { Mailer, Message } from '../../../src/server/mail/mailer.ts'
import { pid } from '../../domain/small-set.ts'
import { cheapHash } from '../cheap-hash.ts'
import { county, countySet, helper, other } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

export const support = 'support' as ServiceId

const person = (name: string, role: AnyRole, more: Partial<PersonToSeed> = {}): PersonToSeed => ({
  name,
  email: `${name.toLowerCase().replaceAll(' ', '.')}@example.org`,
  password: `password of the ${name.toLowerCase()}`,
  passwordHash: cheapHash(`password of the ${name.toLowerCase()}`),
  role,
  contracts: [],
  services: [],
  ...more,
})
const whole = (contract: typeof helper) => ({ contract, places: 'every' as const })
const some = (...places: readonly string[]) => ({ contract: helper, places: places.map(pid) })
const east: ServiceGrant = { service: support, areas: [pid('east')] }

export const staff = {
  administrator: person('Administrator', 'administrator'),
  secondAdministrator: person('Second administrator', 'administrator'),
  lead: person('Lead', 'provider-lead', { contracts: [whole(helper)] }),
  secondLead: person('Second lead', 'provider-lead', { contracts: [whole(helper)] }),
  partLead: person('Lead of one district', 'provider-lead', { contracts: [some('east-a')] }),
  editor: person('Editor', 'provider-editor', { contracts: [some('east-a')] }),
  worker: person('Field worker', 'field-worker', { contracts: [some('east-a')] }),
  otherLead: person('Lead of another provider', 'provider-lead', { contracts: [whole(other)] }),
  otherEditor: person('Editor of another provider', 'provider-editor', { contracts: [whole(other)] }),
  both: person('Editor of two providers', 'provider-editor', { contracts: [some('east-b'), whole(other)] }),
  officer: person('Officer', 'officer', { services: [wholeService(support)] }),
  eastOfficer: person('Officer of the east', 'officer', { services: [east] }),
  auditor: person('Auditor', 'auditor', { services: [wholeService(support)] }),
  reader: person('Reader', 'reader', { services: [wholeService(support)] }),
  performance: person('Performance team', 'performance-team', { services: [wholeService(support)] }),
}
export type Staff = keyof typeof staff

/** Letters as they were handed over. */
export class Inbox implements Mailer {
  readonly all: Message[] = []

  async send(message: Message) {
    this.all.push(message)
    return { ok: true } as const
  }

  close(): void {}

  /** Subjects of the letters to one address, in order. */
  subjects(email: string): readonly string[] {
    return this.all.filter(({ to }) => to === email).map(({ subject }) => subject)
  }

  /** The secret of the last link sent to an address. */
  secret(email: string): string {
    const text = this.all.findLast(({ to }) => to === email)?.text ?? ''
    const [, secret] = /#([A-Za-z0-9_-]{43})\n/.exec(text) ?? []
    if (secret === undefined) throw new Error(`No link was sent to ${email}`)
    return secret
  }
}

/** A server with these people, its letters and its clock. */
export class PeopleCounty {
  readonly at: TestServer
  readonly inbox: Inbox
  /** What the clock says; it moves a millisecond each time it is asked. */
  readonly clock: { now: number }

  private constructor(at: TestServer, inbox: Inbox, clock: { now: number }) {
    this.at = at
    this.inbox = inbox
    this.clock = clock
  }

  static async open(people: Readonly<Record<string, PersonToSeed>> = staff): Promise<PeopleCounty> {
    const inbox = new Inbox()
    const clock = { now: Date.parse('2017-07-11T08:00:00.000Z') }
    const now = (): Instant => {
      clock.now += 1
      return new Date(clock.now).toISOString() as Instant
    }
    const at = await TestServer.open({
      county: { ...county, set: countySet, people: Object.values(people) },
      mailer: inbox,
      now,
      today: () => londonDay(new Date(clock.now)),
    })
    return new PeopleCounty(at, inbox, clock)
  }

  signIn(who: Staff): Promise<Browser> {
    return Browser.signIn(this.at, staff[who])
  }

  async id(who: Staff): Promise<PersonId> {
    const found = await this.at.server.storage.personWith(staff[who].email)
    if (!found) throw new Error(`There is no ${who}`)
    return found.id
  }

  async letters(email: string): Promise<readonly string[]> {
    await this.at.server.mail.postman.idle()
    return this.inbox.subjects(email)
  }

  close(): Promise<void> {
    return this.at.close()
  }
}

export async function peopleSeenBy(browser: Browser): Promise<People> {
  const answer = await browser.get('/api/people')
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
  return peopleSchema.parse(answer.json())
}

export async function rowOf(browser: Browser, id: PersonId): Promise<PersonRow> {
  const row = (await peopleSeenBy(browser)).people.find(each => each.id === id)
  if (!row) throw new Error(`${id} is not among the people`)
  return row
}

/** 'ok', or the code of the problem. */
export async function post(browser: Browser, url: string, payload: object = {}): Promise<string> {
  const answer = await browser.post(url, payload)
  return answer.statusCode === 200 ? 'ok' : answer.json().code
}

export const editorOf = (...contracts: Given['contracts']): Given => ({
  role: 'provider-editor',
  contracts,
  services: [],
})
export { helper, other, some, whole }
