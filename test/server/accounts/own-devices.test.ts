/** A person's own devices, the cookie that tells them, and letters about browsers she was not in before. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accountSchema } from '../../../src/protocol/account.ts'
import { people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'
import { codeOf, minute, openWorld, type World } from './account-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const devicesOf = async (browser: Browser) => accountSchema.parse((await browser.get('/api/account')).json()).devices
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const subjects = async () => {
  await world.settled()
  return world.letters.map(letter => `${letter.to}: ${letter.subject}`)
}

describe('the list of devices', () => {
  it('says what each is, when it was registered and last seen, and which is this one', async () => {
    const begun = world.now()
    const here = await Browser.signIn(world.at, 'editor')
    world.pass(minute)
    const there = await Browser.signIn(world.at, 'editor')
    await Browser.signIn(world.at, 'lead')
    const unseen = { lastSeen: null, lost: null, browser: 'a browser' }
    expect(await devicesOf(here)).toEqual([
      { ...unseen, device: there.device, registered: world.now(), own: false },
      { ...unseen, device: here.device, registered: begun, own: true },
    ])
    // Registered anew under the secret it has, it is still one device, seen when it was seen.
    await here.pull()
    const seen = world.now()
    world.pass(minute)
    const answer = await here.ask({
      method: 'POST',
      url: '/api/devices',
      payload: {},
      headers: { 'user-agent': firefox },
    })
    expect((await devicesOf(here)).find(each => each.own)).toEqual({
      ...{ device: answer.json().device, browser: 'Firefox on Linux', registered: world.now() },
      ...{ lastSeen: seen, lost: null, own: true },
    })
    expect(await devicesOf(here)).toHaveLength(2)
  })

  it('notes that one was seen once an hour', async () => {
    const browser = await Browser.signIn(world.at, 'editor')
    const lastSeen = async () => (await devicesOf(browser))[0]?.lastSeen
    const begun = world.now()
    await browser.pull()
    world.pass(30 * minute)
    await browser.post('/api/session/active', {})
    await browser.pull()
    expect(await lastSeen()).toBe(begun)
    world.pass(30 * minute)
    await browser.pull()
    expect(await lastSeen()).toBe(world.now())
  })
})

describe('a device that she reports lost', () => {
  it('is refused, told to delete, and takes the other sessions with it', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const gone = await Browser.signIn(world.at, 'editor')
    const third = await Browser.signIn(world.at, 'editor')
    const appended = await world.appendedBy(async () =>
      expect((await here.post('/api/account/devices/lost', { device: gone.device })).statusCode).toBe(200),
    )
    expect(appended).toEqual([['device-reported-lost', 'Editor']])
    expect((await subjects()).at(-1)).toBe(`${people.editor.email}: A device of yours was reported lost (A council)`)
    expect((await devicesOf(here)).find(each => each.device === gone.device)?.lost).toBe(world.now())
    expect((await here.pull()).me.person.id).toBe(here.id)
    // Without the cookie that tells the device too: it may have been left out.
    for (const browser of [gone, third]) {
      browser.cookies.delete('fieldfare-device')
      expect(codeOf(await browser.get('/api/me'))).toEqual([401, 'not-signed-in'])
    }
    const letters = world.letters.length
    await here.post('/api/account/devices/lost', { device: gone.device })
    expect(await subjects()).toHaveLength(letters)
  })

  it('is one of hers', async () => {
    const editor = await Browser.signIn(world.at, 'editor')
    const lead = await Browser.signIn(world.at, 'lead')
    for (const device of [lead.device, '8b1ae3cd-f6df-4d3c-b1f2-009183bbf70d'])
      expect(codeOf(await editor.post('/api/account/devices/lost', { device }))).toEqual([404, 'not-found'])
    expect((await devicesOf(lead))[0]?.lost).toBeNull()
    expect((await lead.get('/api/me')).statusCode).toBe(200)
  })
})

describe('a letter about a new browser', () => {
  const signIn = (cookies: Record<string, string>, who: 'editor' | 'lead' | 'officer' = 'editor') => {
    const { email, password } = people[who]
    const payload = { email, password }
    const headers = { 'user-agent': firefox }
    return world.at.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload, cookies, headers })
  }
  const cookiesOf = (answer: Awaited<ReturnType<typeof signIn>>) =>
    Object.fromEntries(answer.cookies.map(cookie => [cookie.name, cookie.value]))

  it('comes the first time only, for each person of a browser, and says what it is in our words', async () => {
    const first = cookiesOf(await signIn({}))
    const letter = `${people.editor.email}: A new sign-in to Fieldfare (A council)`
    expect(await subjects()).toEqual([letter])
    expect(world.letters[0]?.text).toContain('Firefox on Linux')
    const second = cookiesOf(await signIn(first))
    expect(await subjects()).toEqual([letter])
    const shared = cookiesOf(await signIn(second, 'officer'))
    expect((await subjects()).at(-1)).toContain(people.officer.email)
    const count = world.letters.length
    await signIn(shared)
    await signIn(shared, 'officer')
    expect(await subjects()).toHaveLength(count)
    // A mark of somebody else, and one made up, are none.
    await signIn({ 'fieldfare-known': `${first['fieldfare-known']}.${'A'.repeat(22)}` }, 'lead')
    expect(await subjects()).toHaveLength(count + 1)
  })

  it('does not come for a device of hers, nor for a sign-in that fails', async () => {
    const device = (await Browser.signIn(world.at, 'editor')).cookies.get('fieldfare-device') ?? ''
    const count = (await subjects()).length
    await signIn({ 'fieldfare-device': device })
    await world.post('/api/auth/sign-in/email', { email: people.lead.email, password: 'a wrong password' })
    expect(await subjects()).toHaveLength(count)
    await signIn({ 'fieldfare-device': device }, 'lead')
    expect(await subjects()).toHaveLength(count + 1)
  })

  it('never stands in the way of signing in', async () => {
    world.answers({ ok: false, forGood: true, problem: 'EENVELOPE 550' })
    expect((await signIn({})).statusCode).toBe(200)
    expect(await subjects()).toEqual([])
  })
})

describe('the cookie of a device on https', () => {
  const origin = 'https://returns.example.org'
  const keys = ['name', 'path', 'secure', 'httpOnly', 'sameSite'] as const
  let own: TestServer
  beforeEach(async () => {
    own = await TestServer.open({ origin })
  })
  afterEach(() => own.close())

  const send = (url: string, payload: object, cookies: Record<string, string>) =>
    own.inject({ method: 'POST', url, payload, cookies, headers: { origin } })

  it('is for this site alone, and takes the place of one under the older name', async () => {
    const { email, password } = people.editor
    const signedIn = await send('/api/auth/sign-in/email', { email, password }, {})
    const session = { '__Host-fieldfare': signedIn.cookies[0]?.value ?? '' }
    const registered = await send('/api/devices', {}, session)
    const host = { name: '__Host-fieldfare-device', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' }
    expect(registered.cookies.map(cookie => Object.fromEntries(keys.map(key => [key, cookie[key]])))).toEqual([host])
    expect(registered.cookies[0]?.domain).toBeUndefined()
    expect(signedIn.cookies.every(cookie => cookie.name.startsWith('__Host-') && cookie.secure)).toBe(true)
    const secret = registered.cookies[0]?.value ?? ''
    const device: string = registered.json().device
    const standing = (cookies: Record<string, string>) => send('/api/standing', { device }, cookies)
    expect((await standing({ '__Host-fieldfare-device': secret })).json()).toEqual({ standing: 'here' })
    // As a browser of before brings it.
    const old = { 'fieldfare-device': secret }
    const replaced = await standing(old)
    expect(replaced.json()).toEqual({ standing: 'here' })
    const again = await send('/api/auth/sign-in/email', { email, password }, old)
    for (const answer of [replaced, again]) {
      const device = answer.cookies.filter(cookie => cookie.name.endsWith('device'))
      expect(device).toMatchObject([
        { ...host, value: secret },
        { name: 'fieldfare-device', value: '', path: '/api', expires: new Date(0) },
      ])
    }
    // Where a browser has both, that of this site counts.
    const both = { '__Host-fieldfare-device': secret, 'fieldfare-device': 'A'.repeat(43) }
    expect((await standing(both)).json()).toEqual({ standing: 'here' })
    const anew = await send('/api/devices', {}, { ...session, ...old })
    expect(anew.cookies[0]).toMatchObject({ ...host, value: secret })
  })
})
