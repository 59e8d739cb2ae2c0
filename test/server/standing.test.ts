/** How people and devices stand: access that ended, devices that were reported lost, and what is handed over then. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DeviceId, Instant } from '../../src/domain/ids.ts'
import { standingAnswerSchema, surrenderedSchema } from '../../src/protocol/exchange.ts'
import { amount } from '../domain/small-set.ts'
import { atFullCost } from './cheap-hash.ts'
import { eastA, setCell, sheet, submitSheets, voidOf } from './operations.ts'
import { county, other, people } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
beforeEach(async () => {
  at = await TestServer.open({ county: atFullCost(county) })
})
afterEach(() => at.close())

const noon = '2017-07-11T12:00:00.000Z' as Instant
/** With the device's secret and nothing else. */
const withSecret = (browser: Browser, url: string, payload: object) =>
  at.inject({
    method: 'POST',
    url,
    payload,
    cookies: { 'fieldfare-device': browser.cookies.get('fieldfare-device') ?? '' },
  })
const standing = async (browser: Browser) =>
  standingAnswerSchema.parse((await withSecret(browser, '/api/standing', { device: browser.device })).json()).standing
const codeOf = (answer: { readonly statusCode: number; json(): { code?: string } }) => [
  answer.statusCode,
  answer.json().code,
]
const signIn = (email: string, password: string) =>
  at.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })

describe('a standing', () => {
  it('is here, until something ends; asked with the secret of the device it is about and no session', async () => {
    const editor = await Browser.signIn(at, 'editor')
    const lead = await Browser.signIn(at, 'lead')
    expect(await standing(editor)).toBe('here')
    const foreign = await withSecret(lead, '/api/standing', { device: editor.device })
    expect(codeOf(foreign)).toEqual([409, 'unknown-device'])
    const unknown = '00000000-0000-4000-8000-000000000000' as DeviceId
    expect(codeOf(await withSecret(lead, '/api/standing', { device: unknown }))).toEqual([409, 'unknown-device'])
  })

  it('of a lost device is lost, also when the person has left', async () => {
    const [editor, tablet] = [await Browser.signIn(at, 'editor'), await Browser.signIn(at, 'editor')]
    await at.server.storage.reportLost(tablet.device, noon)
    await at.server.storage.endAccess(editor.id, noon)
    expect([await standing(editor), await standing(tablet)]).toEqual(['left', 'lost'])
  })

  it('of a lost device is lost under whichever of its numbers it works: an answer may not have reached it', async () => {
    const editor = await Browser.signIn(at, 'editor')
    const first = editor.device
    await editor.register()
    const second = editor.device
    await editor.register()
    await at.server.storage.reportLost(second, noon)
    for (const device of [editor.device, second, first]) {
      editor.device = device
      expect(await standing(editor)).toBe('lost')
      const handedOver = await withSecret(editor, '/api/surrender', { device, operations: [1] })
      expect(codeOf(handedOver)).toEqual([403, 'device-lost'])
    }
  })
})

describe('access that ended', () => {
  it('is over at the next request, with the sessions there were', async () => {
    const editor = await Browser.signIn(at, 'editor')
    const lead = await Browser.signIn(at, 'lead')
    await at.server.storage.endAccess(editor.id, noon)
    for (const answer of [await editor.get('/api/me'), await editor.sendPush([]), await editor.get('/api/events')])
      expect(codeOf(answer)).toEqual([401, 'not-signed-in'])
    expect((await lead.get('/api/me')).statusCode).toBe(200)
  })

  it('cannot be told from a wrong password when signing in, and begins no session', async () => {
    const { email, password } = people.editor
    const editor = await Browser.signIn(at, 'editor')
    await at.server.storage.endAccess(editor.id, noon)
    const { db } = at.server.storage.accounts
    const sessions = async () => (await db.selectFrom('session').selectAll().execute()).length
    const before = await sessions()
    const ended = await signIn(email.toUpperCase(), password)
    const wrong = await signIn(people.lead.email, 'not the password at all')
    expect(codeOf(ended)).toEqual([401, 'wrong-password'])
    const said = (answer: typeof ended) => ({ ...answer.json(), requestId: '' })
    expect(said(ended)).toEqual(said(wrong))
    expect(ended.cookies).toEqual([])
    expect(await sessions()).toBe(before)
  })

  it('takes about as long to refuse as a wrong password', async () => {
    const editor = await Browser.signIn(at, 'editor')
    await at.server.storage.endAccess(editor.id, noon)
    const timed = async (email: string): Promise<number> => {
      const began = performance.now()
      await signIn(email, 'not the password at all')
      return performance.now() - began
    }
    const [ended, wrong]: [number[], number[]] = [[], []]
    for (let n = 0; n < 7; n++) {
      ended.push(await timed(people.editor.email))
      wrong.push(await timed(people.lead.email))
    }
    const median = (times: readonly number[]) => times.toSorted((a, b) => a - b)[3] ?? 0
    // A check that answered before hashing the password would be some fifty times as fast.
    expect(median(ended)).toBeGreaterThan(median(wrong) / 4)
    expect(median(ended)).toBeLessThan(median(wrong) * 4)
  })

  it('leaves what she typed, and lets her device hand over what it still holds', async () => {
    const editor = await Browser.signIn(at, 'editor')
    await editor.push([setCell(editor, 1, 'closed', amount(1))])
    await at.server.storage.endAccess(editor.id, noon)
    const waiting = [setCell(editor, 2, 'good', amount(2))]
    const answer = await withSecret(editor, '/api/surrender', { device: editor.device, operations: waiting })
    expect(answer.json()).toEqual({ kept: 1 })
    const officer = await Browser.signIn(at, 'officer')
    const view = (await officer.get(`/api/returns/${eastA}`)).json()
    expect(Object.keys(view.row.cells)).toEqual(['closed'])
  })
})

describe('a lost device', () => {
  it('gives nothing and is given nothing, with whatever session it has; her other device goes on', async () => {
    const lost = await Browser.signIn(at, 'editor')
    const elsewhere = await Browser.signIn(at, 'editor')
    await at.server.storage.reportLost(lost.device, noon)
    const operation = setCell(lost, 1, 'closed', amount(1))
    for (const answer of [
      await lost.sendPush([operation]),
      await lost.post('/api/pull', { protocol: 1, person: lost.id, cursors: {} }),
      await lost.get('/api/me'),
      await lost.get('/api/events'),
      await lost.post('/api/devices', {}),
      await withSecret(lost, '/api/surrender', { device: lost.device, operations: [operation] }),
    ])
      expect(codeOf(answer)).toEqual([403, 'device-lost'])
    // The session alone, its secret thrown away, sends nothing in the lost device's name either.
    lost.cookies.delete('fieldfare-device')
    expect(codeOf(await lost.sendPush([operation]))).toEqual([403, 'device-lost'])
    const kept = await at.server.storage.accounts.db.selectFrom('operation').selectAll().execute()
    expect(kept).toEqual([])
    expect(await at.server.storage.surrendered()).toEqual([])

    const { outcomes } = await elsewhere.push([setCell(elsewhere, 1, 'closed', amount(2))])
    expect(outcomes.map(each => each.outcome)).toEqual(['applied'])
  })

  it('is lost for her alone where others use the same tablet', async () => {
    const lost = await Browser.signIn(at, 'editor')
    const colleague = await Browser.signIn(at, 'worker')
    colleague.cookies.set('fieldfare-device', lost.cookies.get('fieldfare-device') ?? '')
    await colleague.register()
    await at.server.storage.reportLost(lost.device, noon)
    expect(await standing(colleague)).toBe('here')
    expect((await colleague.push([setCell(colleague, 1, 'closed', amount(3))])).outcomes[0]?.outcome).toBe('applied')
  })
})

describe('what was handed over', () => {
  const read = async (who: 'officer' | 'otherOfficer') =>
    surrenderedSchema.parse((await (await Browser.signIn(at, who)).get('/api/surrendered')).json())

  it('is read by officers of the service: each change once, without what came by push or changes nothing', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const stranger = await Browser.signIn(at, 'otherLead')
    const sent = setCell(lead, 1, 'closed', amount(1))
    const figure = setCell(lead, 2, 'good', amount(7), { sheet: sheet('west-c') })
    const act = submitSheets(lead, 4, [{ sheet: eastA, seen: 'a'.repeat(64) }])
    await lead.push([sent])
    const body = { device: lead.device, operations: [sent, figure, voidOf(lead, 3), act] }
    await lead.post('/api/surrender', body)
    await lead.post('/api/surrender', body)
    const theirs = setCell(stranger, 1, 'good', amount(8), { sheet: `${other}/west-d/2017-06` as never })
    await stranger.post('/api/surrender', { device: stranger.device, operations: [theirs] })

    const { changes, unreadable } = await read('officer')
    expect(unreadable).toBeUndefined()
    const shown = changes.map(({ person, sheet: of, cell, value }) => [person.name, of, cell, value])
    expect(shown).toHaveLength(3)
    expect(shown).toEqual(
      expect.arrayContaining([
        ['Lead', sheet('west-c'), 'good', amount(7)],
        ['Lead', act.sheet, null, null],
        ['Lead of another provider', theirs.sheet, 'good', amount(8)],
      ]),
    )
    expect(await read('otherOfficer')).toEqual({ changes: [] })
  })

  it('P1: is read where what came by push was refused, or says something else under the same id', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const refused = setCell(lead, 1, 'closed', { type: 'text', paragraphs: ['12a'], audience: 'council' })
    const taken = setCell(lead, 2, 'open', amount(5))
    expect((await lead.push([refused, taken])).outcomes.map(each => each.outcome)).toEqual(['rejected', 'applied'])
    const operations = [refused, taken, { ...taken, value: amount(6) }]
    await lead.post('/api/surrender', { device: lead.device, operations })
    const values = (await read('officer')).changes.map(each => each.value)
    expect(values).toHaveLength(2)
    expect(values).toEqual(expect.arrayContaining([refused.value, amount(6)]))
  })

  it('is counted where it cannot be read, or claims to be somebody else’s or of another return than it says', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const worker = await Browser.signIn(at, 'worker')
    const operations = [
      { anything: 'at all' },
      'text',
      setCell(worker, 1, 'closed', amount(9)),
      { ...setCell(lead, 1, 'closed', amount(9)), v: 99 },
    ]
    await lead.post('/api/surrender', { device: lead.device, operations })
    await lead.post('/api/surrender', {
      device: lead.device,
      operations: [{ ...setCell(lead, 2, 'closed', amount(9)), scope: `${other}/west-d` }],
    })
    expect(await read('officer')).toEqual({ changes: [], unreadable: 4 })
    expect(await read('otherOfficer')).toEqual({ changes: [] })
  })
})
