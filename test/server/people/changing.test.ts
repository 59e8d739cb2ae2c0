/** Changing and ending access, over the real server: who may, what stays, and when it counts. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { eastA, setCell, sheet, submitSheets } from '../operations.ts'
import type { Browser } from '../test-server.ts'
import { editorOf, helper, other, PeopleCounty, post, rowOf, type Staff, some, staff, whole } from './people-county.ts'

let county: PeopleCounty
let lead: Browser
let administrator: Browser
beforeEach(async () => {
  county = await PeopleCounty.open()
  lead = await county.signIn('lead')
  administrator = await county.signIn('administrator')
})
afterEach(() => county.close())

const person = async (who: Staff) => county.at.server.storage.person(await county.id(who))
const entries = async (above: number) =>
  county.at.server.storage.accounts.db.selectFrom('record').selectAll().where('seq', '>', above).execute()
const tip = async () => (await county.at.server.storage.record.tip()).seq
const acts = async (above: number) => (await entries(above)).map(each => each.what)

/** Every act about one person. */
const everyAct = (id: PersonId): readonly (readonly [string, object])[] => [
  [`/api/people/${id}/access`, editorOf(whole(helper))],
  [`/api/people/${id}/end`, {}],
  [`/api/people/${id}/invite-again`, {}],
  [`/api/people/${id}/code`, {}],
  [`/api/people/${id}/stand-ins`, { contract: helper, from: '2017-07-12', to: '2017-07-13' }],
  [`/api/people/${id}/stand-ins/end`, { standIn: 'nothing' }],
  [`/api/people/${id}/devices/lost`, { device: '00000000-0000-4000-8000-000000000000' }],
]

describe('every act about somebody', () => {
  it('is refused to whoever does not manage her, whether she is there or not, and changes nothing', async () => {
    const strangers = [await county.id('otherEditor'), await county.id('officer'), await county.id('administrator')]
    const before = await tip()
    for (const id of [...strangers, 'nobody-at-all' as PersonId])
      for (const [url, payload] of everyAct(id))
        expect([url, await post(lead, url, payload)]).toEqual([url, 'not-your-people'])
    expect((await lead.get(`/api/people/${strangers[0]}/devices`)).json().code).toBe('not-your-people')
    expect(await tip()).toBe(before)
  })

  it('is refused to herself, lead or administrator', async () => {
    const before = await tip()
    for (const [browser, who] of [
      [lead, 'lead'],
      [administrator, 'administrator'],
    ] as const)
      for (const [url, payload] of everyAct(await county.id(who)))
        expect([url, await post(browser, url, payload)]).toEqual([url, 'not-yourself'])
    expect(await tip()).toBe(before)
  })

  it('is refused to everybody who manages nobody', async () => {
    const id = await county.id('worker')
    for (const who of ['editor', 'worker', 'officer', 'auditor', 'reader', 'performance'] as const) {
      const browser = await county.signIn(who)
      for (const [url, payload] of everyAct(id))
        expect([who, url, await post(browser, url, payload)]).toEqual([who, url, 'not-allowed'])
      expect(
        await post(browser, '/api/people/invite', {
          name: 'A',
          email: 'a@example.org',
          given: editorOf(whole(helper)),
        }),
      ).toBe('not-allowed')
    }
    const part = await county.signIn('partLead')
    for (const [url, payload] of everyAct(id))
      expect([url, await post(part, url, payload)]).toEqual([url, 'not-your-people'])
  })
})

describe('what somebody holds', () => {
  it('is replaced at once, in the record before and after, and told to her', async () => {
    const id = await county.id('editor')
    const before = await tip()
    const given = { role: 'field-worker' as const, contracts: [some('east-b', 'west-c')], services: [] }
    expect(await post(lead, `/api/people/${id}/access`, given)).toBe('ok')
    expect(await person('editor')).toMatchObject(given)
    const [entry, ...more] = await entries(before)
    expect([entry?.what, entry?.person_name, more]).toEqual(['access-changed', staff.lead.name, []])
    expect(JSON.parse(entry?.about ?? '')).toEqual({
      person: { id, name: staff.editor.name },
      before: { role: 'provider-editor', contracts: [`${helper}/east-a`], services: [] },
      after: { role: 'field-worker', contracts: [`${helper}/east-b`, `${helper}/west-c`], services: [] },
      contracts: [`${helper}/east-a`, `${helper}/east-b`, `${helper}/west-c`],
    })
    expect(await county.letters(staff.editor.email)).toEqual([expect.stringMatching(/access was changed/)])
  })

  it('that is given as it was changes nothing, writes nothing and tells nobody', async () => {
    const id = await county.id('both')
    const before = await tip()
    expect(await post(administrator, `/api/people/${id}/access`, editorOf(whole(other), some('east-b')))).toBe('ok')
    expect(await post(lead, `/api/people/${id}/access`, editorOf(some('east-b')))).toBe('ok')
    expect(await tip()).toBe(before)
    expect(await county.letters(staff.both.email)).toEqual([])
  })

  it('elsewhere stays, and her role with it, when a lead changes what is of her own contracts', async () => {
    const id = await county.id('both')
    const url = `/api/people/${id}/access`
    expect(await post(lead, url, { ...editorOf(whole(helper)), role: 'provider-lead' })).toBe('only-administrator')
    expect(await post(lead, url, editorOf(some('east-a'), whole(other)))).toBe('not-yours-to-give')
    expect(await post(lead, url, editorOf(some('west-d')))).toBe('given-unknown')
    expect(await post(lead, `/api/people/${id}/end`)).toBe('only-administrator')
    expect(await post(lead, url, editorOf(some('east-a')))).toBe('ok')
    expect((await person('both'))?.contracts).toEqual([some('east-a'), whole(other)])
    // Taken off: then she is nobody of hers any more.
    expect(await post(lead, url, editorOf())).toBe('ok')
    expect((await person('both'))?.contracts).toEqual([whole(other)])
    expect(await post(lead, url, editorOf(some('east-a')))).toBe('not-your-people')
  })

  it('is given by a lead never above lead nor outside, and by an administrator to anybody', async () => {
    const url = `/api/people/${await county.id('editor')}/access`
    expect(await post(lead, url, editorOf())).toBe('nothing-given')
    expect(await post(lead, url, editorOf(whole(other)))).toBe('not-yours-to-give')
    expect(
      await post(lead, url, { role: 'officer', contracts: [], services: [{ service: 'support', areas: 'every' }] }),
    ).toBe('role-not-yours-to-give')
    expect(await post(lead, url, { ...editorOf(whole(helper)), role: 'provider-lead' })).toBe('ok')
    const officer = `/api/people/${await county.id('officer')}/access`
    expect(
      await post(administrator, officer, {
        role: 'reader',
        contracts: [],
        services: [{ service: 'support', areas: ['east'] }],
      }),
    ).toBe('ok')
    expect((await person('officer'))?.role).toBe('reader')
  })

  it('is not given to somebody whose access has ended', async () => {
    const id = await county.id('editor')
    expect(await post(lead, `/api/people/${id}/end`)).toBe('ok')
    expect(await post(lead, `/api/people/${id}/access`, editorOf(whole(helper)))).toBe('access-has-ended')
    expect(await post(lead, `/api/people/${id}/invite-again`)).toBe('access-has-ended')
  })
})

describe('a device that works while its person’s access changes', () => {
  it('gets what is new and is told what is not hers any more at its next pull', async () => {
    const editor = await county.signIn('editor')
    const cursor = { [`${helper}/east-a`]: { seq: 0, tip: null } }
    expect((await editor.pull(cursor)).revoked).toEqual([])
    await post(lead, `/api/people/${editor.id}/access`, editorOf(some('west-c')))
    const after = await editor.pull(cursor)
    expect(after.revoked).toEqual([`${helper}/east-a`])
    expect(after.me.scopes).toEqual([`${helper}/west-c`])
    expect(after.scopes.map(each => each.scope)).toEqual([`${helper}/west-c`])
  })

  it('has what it typed before decided by what she holds now: kept, refused in words, and nothing behind it stuck', async () => {
    const editor = await county.signIn('editor')
    await editor.push([setCell(editor, 1, 'closed', amount(4))])
    await post(lead, `/api/people/${editor.id}/access`, editorOf(some('west-c')))
    const answer = await editor.push([
      setCell(editor, 2, 'open', amount(5)),
      setCell(editor, 3, 'open', amount(6), { sheet: sheet('west-c') }),
    ])
    expect(answer.outcomes.map(({ outcome, code }) => [outcome, code])).toEqual([
      ['rejected', 'no-access'],
      ['applied', undefined],
    ])
    const stored = await county.at.server.storage.returnLog(eastA)
    expect(stored.beside.map(each => [each.code, JSON.parse(each.body).value])).toEqual([['no-access', amount(5)]])
  })

  it('of somebody who is a field worker now has her submission refused as not allowed by her role', async () => {
    const editor = await county.signIn('secondLead')
    await post(lead, `/api/people/${editor.id}/access`, { ...editorOf(whole(helper)), role: 'field-worker' })
    const submit = {
      ...submitSheets(editor, 1, [{ sheet: eastA, seen: 'f'.repeat(64) }]),
      sheet: eastA,
      scope: `${helper}/east-a`,
    }
    const [outcome] = (await editor.push([submit])).outcomes
    expect([outcome?.outcome, outcome?.code]).toEqual(['rejected', 'not-allowed'])
    expect((await editor.pull()).me).toMatchObject({ person: { role: 'field-worker' } })
  })
})

describe('ending somebody’s access', () => {
  it('counts at the next request, ends her sessions and invitations, and is told to her', async () => {
    const editor = await county.signIn('editor')
    const elsewhere = await county.signIn('editor')
    const before = await tip()
    expect(await post(lead, `/api/people/${editor.id}/end`)).toBe('ok')
    for (const browser of [editor, elsewhere]) expect((await browser.get('/api/me')).statusCode).toBe(401)
    const db = county.at.server.storage.accounts.db
    expect(await db.selectFrom('session').select('id').where('userId', '=', editor.id).execute()).toEqual([])
    expect(await acts(before)).toEqual(['access-ended'])
    expect(await county.letters(staff.editor.email)).toContainEqual(expect.stringMatching(/access has ended/))
    expect(await rowOf(lead, editor.id)).toMatchObject({ state: 'ended', invitationEndsAt: null })
    // Again is nothing.
    expect(await post(lead, `/api/people/${editor.id}/end`)).toBe('ok')
    expect(await acts(before)).toEqual(['access-ended'])
    const standing = await editor.ask({ method: 'POST', url: '/api/standing', payload: { device: editor.device } })
    expect(standing.json()).toEqual({ standing: 'left' })
  })

  it('makes an invitation worthless that was not used', async () => {
    const invite = { name: 'New', email: 'new@example.org', given: editorOf(whole(helper)) }
    const { person: id } = (await lead.post('/api/people/invite', invite)).json()
    await county.letters(invite.email)
    const token = county.inbox.secret(invite.email)
    expect(await post(lead, `/api/people/${id}/end`)).toBe('ok')
    const { db } = county.at.server.storage.accounts
    const left = db.selectFrom('invitation').select('id').where('person', '=', id).where('ended_at', 'is', null)
    expect(await left.execute()).toEqual([])
    const payload = { token, password: 'a sentence that nobody else has' }
    const accept = { method: 'POST', url: '/api/auth/invitation/accept', payload } as const
    expect((await county.at.inject(accept)).json().code).toBe('not-found')
  })

  it('leaves an administrator, however two of them end each other at once', async () => {
    const second = await county.signIn('secondAdministrator')
    const said = await Promise.all([
      post(administrator, `/api/people/${second.id}/end`),
      post(second, `/api/people/${administrator.id}/end`),
    ])
    expect(said.toSorted()).toEqual(['not-signed-in', 'ok'])
    const left = (await county.at.server.storage.people()).filter(
      each => each.role === 'administrator' && each.endedAt === undefined,
    )
    expect(left).toHaveLength(1)
  })

  it('writes nothing at all where its letter cannot be written', async () => {
    const { db } = county.at.server.storage.accounts
    await db.schema.alterTable('mail').renameTo('no_mail').execute()
    const before = await tip()
    expect((await lead.post(`/api/people/${await county.id('editor')}/end`, {})).statusCode).toBe(500)
    expect(await tip()).toBe(before)
    expect((await person('editor'))?.endedAt).toBeUndefined()
    await db.schema.alterTable('no_mail').renameTo('mail').execute()
  })
})

describe('an administrator', () => {
  it('sees no figures, whatever she manages', async () => {
    const scope = `${helper}/east-a`
    for (const url of [`/api/board`, `/api/returns/${scope}/2017-06`, '/api/surrendered', '/api/record'])
      expect([url, (await administrator.get(url)).statusCode]).toEqual([url, 403])
    const pulled = await administrator.pull({ [scope]: { seq: 0, tip: null } })
    expect([pulled.scopes, pulled.revoked]).toEqual([[], [scope]])
  })
})
