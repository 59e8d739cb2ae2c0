/** Who sees whom: a lead the people of the contracts she leads with every place, an administrator everybody. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../src/domain/ids.ts'
import { invitedSchema } from '../../../src/protocol/people.ts'
import type { Browser } from '../test-server.ts'
import {
  editorOf,
  helper,
  other,
  PeopleCounty,
  peopleSeenBy,
  post,
  rowOf,
  type Staff,
  some,
  staff,
  whole,
} from './people-county.ts'

let county: PeopleCounty
const ids = new Map<Staff, PersonId>()
const everybody = Object.keys(staff) as Staff[]
beforeAll(async () => {
  county = await PeopleCounty.open()
  for (const who of everybody) ids.set(who, await county.id(who))
})
afterAll(() => county.close())

const idOf = (who: Staff): PersonId => ids.get(who) ?? ('' as PersonId)
const named = (browser: Browser) => peopleSeenBy(browser).then(({ people }) => people.map(each => each.name).sort())
const names = (...who: Staff[]) => who.map(each => staff[each].name).sort()

describe('GET /api/people', () => {
  it('is refused to everybody who manages nobody', async () => {
    const managing: readonly Staff[] = ['administrator', 'secondAdministrator']
    for (const who of everybody) {
      const answer = await (await county.signIn(who)).get('/api/people')
      const lets = managing.includes(who) || staff[who].role === 'provider-lead'
      expect([who, answer.statusCode]).toEqual([who, lets ? 200 : 403])
    }
    expect((await county.at.inject({ method: 'GET', url: '/api/people' })).statusCode).toBe(401)
  })

  it('gives a lead everybody of her contracts, nobody else, and nothing to whoever leads only a part', async () => {
    const team = names('lead', 'secondLead', 'partLead', 'editor', 'worker', 'both')
    expect(await named(await county.signIn('lead'))).toEqual(team)
    expect(await named(await county.signIn('secondLead'))).toEqual(team)
    expect(await named(await county.signIn('otherLead'))).toEqual(names('otherLead', 'otherEditor', 'both'))
    expect(await peopleSeenBy(await county.signIn('partLead'))).toMatchObject({ people: [], contracts: [] })
    expect(await named(await county.signIn('administrator'))).toEqual(names(...everybody))
  })

  it('tells a lead of somebody who works elsewhere too only what is of her own contracts', async () => {
    const lead = await county.signIn('lead')
    expect(await rowOf(lead, idOf('both'))).toMatchObject({ given: editorOf(some('east-b')), manage: 'grants' })
    expect((await lead.get('/api/people')).body).not.toContain(other)
    const otherLead = await county.signIn('otherLead')
    expect(await rowOf(otherLead, idOf('both'))).toMatchObject({ given: editorOf(whole(other)), manage: 'grants' })
    expect((await otherLead.get('/api/people')).body).not.toContain(helper)
    const administrator = await county.signIn('administrator')
    expect(await rowOf(administrator, idOf('both'))).toMatchObject({
      given: editorOf(some('east-b'), whole(other)),
      manage: 'all',
    })
    expect((await rowOf(administrator, idOf('eastOfficer'))).given.services).toEqual(staff.eastOfficer.services)
  })

  it('says what may be done to each: nobody to herself', async () => {
    const manage = async (who: Staff) =>
      Object.fromEntries((await peopleSeenBy(await county.signIn(who))).people.map(each => [each.name, each.manage]))
    expect(await manage('lead')).toEqual({
      [staff.lead.name]: 'nothing',
      [staff.secondLead.name]: 'all',
      [staff.partLead.name]: 'all',
      [staff.editor.name]: 'all',
      [staff.worker.name]: 'all',
      [staff.both.name]: 'grants',
    })
    const administered = await manage('administrator')
    expect(administered[staff.administrator.name]).toBe('nothing')
    expect(Object.values(administered).filter(each => each !== 'all')).toHaveLength(1)
  })

  it('says which roles may be given', async () => {
    expect((await peopleSeenBy(await county.signIn('lead'))).rolesGiven).toEqual([
      'field-worker',
      'provider-editor',
      'provider-lead',
    ])
    expect((await peopleSeenBy(await county.signIn('administrator'))).rolesGiven).toHaveLength(8)
  })
})

describe('who leads a contract', () => {
  it('is none, one or several; one who has not chosen a password yet leads nothing', async () => {
    const leads = async (browser: Browser) =>
      Object.fromEntries((await peopleSeenBy(browser)).contracts.map(each => [each.contract, each.leads]))
    const administrator = await county.signIn('administrator')
    const lead = await county.signIn('lead')
    expect(await leads(administrator)).toEqual({ [helper]: 'several', [other]: 'one' })
    expect(await leads(lead)).toEqual({ [helper]: 'several' })
    expect(await post(lead, `/api/people/${idOf('secondLead')}/end`)).toBe('ok')
    expect(await leads(lead)).toEqual({ [helper]: 'one' })
    const given = { ...editorOf(whole(other)), role: 'provider-lead' as const }
    const invite = { name: 'A lead to be', email: 'lead.to.be@example.org', given }
    const invited = invitedSchema.parse((await administrator.post('/api/people/invite', invite)).json())
    expect(await leads(administrator)).toEqual({ [helper]: 'one', [other]: 'one' })
    await county.letters(invite.email)
    const payload = { token: county.inbox.secret(invite.email), password: 'a sentence that nobody else has' }
    await county.at.inject({ method: 'POST', url: '/api/auth/invitation/accept', payload })
    expect(await leads(administrator)).toEqual({ [helper]: 'one', [other]: 'several' })
    expect(await post(administrator, `/api/people/${invited.person}/end`)).toBe('ok')
    expect(await post(administrator, `/api/people/${idOf('otherLead')}/end`)).toBe('ok')
    expect(await leads(administrator)).toEqual({ [helper]: 'one', [other]: 'none' })
  })
})
