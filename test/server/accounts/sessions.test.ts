/** How long a session holds, what keeps it, and what ends it. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountSchema, sessionTimesSchema } from '../../../src/protocol/account.ts'
import { readSessionLimits } from '../../../src/server/accounts/session-limits.ts'
import { amount } from '../../domain/small-set.ts'
import { eastA, setCell } from '../operations.ts'
import { people } from '../small-county.ts'
import { Browser } from '../test-server.ts'
import { codeOf, hour, minute, openWorld, type World } from './account-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const later = (milliseconds: number): string => new Date(Date.parse(world.now()) + milliseconds).toISOString()
const ended = [401, 'not-signed-in']
const me = (browser: Browser) => browser.get('/api/me')
const timesOf = async (browser: Browser) => sessionTimesSchema.parse((await browser.get('/api/session')).json())
const accountOf = async (browser: Browser) => accountSchema.parse((await browser.get('/api/account')).json())
/** A browser that calls itself so; the first of hers. */
async function signInWith(userAgent: string): Promise<Browser> {
  const browser = await Browser.signIn(world.at, 'editor')
  await world.at.server.storage.accounts.db
    .updateTable('session')
    .set({ userAgent })
    .where('userId', '=', browser.id)
    .execute()
  return browser
}

describe('the idle limit', () => {
  it('ends a session after an hour, exactly as an ended one', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    world.pass(hour - 1)
    expect((await me(browser)).statusCode).toBe(200)
    world.pass(1)
    const idle = await me(browser)
    expect(codeOf(idle)).toEqual(ended)
    await browser.post('/api/auth/sign-out', {})
    const signedOut = await me(browser)
    const { requestId: _one, ...said } = idle.json()
    const { requestId: _other, ...saidThen } = signedOut.json()
    expect(said).toEqual(saidThen)
    expect(codeOf(await browser.sendPush([]))).toEqual(ended)
    expect(codeOf(await browser.post('/api/session/active', {}))).toEqual(ended)
  })

  it('is moved by a person and by what she sends, and by nothing else', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    const begun = await timesOf(browser)
    expect(begun).toEqual({ idleEndsAt: later(hour), endsAt: later(12 * hour), now: world.now() })
    world.pass(10 * minute)
    await browser.pull()
    await browser.push([])
    for (const url of ['/api/me', '/api/session', '/api/account']) await browser.get(url)
    await browser.post('/api/writing', { sheet: eastA, cell: 'closed' })
    await browser.post('/api/reference', { hashes: [] })
    await browser.post('/api/devices', {})
    expect((await timesOf(browser)).idleEndsAt).toBe(begun.idleEndsAt)
    await browser.register()
    await browser.push([setCell(browser, 1, 'closed', amount(1))])
    expect((await timesOf(browser)).idleEndsAt).toBe(later(hour))
    world.pass(hour - minute)
    const active = sessionTimesSchema.parse((await browser.post('/api/session/active', {})).json())
    expect(active).toEqual({ idleEndsAt: later(hour), endsAt: begun.endsAt, now: world.now() })
    expect(await timesOf(browser)).toEqual(active)
    world.pass(hour - minute)
    expect((await me(browser)).statusCode).toBe(200)
  })

  it('is not moved by a push that is refused', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    world.pass(30 * minute)
    await browser.sendPush([setCell(browser, 5, 'closed', amount(1))])
    expect((await timesOf(browser)).idleEndsAt).toBe(later(30 * minute))
  })
})

describe('the absolute limit', () => {
  it('ends a session after twelve hours, however much is done', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    for (let n = 0; n < 23; n++) {
      world.pass(30 * minute)
      expect((await browser.post('/api/session/active', {})).statusCode).toBe(200)
    }
    world.pass(30 * minute - 1)
    expect((await timesOf(browser)).idleEndsAt).toBe(later(1))
    world.pass(1)
    expect(codeOf(await me(browser))).toEqual(ended)
  })

  it('and the idle one are settings, which hold for sessions there are from the next start', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    await world.at.restart({ sessions: { idleMinutes: 5, hours: 1 } })
    expect(await timesOf(browser)).toMatchObject({ idleEndsAt: later(5 * minute), endsAt: later(hour) })
    world.pass(5 * minute)
    expect(codeOf(await me(browser))).toEqual(ended)
    const answer = await world.post('/api/auth/sign-in/email', people.lead)
    expect(answer.cookies[0]).toMatchObject({ name: 'fieldfare', maxAge: 3_600 })
  })
})

describe('signing in again', () => {
  const again = (browser: Browser, who: { readonly email: string; readonly password: string }) =>
    browser.post('/api/auth/sign-in/email', { email: who.email, password: who.password })

  it('ends the session that the browser had, whoever’s, and no other; failing to ends none', async () => {
    for (const who of [people.editor, people.lead]) {
      const [browser, elsewhere] = [await Browser.signIn(world.at, 'editor'), await Browser.signIn(world.at, 'editor')]
      expect((await again(browser, { ...who, password: 'not the password at all' })).statusCode).toBe(401)
      expect((await me(browser)).statusCode).toBe(200)
      expect((await again(browser, who)).statusCode).toBe(200)
      expect(codeOf(await me(browser))).toEqual(ended)
      expect((await me(elsewhere)).statusCode).toBe(200)
    }
  })
})

describe('the settings', () => {
  it('are read, and said in words where they cannot be', () => {
    const read = (idle: string, hours: string) =>
      readSessionLimits({ FIELDFARE_SESSION_IDLE_MINUTES: idle, FIELDFARE_SESSION_HOURS: hours })
    expect(read('', '')).toEqual({ ok: true, limits: { idleMinutes: 60, hours: 12 } })
    expect(read('15', '8')).toEqual({ ok: true, limits: { idleMinutes: 15, hours: 8 } })
    for (const [idle, hours] of [
      ['4', '12'],
      ['721', '12'],
      ['an hour', '12'],
      ['1e1', '12'],
      ['60', '0'],
      ['60', '25'],
      ['60', '1.5'],
    ] as const) {
      const faults = read(idle, hours)
      expect(faults.ok ? [] : faults.faults).toEqual([expect.stringMatching(/^FIELDFARE_SESSION_.* is expected\.$/)])
    }
    expect(read('0', '0')).toMatchObject({
      ok: false,
      faults: [/IDLE/, /HOURS/].map(name => expect.stringMatching(name)),
    })
    expect(read('90', '1')).toMatchObject({
      ok: false,
      faults: [expect.stringMatching(/cannot be idle for 90 minutes/)],
    })
  })
})

describe('streams', () => {
  it('of an idle session end, and keep none alive', async () => {
    const listening = await Browser.signIn(world.at, 'editor')
    const writing = await Browser.signIn(world.at, 'lead')
    await world.at.server.app.listen({ host: '127.0.0.1', port: 0 })
    const address = world.at.server.app.server.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const cookie = [...listening.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const stream = await new Promise<{ readonly closed: Promise<void> }>((open, failed) => {
      const sent = request({ host: '127.0.0.1', port, path: '/api/events', headers: { cookie } }, answer => {
        answer.resume()
        open({ closed: new Promise(done => answer.once('close', done)) })
      })
      sent.once('error', failed)
      sent.end()
    })
    world.pass(59 * minute)
    await writing.post('/api/session/active', {})
    await writing.push([setCell(writing, 1, 'closed', amount(1))])
    expect((await me(listening)).statusCode).toBe(200)
    world.pass(minute)
    await writing.push([setCell(writing, 2, 'closed', amount(2))], null)
    await stream.closed
    expect(codeOf(await me(listening))).toEqual(ended)
  })
})

describe('the list of sessions', () => {
  const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/149.0.0.0 Safari/537.36'

  it('has her own living ones, in our words, the last used first', async () => {
    const first = await signInWith(windows)
    const begun = world.now()
    await Browser.signIn(world.at, 'lead')
    world.pass(50 * minute)
    const second = await Browser.signIn(world.at, 'editor')
    const { sessions } = await accountOf(second)
    expect(sessions.map(({ id: _id, ...session }) => session)).toEqual([
      { browser: 'a browser', begun: world.now(), lastActive: world.now(), own: true },
      { browser: 'Chrome on Windows', begun, lastActive: begun, own: false },
    ])
    world.pass(minute)
    await first.post('/api/session/active', {})
    expect((await accountOf(second)).sessions.map(each => each.own)).toEqual([false, true])
    world.pass(55 * minute)
    await second.post('/api/session/active', {})
    world.pass(10 * minute)
    expect((await accountOf(second)).sessions).toHaveLength(1)
    expect((await world.at.server.storage.accounts.db.selectFrom('session').select('id').execute()).length).toBe(3)
    // Those that have ended by themselves are deleted by the next sign-in.
    await Browser.signIn(world.at, 'officer')
    expect((await world.at.server.storage.accounts.db.selectFrom('session').select('id').execute()).length).toBe(2)
  })

  it('ends one of hers, and nobody else’s', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const there = await Browser.signIn(world.at, 'editor')
    const lead = await Browser.signIn(world.at, 'lead')
    const other = (await accountOf(here)).sessions.find(session => !session.own)?.id ?? ''
    const leads = (await accountOf(lead)).sessions[0]?.id ?? ''
    const end = (session: string) => here.post('/api/account/sessions/end', { session })
    expect(codeOf(await end(leads))).toEqual([404, 'not-found'])
    expect(await world.appendedBy(() => end(other))).toEqual([['session-ended', 'Editor']])
    expect(codeOf(await end(other))).toEqual([404, 'not-found'])
    expect(codeOf(await me(there))).toEqual(ended)
    expect([(await me(here)).statusCode, (await me(lead)).statusCode]).toEqual([200, 200])
  })

  it('ends everywhere with one press, at the next request, with a letter', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const there = await Browser.signIn(world.at, 'editor')
    const lead = await Browser.signIn(world.at, 'lead')
    const appended = await world.appendedBy(() => here.post('/api/account/sign-out-everywhere', {}))
    expect(appended).toEqual([['signed-out-everywhere', 'Editor']])
    expect([codeOf(await me(here)), codeOf(await me(there))]).toEqual([ended, ended])
    expect((await me(lead)).statusCode).toBe(200)
    expect(world.letters.at(-1)).toMatchObject({
      to: people.editor.email,
      subject: 'You were signed out of Fieldfare everywhere (A council)',
    })
  })

  it('ends with the access, at the next request', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    await world.at.server.storage.endAccess(browser.id, world.now())
    for (const url of ['/api/me', '/api/session', '/api/account']) expect(codeOf(await browser.get(url))).toEqual(ended)
    expect(codeOf(await browser.post('/api/account/password', { present: 'a', next: 'b' }))).toEqual(ended)
  })
})
