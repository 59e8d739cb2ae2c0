/** Inviting people, over the real server: who may invite whom to what, and what becomes of an address that is taken. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Given } from '../../../src/protocol/grants.ts'
import { codeSchema, invitedSchema } from '../../../src/protocol/people.ts'
import { pid } from '../../domain/small-set.ts'
import type { Browser } from '../test-server.ts'
import { editorOf, helper, other, PeopleCounty, post, rowOf, some, staff, support, whole } from './people-county.ts'

let county: PeopleCounty
let lead: Browser
let administrator: Browser
beforeEach(async () => {
  county = await PeopleCounty.open()
  lead = await county.signIn('lead')
  administrator = await county.signIn('administrator')
})
afterEach(() => county.close())

const invite = (browser: Browser, given: Given, email = 'new@example.org', name = 'Somebody new') =>
  browser.post('/api/people/invite', { name, email, given })
const code = async (browser: Browser, given: Given, email?: string, name?: string) => {
  const answer = await invite(browser, given, email, name)
  return answer.statusCode === 200 ? 'ok' : answer.json().code
}
const accept = (token: string, password: string) =>
  county.at.inject({ method: 'POST', url: '/api/auth/invitation/accept', payload: { token, password } })
const signsIn = async (email: string, password: string) =>
  (await county.at.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })).statusCode
const officerOf = (areas: 'every' | readonly string[]): Given => ({
  role: 'officer',
  contracts: [],
  services: [{ service: support, areas: areas === 'every' ? 'every' : areas.map(pid) }],
})

describe('an invitation', () => {
  it('makes somebody who is invited, sends her a link by which she begins, and is in the record', async () => {
    const before = (await county.at.server.storage.record.tip()).seq
    const answer = await invite(lead, editorOf(some('east-b', 'east-a', 'east-b')), 'New.Person@Example.org')
    const { person } = invitedSchema.parse(answer.json())
    expect(await rowOf(lead, person)).toMatchObject({
      name: 'Somebody new',
      email: 'new.person@example.org',
      given: editorOf(some('east-a', 'east-b')),
      state: 'invited',
      lastActive: null,
      manage: 'all',
    })
    expect((await rowOf(lead, person)).invitationEndsAt).toMatch(/^2017-07-18/)
    expect(await county.letters('new.person@example.org')).toHaveLength(1)
    const db = county.at.server.storage.accounts.db
    const [entry, ...more] = await db.selectFrom('record').selectAll().where('seq', '>', before).execute()
    expect([entry?.what, entry?.person_name, more]).toEqual(['person-invited', staff.lead.name, []])
    expect(JSON.parse(entry?.about ?? '')).toEqual({
      person: { id: person, name: 'Somebody new' },
      given: {
        role: 'provider-editor',
        contracts: [`${helper}/east-a`, `${helper}/east-b`],
        services: [],
      },
      contracts: [`${helper}/east-a`, `${helper}/east-b`],
    })
    expect(JSON.stringify(entry)).not.toMatch(/example\.org/)
    const password = 'a sentence that nobody else has'
    expect((await accept(county.inbox.secret('new.person@example.org'), password)).statusCode).toBe(200)
    expect(await signsIn('new.person@example.org', password)).toBe(200)
    expect(await rowOf(lead, person)).toMatchObject({ state: 'active', invitationEndsAt: null })
  })

  it('is sent again with another link, the one before being worth nothing; not to somebody who has begun', async () => {
    const { person } = invitedSchema.parse((await invite(lead, editorOf(whole(helper)))).json())
    await county.letters('new@example.org')
    const first = county.inbox.secret('new@example.org')
    expect(await post(lead, `/api/people/${person}/invite-again`)).toBe('ok')
    expect(await county.letters('new@example.org')).toHaveLength(2)
    const second = county.inbox.secret('new@example.org')
    expect((await accept(first, 'a sentence that nobody else has')).statusCode).not.toBe(200)
    expect((await accept(second, 'a sentence that nobody else has')).statusCode).toBe(200)
    expect(await post(lead, `/api/people/${person}/invite-again`)).toBe('has-begun')
    expect(await post(lead, `/api/people/${person}/code`)).toBe('has-begun')
  })

  it('floods nobody: one address gets ten letters a day, and one person causes two hundred an hour', async () => {
    const { person } = invitedSchema.parse((await invite(lead, editorOf(whole(helper)))).json())
    const again = `/api/people/${person}/invite-again`
    for (let letter = 2; letter <= 10; letter += 1) expect(await post(lead, again)).toBe('ok')
    expect(await post(lead, again)).toBe('too-many-invitations')
    expect(await county.letters('new@example.org')).toHaveLength(10)
    county.clock.now += 25 * 60 * 60 * 1000
    lead = await county.signIn('lead')
    expect(await post(lead, again)).toBe('ok')

    const { db } = county.at.server.storage.accounts
    const made = await db.selectFrom('invitation').selectAll().orderBy('created_at', 'desc').executeTakeFirstOrThrow()
    for (let count = 1; count < 200; count += 1)
      await db
        .insertInto('invitation')
        .values({ ...made, id: `id ${count}`, token_hash: `hash ${count}`, person: await county.id('worker') })
        .execute()
    expect(await code(lead, editorOf(whole(helper)), 'another@example.org')).toBe('too-many-invitations')
    expect(await county.at.server.storage.personWith('another@example.org')).toBeUndefined()
    expect(await code(await county.signIn('secondLead'), editorOf(whole(helper)), 'another@example.org')).toBe('ok')
  })

  it('is finished with a code from the lead’s screen, which no entry of the record holds', async () => {
    const { person } = invitedSchema.parse((await invite(lead, editorOf(whole(helper)))).json())
    const made = codeSchema.parse((await lead.post(`/api/people/${person}/code`, {})).json())
    const payload = { email: 'new@example.org', code: made.code, password: 'a sentence that nobody else has' }
    const url = '/api/auth/invitation/accept'
    expect((await county.at.inject({ method: 'POST', url, payload })).statusCode).toBe(200)
    const db = county.at.server.storage.accounts.db
    const record = await db.selectFrom('record').selectAll().execute()
    expect(record.map(entry => entry.what)).toContain('join-code-made')
    expect(JSON.stringify(record)).not.toContain(made.code)
  })

  it('has no code for whoever may not make one any more by the time it is made', async () => {
    const { person } = invitedSchema.parse((await invite(lead, editorOf(whole(helper)))).json())
    const [made, ended] = await Promise.all([
      lead.post(`/api/people/${person}/code`, {}),
      administrator.post(`/api/people/${lead.id}/end`, {}),
    ])
    expect(ended.statusCode).toBe(200)
    expect(made.json().code).toBe('not-signed-in')
    const record = await county.at.server.storage.accounts.db.selectFrom('record').selectAll().execute()
    expect(record.map(entry => entry.what)).not.toContain('join-code-made')
  })

  it('names contracts, places, services and areas that there are, and fits the role', async () => {
    const refused: readonly (readonly [string, Given])[] = [
      ['nothing-given', editorOf()],
      ['nothing-given', { role: 'officer', contracts: [], services: [] }],
      ['given-unfit', { ...editorOf(whole(helper)), services: officerOf('every').services }],
      ['given-unfit', { ...officerOf('every'), contracts: [whole(helper)] }],
      ['given-unfit', { role: 'administrator', contracts: [whole(helper)], services: [] }],
      ['given-unfit', { ...officerOf(['east']), role: 'auditor' }],
      ['given-unfit', editorOf(whole(helper), some('east-a'))],
      ['given-unknown', editorOf(whole('su-nothing-2016' as typeof helper))],
      ['given-unknown', editorOf(some('west-d'))],
      ['given-unknown', editorOf(some('all'))],
      ['given-unknown', officerOf(['nowhere'])],
      ['given-unknown', { ...officerOf('every'), services: [{ service: 'nothing' as never, areas: 'every' }] }],
    ]
    for (const [because, given] of refused)
      expect([because, given, await code(administrator, given)]).toEqual([because, given, because])
    expect(await code(administrator, officerOf(['east', 'west-d']), 'a@example.org')).toBe('ok')
    expect(await code(administrator, { role: 'administrator', contracts: [], services: [] }, 'b@example.org')).toBe(
      'ok',
    )
    expect(await code(administrator, { ...officerOf(['east']), role: 'reader' }, 'c@example.org')).toBe('ok')
  })

  it('needs a name that can be seen and an address that letters can reach', async () => {
    expect(await code(lead, editorOf(whole(helper)), 'no address')).toBe('not-an-address')
    // Letters would reach these; nobody could sign in with them.
    for (const email of ['a&b@example.org', 'a..b@example.org', 'a@example.c0'])
      expect(await code(lead, editorOf(whole(helper)), email)).toBe('not-an-address')
    expect(await code(lead, editorOf(whole(helper)), 'a@b.example', ' \u200b\u202e ')).toBe('name-needed')
    const odd = invitedSchema.parse(
      (await invite(lead, editorOf(whole(helper)), 'a@b.example', ' A\u0000\n  B ')).json(),
    )
    expect((await rowOf(lead, odd.person)).name).toBe('A B')
  })
})

describe('what a lead may give', () => {
  it('is never above lead, nothing of the council, and only of contracts she leads with every place', async () => {
    const roles = ['officer', 'performance-team', 'reader', 'auditor', 'administrator'] as const
    for (const role of roles)
      expect([role, await code(lead, { role, contracts: [], services: [] })]).toEqual([role, 'role-not-yours-to-give'])
    expect(await code(lead, editorOf(whole(other)))).toBe('not-yours-to-give')
    expect(await code(lead, editorOf(whole(helper), whole(other)))).toBe('not-yours-to-give')
    expect(await code(lead, { ...editorOf(whole(helper)), services: officerOf('every').services })).toBe(
      'not-yours-to-give',
    )
    const part = await county.signIn('partLead')
    expect(await code(part, editorOf(some('east-a')))).toBe('not-yours-to-give')
    expect(await code(lead, { ...editorOf(whole(helper)), role: 'provider-lead' })).toBe('ok')
    expect(await county.letters('new@example.org')).toHaveLength(1)
  })
})

describe('an address that somebody has', () => {
  it('is said to be taken to whoever manages her; to any other lead only that it cannot be invited', async () => {
    const given = editorOf(whole(helper))
    expect(await code(lead, given, staff.editor.email.toUpperCase())).toBe('address-taken')
    expect(await code(lead, given, staff.lead.email)).toBe('address-taken')
    const unseen = ['otherEditor', 'officer', 'administrator', 'auditor'] as const
    const answers = await Promise.all(unseen.map(who => invite(lead, given, staff[who].email)))
    const said = answers.map(answer => ({ ...answer.json(), requestId: undefined }))
    expect(new Set(said.map(each => JSON.stringify(each))).size).toBe(1)
    expect(said[0].code).toBe('address-not-yours')
    expect(await code(administrator, given, staff.otherEditor.email)).toBe('address-taken')
    for (const who of unseen) expect((await county.letters(staff[who].email)).join()).not.toMatch(/invitation/)
  })

  it('whose access has ended gives her the same account again, with a new password and only what is given now', async () => {
    const id = await county.id('editor')
    const hers = await county.signIn('editor')
    expect(await post(lead, `/api/people/${id}/end`)).toBe('ok')
    expect(await code(await county.signIn('otherLead'), editorOf(whole(other)), staff.editor.email)).toBe(
      'address-not-yours',
    )
    const again = await invite(lead, editorOf(some('west-c')), staff.editor.email, 'Editor again')
    expect(invitedSchema.parse(again.json()).person).toBe(id)
    expect(await rowOf(lead, id)).toMatchObject({
      name: 'Editor again',
      state: 'invited',
      given: editorOf(some('west-c')),
      standsIn: [],
    })
    // Neither the session nor the password of before.
    expect((await hers.get('/api/me')).statusCode).toBe(401)
    expect(await signsIn(staff.editor.email, staff.editor.password)).toBe(401)
    await county.letters(staff.editor.email)
    expect((await accept(county.inbox.secret(staff.editor.email), 'a sentence that is hers')).statusCode).toBe(200)
    expect(await signsIn(staff.editor.email, 'a sentence that is hers')).toBe(200)
  })

  it('whose access has ended is given back by an administrator alone where she worked elsewhere too', async () => {
    const id = await county.id('both')
    expect(await post(administrator, `/api/people/${id}/end`)).toBe('ok')
    expect(await code(lead, editorOf(whole(helper)), staff.both.email)).toBe('address-not-yours')
    expect(await code(administrator, editorOf(whole(helper)), staff.both.email)).toBe('ok')
  })
})
