import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { InjectOptions } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemSchema } from '../../src/protocol/problem-schemas.ts'
import { amount } from '../domain/small-set.ts'
import { setCell } from './operations.ts'
import { people } from './small-county.ts'
import { Browser, origin, TestServer } from './test-server.ts'

let at: TestServer
const app = mkdtempSync(join(tmpdir(), 'fieldfare-app-'))
beforeAll(async () => {
  mkdirSync(join(app, 'assets'))
  writeFileSync(join(app, 'index.html'), '<!doctype html><title>The app</title>')
  writeFileSync(join(app, 'service-worker.js'), '// the worker')
  writeFileSync(join(app, 'assets', 'main-AbC123.js'), '// hashed')
  at = await TestServer.open({ appFolder: app })
})
afterAll(async () => {
  await at.close()
  rmSync(app, { recursive: true })
})

describe('headers', () => {
  it('allow nothing from elsewhere, nothing inline, nothing evaluated', async () => {
    for (const url of ['/', '/api/installation', '/api/nothing', '/assets/main-AbC123.js']) {
      const { headers } = await at.inject({ method: 'GET', url })
      const policy = String(headers['content-security-policy'])
      expect(policy).toContain("default-src 'self'")
      expect(policy).toContain("script-src 'self';")
      expect(policy).toContain("style-src 'self';")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(headers['x-content-type-options']).toBe('nosniff')
      expect(headers['referrer-policy']).toBe('no-referrer')
      expect(headers['x-powered-by']).toBeUndefined()
      expect(headers['strict-transport-security']).toBeUndefined()
    }
  })

  it('ask for https for a year, where the site is on https', async () => {
    const own = await TestServer.open({ origin: 'https://returns.example.org' })
    const { headers } = await own.inject({ method: 'GET', url: '/api/installation' })
    expect(headers['strict-transport-security']).toBe('max-age=31536000')
    await own.close()
  })

  it('forbid to keep any answer of the API, errors too', async () => {
    for (const url of ['/api/installation', '/api/me', '/api/nothing', '/healthz'])
      expect((await at.inject({ method: 'GET', url })).headers['cache-control']).toBe('no-store')
  })
})

describe('origin', () => {
  const { email, password } = people.editor
  const post = (headers: Record<string, string>) =>
    at.server.app.inject({ method: 'POST', url: '/api/auth/sign-in/email', headers, payload: { email, password } })

  it('is checked on whatever changes something', async () => {
    const host = 'localhost:8080'
    for (const headers of [
      { host },
      { host, origin: 'https://elsewhere.example' },
      { host, origin: 'http://localhost:8081' },
      { host, origin: 'null' },
      // A name of somebody else's that leads to this machine.
      { host: 'elsewhere.example:8080', origin: 'http://elsewhere.example:8080' },
    ])
      expect((await post(headers)).json()).toMatchObject({ code: 'wrong-origin', status: 403 })
    expect((await post({ host, origin })).statusCode).toBe(200)
    expect((await post({ host: '127.0.0.1:9', origin: 'http://127.0.0.1:9' })).statusCode).toBe(200)
  })

  it('is the configured one and no other in production', async () => {
    const own = await TestServer.open({ origin: 'https://returns.example.org' })
    const ask = (named: string) =>
      own.inject({ method: 'POST', url: '/api/auth/sign-out', headers: { host: 'returns.example.org', origin: named } })
    expect((await ask('https://returns.example.org')).statusCode).toBe(200)
    expect((await ask('http://returns.example.org')).statusCode).toBe(403)
    expect((await ask(origin)).statusCode).toBe(403)
    await own.close()
  })
})

describe('size', () => {
  const push = (payload: Buffer | string, headers: Record<string, string>) =>
    Browser.signIn(at, 'editor').then(browser =>
      browser.ask({
        method: 'POST',
        url: '/api/push',
        payload,
        headers: { 'content-type': 'application/json', ...headers },
      }),
    )

  it('takes gzip', async () => {
    const browser = await Browser.signIn(at, 'editor')
    const body = {
      protocol: 1,
      person: browser.id,
      device: browser.device,
      last: null,
      operations: [setCell(browser, 1, 'closed', amount(1))],
    }
    const answer = await browser.ask({
      method: 'POST',
      url: '/api/push',
      payload: gzipSync(JSON.stringify(body)),
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    })
    expect(answer.json().outcomes[0].outcome).toBe('applied')
  })

  it('refuses more than a megabyte, packed or not', async () => {
    const big = JSON.stringify({ operations: ['x'.repeat(1_100_000)] })
    expect((await push(big, {})).json()).toMatchObject({ code: 'too-large', status: 413 })
    const bomb = gzipSync(Buffer.alloc(200_000_000))
    expect(bomb.length).toBeLessThan(250_000)
    expect((await push(bomb, { 'content-encoding': 'gzip' })).json()).toMatchObject({ code: 'too-large' })
  })

  it('refuses what is no gzip, and packings it does not know', async () => {
    expect((await push('{}', { 'content-encoding': 'gzip' })).json()).toMatchObject({ code: 'malformed', status: 400 })
    expect((await push('{}', { 'content-encoding': 'br' })).json()).toMatchObject({ code: 'malformed', status: 400 })
  })

  it('packs long answers', async () => {
    const browser = await Browser.signIn(at, 'editor')
    const answer = await browser.ask({
      method: 'GET',
      url: '/api/openapi.json',
      headers: { 'accept-encoding': 'gzip' },
    })
    expect(answer.headers['content-encoding']).toBe('gzip')
  })

  it('limits how much one device asks in a minute, and says so', async () => {
    const own = await TestServer.open()
    const [browser, elsewhere] = [await Browser.signIn(own, 'editor'), await Browser.signIn(own, 'editor')]
    let last = await browser.get('/api/me')
    for (let n = 0; n < 700 && last.statusCode === 200; n++) last = await browser.get('/api/me')
    expect(last.json()).toMatchObject({ code: 'too-many-tries', status: 429 })
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0)
    expect((await elsewhere.push([])).outcomes).toEqual([])
    await own.close()
  })
})

describe('problems', () => {
  it.each<[string, InjectOptions, number, string]>([
    ['an unknown address', { method: 'GET', url: '/api/nothing' }, 404, 'not-found'],
    ['an unknown method', { method: 'PUT', url: '/api/push' }, 404, 'not-found'],
    ['no session', { method: 'GET', url: '/api/me' }, 401, 'not-signed-in'],
    ['an address that cannot be read', { method: 'GET', url: '/api/%zz' }, 400, 'malformed'],
    [
      'no JSON',
      { method: 'POST', url: '/api/surrender', payload: '{', headers: { 'content-type': 'application/json' } },
      400,
      'malformed',
    ],
    [
      'another kind of body',
      { method: 'POST', url: '/api/surrender', payload: '<a/>', headers: { 'content-type': 'text/xml' } },
      400,
      'malformed',
    ],
    ['a body that does not fit', { method: 'POST', url: '/api/surrender', payload: { device: 7 } }, 400, 'malformed'],
  ])('%s', async (_what, options, status, code) => {
    const answer = await at.inject(options)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['content-type']).toMatch('application/problem+json')
    const problem = problemSchema.parse(answer.json())
    expect(problem).toMatchObject({ status, code, type: `urn:fieldfare:problem:${code}` })
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(problem.title.length).toBeGreaterThan(10)
  })

  it('say where a body does not fit, and never repeat what was sent', async () => {
    const answer = await at.inject({
      method: 'POST',
      url: '/api/surrender',
      payload: { device: 'secret words', operations: 1 },
    })
    expect(answer.json().detail).toMatch('/device')
    expect(answer.body).not.toContain('secret words')
  })

  it('hide a fault of the server behind its number', async () => {
    const own = await TestServer.open()
    await own.server.storage.accounts.db.schema.alterTable('setting').renameTo('setting_gone').execute()
    await own.server.storage.accounts.db.schema.alterTable('device').renameTo('device_gone').execute()
    const answer = await own.inject({
      method: 'POST',
      url: '/api/surrender',
      payload: { device: '00000000-0000-4000-8000-000000000000', operations: [] },
    })
    expect(answer.json()).toMatchObject({ code: 'server-fault', status: 500 })
    expect(answer.body).not.toMatch(/device_gone|no such table|\.ts|at /)
    await own.close()
  })
})

describe('the app', () => {
  it('is given for every page address, hashed files for ever, the worker never from a cache', async () => {
    const html = { accept: 'text/html,*/*' }
    for (const url of ['/', '/returns/su-helper-2016/2017-06', '/index.html']) {
      const page = await at.inject({ method: 'GET', url, headers: html })
      expect([url, page.statusCode, page.headers['cache-control']]).toEqual([url, 200, 'no-cache'])
      expect(page.body).toContain('The app')
    }
    const hashed = await at.inject({ method: 'GET', url: '/assets/main-AbC123.js' })
    expect(hashed.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect((await at.inject({ method: 'GET', url: '/service-worker.js' })).headers['cache-control']).toBe('no-cache')
  })

  it('is not given for a file that is missing, an unknown address of the API, or another folder', async () => {
    expect((await at.inject({ method: 'GET', url: '/assets/gone-1.js' })).statusCode).toBe(404)
    expect((await at.inject({ method: 'GET', url: '/api/nothing', headers: { accept: 'text/html' } })).statusCode).toBe(
      404,
    )
    expect((await at.inject({ method: 'GET', url: '/..%2f..%2fpackage.json' })).statusCode).toBe(404)
  })
})

describe('the description of the API', () => {
  it('names every public route with its schemas', async () => {
    const document = (await at.inject({ method: 'GET', url: '/api/openapi.json' })).json()
    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(
      expect.arrayContaining([
        '/api/push',
        '/api/pull',
        '/api/reference',
        '/api/board',
        '/api/me',
        '/api/installation',
        '/api/devices',
        '/api/surrender',
        '/api/returns/{contract}/{place}/{period}',
      ]),
    )
    const body = document.paths['/api/push'].post.requestBody.content['application/json'].schema
    const refused = document.paths['/api/push'].post.responses.default.content['application/problem+json'].schema
    expect(refused.properties.code.enum).toContain('sequence-gap')
    expect(body.properties.person).toMatchObject({ type: 'string' })
    expect(body.required).toEqual(expect.arrayContaining(['protocol', 'person', 'device', 'last', 'operations']))
    const answer = document.paths['/api/pull'].post.responses['200'].content['application/json'].schema
    expect(answer.properties.scopes.items.properties.cursor.properties.seq).toMatchObject({ type: 'integer' })
  })
})
