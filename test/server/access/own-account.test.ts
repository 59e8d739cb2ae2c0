/** Sessions and devices of everybody: her own, and nobody else's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountSchema } from '../../../src/protocol/account.ts'
import { Browser } from '../test-server.ts'
import { openWorld, people, signedIn, type World } from './county.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.at.close())

const accountOf = async (browser: Browser) => accountSchema.parse((await browser.get('/api/account')).json())
const isIn = async (browser: Browser): Promise<boolean> => (await browser.get('/api/me')).statusCode === 200
const codeOf = (answer: { readonly statusCode: number; json(): { readonly code?: string } }) =>
  answer.statusCode === 200 ? 200 : answer.json().code

describe.each(signedIn)('the %s', who => {
  it('ends another session of hers, and no session of somebody else', async () => {
    const second = await Browser.signIn(world.at, people[who])
    const foreign = await Browser.signIn(world.at, people[who === 'officer' ? 'lead' : 'officer'])
    const { sessions } = await accountOf(world.browser(who))
    const end = (session: string) => world.browser(who).post('/api/account/sessions/end', { session })
    for (const { id } of (await accountOf(foreign)).sessions) expect(codeOf(await end(id))).toBe('not-found')
    expect(await isIn(foreign)).toBe(true)
    for (const { id, own } of sessions) if (!own) expect(codeOf(await end(id))).toBe(200)
    expect([await isIn(second), await isIn(world.browser(who))]).toEqual([false, true])
  })

  it('reports a device of hers lost, and no device of somebody else', async () => {
    const second = await Browser.signIn(world.at, people[who])
    const foreign = await Browser.signIn(world.at, people[who === 'officer' ? 'lead' : 'officer'])
    const lost = (device: string) => world.browser(who).post('/api/account/devices/lost', { device })
    expect(codeOf(await lost(foreign.device))).toBe('not-found')
    expect(await isIn(foreign)).toBe(true)
    expect(codeOf(await lost(second.device))).toBe(200)
    expect([await isIn(second), await isIn(world.browser(who))]).toEqual([false, true])
  })

  it('signs out here alone, or everywhere, and signs nobody else out', async () => {
    const [one, two, three] = [
      await Browser.signIn(world.at, people[who]),
      await Browser.signIn(world.at, people[who]),
      await Browser.signIn(world.at, people[who]),
    ]
    expect(codeOf(await one.post('/api/auth/sign-out', {}))).toBe(200)
    expect([await isIn(one), await isIn(two), await isIn(three)]).toEqual([false, true, true])
    expect(codeOf(await two.post('/api/account/sign-out-everywhere', {}))).toBe(200)
    expect([await isIn(two), await isIn(three), await isIn(world.browser(who))]).toEqual([false, false, false])
    for (const other of signedIn.slice(signedIn.indexOf(who) + 1)) expect(await isIn(world.browser(other))).toBe(true)
  })
})
