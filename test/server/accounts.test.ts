import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/domain/ids.ts'
import { hashPassword, verifyPassword } from '../../src/server/accounts/passwords/passwords.ts'
import { usualLimits } from '../../src/server/accounts/session-limits.ts'
import { countTries } from '../../src/server/accounts/tries.ts'
import { amount } from '../domain/small-set.ts'
import { setCell } from './operations.ts'
import { people } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
beforeAll(async () => {
  at = await TestServer.open()
})
afterAll(() => at.close())

const signIn = (to: TestServer, email: string, password: string, remoteAddress = '127.0.0.1') =>
  to.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password }, remoteAddress })

describe('signing in', () => {
  it('sets one HttpOnly, strict cookie and says nothing of the session in its answer', async () => {
    const { email, password } = people.editor
    const answer = await signIn(at, email.toUpperCase(), password)
    expect([answer.statusCode, answer.body]).toEqual([200, '{}'])
    expect(answer.cookies.map(cookie => cookie.name)).toEqual(['fieldfare', 'fieldfare-known'])
    expect(answer.cookies[0]).toMatchObject({ name: 'fieldfare', httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(answer.cookies[0]?.secure).toBeUndefined()
  })

  it('on https the cookie is __Host- and Secure', async () => {
    const own = await TestServer.open({ origin: 'https://returns.example.org' })
    const { email, password } = people.editor
    const answer = await own.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: 'https://returns.example.org' },
      payload: { email, password },
    })
    expect(answer.cookies[0]).toMatchObject({ name: '__Host-fieldfare', secure: true, httpOnly: true, path: '/' })
    expect(answer.cookies[0]?.domain).toBeUndefined()
    const cookies = { '__Host-fieldfare': answer.cookies[0]?.value ?? '' }
    expect((await own.inject({ method: 'GET', url: '/api/me', cookies })).statusCode).toBe(200)
    await own.close()
  })

  it('answers a wrong password and an unknown address alike', async () => {
    const wrong = await signIn(at, people.editor.email, 'not the password at all')
    const unknown = await signIn(at, 'nobody@example.org', 'not the password at all')
    const unreadable = await signIn(at, 'no address', 'not the password at all')
    for (const answer of [wrong, unknown, unreadable]) {
      expect(answer.statusCode).toBe(401)
      expect(answer.json()).toMatchObject({ code: 'wrong-password', status: 401 })
      expect(answer.cookies).toEqual([])
    }
  })

  it('refuses the eleventh try in a minute, even with the right password, for that account and address only', async () => {
    const own = await TestServer.open()
    const { email, password } = people.worker
    for (let n = 0; n < 10; n++) expect((await signIn(own, email, 'a wrong password')).statusCode).toBe(401)
    const refused = await signIn(own, email, password)
    expect([refused.statusCode, refused.json().code]).toEqual([429, 'too-many-tries'])
    expect((await signIn(own, people.editor.email, people.editor.password)).statusCode).toBe(200)
    expect((await signIn(own, email, password, '192.0.2.9')).statusCode).toBe(200)
    await own.close()
  })

  it('refuses the eleventh of many tries at once', async () => {
    const own = await TestServer.open()
    const { email } = people.worker
    const answers = await Promise.all(Array.from({ length: 25 }, () => signIn(own, email, 'a wrong password')))
    const codes = answers.map(answer => answer.statusCode).sort()
    expect(codes).toEqual([...Array<number>(10).fill(401), ...Array<number>(15).fill(429)])
    await own.close()
  })

  it('cannot be made up: no sign-up, no other door of the account library', async () => {
    for (const path of [
      'sign-up/email',
      'get-session',
      'update-user',
      'change-password',
      'ok',
      'error',
      'forget-password',
    ]) {
      const answer = await at.inject({
        method: 'POST',
        url: `/api/auth/${path}`,
        payload: { email: 'a@b.org', password: 'long enough to be one', name: 'A' },
      })
      expect([path, answer.statusCode]).toEqual([path, 404])
    }
    const forged = await at.inject({ method: 'GET', url: '/api/me', cookies: { fieldfare: 'forged.signature' } })
    expect(forged.json()).toMatchObject({ code: 'not-signed-in' })
  })

  it('ends when she signs out, and survives a restart of the server until then', async () => {
    const browser = await Browser.signIn(at, 'lead')
    await at.restart()
    expect((await browser.get('/api/me')).statusCode).toBe(200)
    const out = await browser.post('/api/auth/sign-out', {})
    expect(out.statusCode).toBe(200)
    expect((await browser.get('/api/me')).json()).toMatchObject({ code: 'not-signed-in' })
    const push = await browser.sendPush([])
    expect([push.statusCode, push.json().code]).toEqual([401, 'not-signed-in'])
  })

  it('ends after its time, however often it was used', async () => {
    const browser = await Browser.signIn(at, 'lead')
    const { db } = at.server.storage.accounts
    const before = await db.selectFrom('session').selectAll().where('userId', '=', browser.id).executeTakeFirst()
    await browser.pull()
    const after = await db.selectFrom('session').selectAll().where('userId', '=', browser.id).executeTakeFirst()
    expect(after?.expiresAt).toBe(before?.expiresAt)
    await db
      .updateTable('session')
      .set({ expiresAt: '2017-01-01T00:00:00.000Z' })
      .where('userId', '=', browser.id)
      .execute()
    expect((await browser.get('/api/me')).statusCode).toBe(401)
  })
})

describe('what a person holds', () => {
  it.each([
    ['editor', ['su-helper-2016/all', 'su-helper-2016/east-a', 'su-helper-2016/east-b', 'su-helper-2016/west-c']],
    ['worker', ['su-helper-2016/east-a']],
    ['partEditor', ['su-helper-2016/east-a', 'su-helper-2016/east-b']],
    ['officer', []],
  ] as const)('%s', async (who, scopes) => {
    const browser = await Browser.signIn(at, who)
    const me = (await browser.get('/api/me')).json()
    expect(me.person).toMatchObject({ name: people[who].name, role: people[who].role })
    expect([...me.scopes].sort()).toEqual(scopes)
  })
})

describe('devices', () => {
  it('share one secret in a browser, whoever registers, kept from the page', async () => {
    const first = await Browser.signIn(at, 'editor')
    const secret = first.cookies.get('fieldfare-device') ?? ''
    expect(secret).toHaveLength(43)
    const second = await Browser.signIn(at, 'worker')
    second.cookies.set('fieldfare-device', secret)
    const answer = await second.post('/api/devices', {})
    expect(answer.cookies[0]).toMatchObject({
      name: 'fieldfare-device',
      value: secret,
      httpOnly: true,
      sameSite: 'Strict',
      path: '/api',
    })
    expect(answer.json().device).not.toBe(first.device)
    // A secret we never gave is not taken.
    second.cookies.set('fieldfare-device', 'A'.repeat(43))
    expect((await second.post('/api/devices', {})).cookies[0]?.value).not.toBe('A'.repeat(43))
  })

  it('keep their secret for its whole time again from each sign-in, when we gave it', async () => {
    const secret = (await Browser.signIn(at, 'editor')).cookies.get('fieldfare-device') ?? ''
    const signInWith = (brought: string, payload: object) =>
      at.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload,
        cookies: { 'fieldfare-device': brought },
      })
    const { email, password } = people.worker
    const answer = await signInWith(secret, { email, password })
    expect(answer.cookies.map(cookie => cookie.name).sort()).toEqual([
      'fieldfare',
      'fieldfare-device',
      'fieldfare-known',
    ])
    expect(answer.cookies.find(cookie => cookie.name === 'fieldfare-device')).toMatchObject({
      value: secret,
      httpOnly: true,
      sameSite: 'Strict',
      path: '/api',
      maxAge: 400 * 24 * 60 * 60,
    })
    const strange = await signInWith('A'.repeat(43), { email, password })
    expect(strange.cookies.map(cookie => cookie.name)).not.toContain('fieldfare-device')
    expect((await signInWith(secret, { email, password: 'a wrong password' })).cookies).toEqual([])
  })

  it('hand over what they hold with the secret alone; it is kept once', async () => {
    const browser = await Browser.signIn(at, 'editor')
    const operations = [setCell(browser, 1, 'closed', amount(1)), { anything: 'at all' }]
    const payload = { device: browser.device, operations }
    const secret = browser.cookies.get('fieldfare-device') ?? ''
    const surrender = (cookies: Record<string, string>) =>
      at.inject({ method: 'POST', url: '/api/surrender', payload, cookies })
    expect((await surrender({})).json()).toMatchObject({ code: 'unknown-device' })
    expect((await surrender({ 'fieldfare-device': 'B'.repeat(43) })).json()).toMatchObject({ code: 'unknown-device' })
    expect((await surrender({ 'fieldfare-device': secret })).json()).toEqual({ kept: 2 })
    expect((await surrender({ 'fieldfare-device': secret })).json()).toEqual({ kept: 2 })
    const { db } = at.server.storage.accounts
    const kept = await db.selectFrom('surrendered').selectAll().where('device', '=', browser.device).execute()
    expect(kept.map(row => JSON.parse(row.body))).toEqual(
      expect.arrayContaining(JSON.parse(JSON.stringify(operations))),
    )
    expect(kept).toHaveLength(2)
    // The secret opens nothing else.
    const pull = await at.inject({
      method: 'POST',
      url: '/api/pull',
      payload: { protocol: 1, person: browser.id, cursors: {} },
      cookies: { 'fieldfare-device': secret },
    })
    expect(pull.statusCode).toBe(401)
  })

  it('only the hash of a secret is stored', async () => {
    const browser = await Browser.signIn(at, 'editor')
    const secret = browser.cookies.get('fieldfare-device') ?? ''
    const rows = await at.server.storage.accounts.db.selectFrom('device').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })
})

describe('passwords', () => {
  it('are argon2id, with the cost that OWASP asks', async () => {
    const hash = await hashPassword('correct horse battery')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(await verifyPassword(hash, 'correct horse battery')).toBe(true)
    expect(await verifyPassword(hash, 'correct horse batterz')).toBe(false)
    expect(await verifyPassword('no hash', 'correct horse battery')).toBe(false)
  })

  it('of the sample, and short ones, are refused outside it', async () => {
    const { accounts } = await import('../../src/server/accounts/accounts.ts').then(({ openAccounts }) => ({
      accounts: openAccounts({
        storage: at.server.storage,
        secret: 'a secret that is long enough to sign with',
        secure: false,
        now: () => '2017-07-11T12:00:00.000Z' as Instant,
        limits: usualLimits,
        passwords: { sample: false, council: 'A council', printed: [people.lead.password] },
      }),
    }))
    const newcomer = { ...people.lead, email: 'newcomer@example.org' }
    await expect(accounts.addPerson(newcomer)).rejects.toThrow(/sample/)
    await expect(accounts.addPerson({ ...newcomer, password: 'tiny' })).rejects.toThrow(/12 characters/)
  })
})

describe('tries', () => {
  it('are forgiven after a minute and by success', () => {
    let now = 0
    const tries = countTries(() => now)
    for (let n = 0; n < 10; n++) expect(tries.begin('A@example.org', 'x')).toBeDefined()
    expect(tries.begin(' a@EXAMPLE.org', 'x')).toBeUndefined()
    expect(tries.begin('a@example.org', 'y')).toBeDefined()
    now = 60_001
    for (let n = 0; n < 9; n++) tries.begin('a@example.org', 'x')
    tries.begin('a@example.org', 'x')?.succeeded()
    for (let n = 0; n < 10; n++) expect(tries.begin('a@example.org', 'x')).toBeDefined()
    expect(tries.begin('a@example.org', 'x')).toBeUndefined()
  })

  it('are limited for an address that goes through many accounts; those that succeed do not count', () => {
    const tries = countTries(() => 0)
    for (let n = 0; n < 100; n++) tries.begin('one@example.org', 'x')?.succeeded()
    for (let n = 0; n < 60; n++) expect(tries.begin(`person${n}@example.org`, 'x')).toBeDefined()
    expect(tries.begin('another@example.org', 'x')).toBeUndefined()
    expect(tries.begin('another@example.org', 'y')).toBeDefined()
  })

  it('that came to no answer do not count', () => {
    const tries = countTries(() => 0)
    for (let n = 0; n < 100; n++) tries.begin('a@example.org', 'x')?.takeBack()
    expect(tries.begin('a@example.org', 'x')).toBeDefined()
  })
})
