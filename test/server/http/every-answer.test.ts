/** What every answer of every route carries, and what every request must: from the list of routes and their good requests. */
import { gzipSync } from 'node:zlib'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, people, type Who, type World } from '../access/county.ts'
import { type Ids, rows } from '../access/routes.ts'
import { TestServer } from '../test-server.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.at.close())

const idsOf = (who: Who): Ids => ({
  person: world.browser(who).id,
  device: world.browser(who).device,
  of: other => world.browser(other).id,
  deviceOf: other => world.browser(other).device,
  documents: [...world.at.server.reference.documents.keys()],
})

interface Asked {
  readonly route: string
  readonly options: InjectOptions & { readonly url: string }
}

/** One good request of each route, as it is made by somebody. */
const requests = (who: Who): readonly Asked[] =>
  Object.entries(rows).map(([route, row]) => {
    const [method = '', path = ''] = route.split(' ')
    const { url, payload } = row(who, idsOf(who))[0] ?? { url: path, payload: undefined }
    return { route, options: { method: method as 'GET', url, ...(payload ? { payload } : {}) } }
  })
/** A stream does not end, and these would end the session. */
const left = ['GET /api/events', 'POST /api/auth/sign-out', 'POST /api/account/sign-out-everywhere']

/** Each route's answer to an officer, a lead and nobody, and an address that there is not. */
async function answers(): Promise<readonly (readonly [string, LightMyRequestResponse])[]> {
  const all: (readonly [string, LightMyRequestResponse])[] = []
  for (const who of ['officer', 'lead'] as const)
    for (const { route, options } of requests(who)) {
      if (!left.includes(route)) all.push([`${route}, ${who}`, await world.browser(who).ask(options)])
      all.push([`${route}, nobody`, await world.at.inject(options)])
    }
  for (const url of ['/api/nothing', '/api/%zz', '/api/auth/get-session'])
    all.push([url, await world.at.inject({ method: 'GET', url })])
  return all
}

describe('every answer', () => {
  it('may not be kept, framed, sniffed, read from elsewhere, or run anything', async () => {
    const all = await answers()
    expect(new Set(all.map(([, { statusCode }]) => statusCode)).size).toBeGreaterThan(5)
    for (const [what, { headers }] of all) {
      expect([what, headers]).toEqual([
        what,
        expect.objectContaining({
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'no-referrer',
          'cross-origin-resource-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
        }),
      ])
      const policy = String(headers['content-security-policy'])
      expect([what, policy]).toEqual([what, expect.stringMatching(/default-src '(self|none)';/)])
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      const told = Object.keys(headers).filter(name => /^(server|x-powered-by|access-control-)/.test(name))
      expect([what, told]).toEqual([what, []])
    }
  })

  it('says what it is, and in which characters', async () => {
    for (const [what, { headers, statusCode }] of await answers()) {
      const kind = statusCode >= 400 ? /^application\/problem\+json/ : /^(application\/json|text\/csv); charset=utf-8$/
      expect([what, headers['content-type']]).toEqual([what, expect.stringMatching(kind)])
    }
  })
})

describe('a request that changes something', () => {
  it('is a POST: a link or a picture changes nothing', () => {
    const { routes } = world.at.server
    expect(new Set(routes.map(route => route.method))).toEqual(new Set(['GET', 'POST']))
  })

  it('comes from this site, whatever the route and whoever sends it', async () => {
    for (const { route, options } of requests('lead')) {
      if (!route.startsWith('POST')) continue
      for (const origin of ['https://elsewhere.example', 'null', '']) {
        const answer = await world.browser('lead').ask({ ...options, headers: { origin } })
        expect([route, origin, answer.statusCode, answer.json().code]).toEqual([route, origin, 403, 'wrong-origin'])
      }
    }
    // Nor by asking first whether it may.
    const asked = await world.at.inject({ method: 'OPTIONS', url: '/api/push', headers: { origin: 'null' } })
    expect([asked.statusCode, asked.headers['access-control-allow-origin']]).toEqual([404, undefined])
  })

  it('is small where nobody is known yet, packed or not', async () => {
    const strangers = requests('lead').filter(({ route }) => route.startsWith('POST /api/auth/'))
    expect(strangers.length).toBeGreaterThan(4)
    const big = JSON.stringify({ email: 'a@example.org', password: 'x'.repeat(70_000), token: 'n'.repeat(43) })
    for (const { route, options } of strangers)
      for (const [payload, encoding] of [
        [big, 'identity'],
        [gzipSync(big), 'gzip'],
      ] as const) {
        const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
        const answer = await world.at.inject({ ...options, payload, headers })
        expect([route, encoding, answer.statusCode, answer.json().code]).toEqual([route, encoding, 413, 'too-large'])
      }
  })
})

describe('cookies', () => {
  it('on https are of this very site, over TLS only, kept from pages and from requests of other sites', async () => {
    const at = await TestServer.open({ origin: 'https://returns.example.org' })
    const headers = { origin: 'https://returns.example.org' }
    const { email, password } = await import('../small-county.ts').then(({ people: small }) => small.lead)
    const url = '/api/auth/sign-in/email'
    const signedIn = await at.inject({ method: 'POST', url, headers, payload: { email, password } })
    const cookies = Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value]))
    const registered = await at.inject({ method: 'POST', url: '/api/devices', headers, cookies, payload: {} })
    const set = [...signedIn.cookies, ...registered.cookies].filter(({ value }) => value !== '')
    expect(set.length).toBeGreaterThanOrEqual(2)
    for (const { name, secure, httpOnly, sameSite, path, domain } of set)
      expect([name, secure, httpOnly, sameSite, path, domain]).toEqual([
        expect.stringMatching(/^__Host-/),
        true,
        true,
        'Strict',
        '/',
        undefined,
      ])
    await at.close()
  })
})

describe('limits', () => {
  it('count a stranger by the address she has, not by one that she names', async () => {
    const { email } = people.editor
    const tries: number[] = []
    for (let n = 0; n < 12; n++) {
      const answer = await world.at.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        remoteAddress: '192.0.2.77',
        headers: { 'x-forwarded-for': `198.51.100.${n}` },
        payload: { email, password: 'not the password at all' },
      })
      tries.push(answer.statusCode)
    }
    expect(tries).toEqual([...Array<number>(10).fill(401), 429, 429])
  })

  it.each([
    'POST /api/auth/forgotten',
    'POST /api/auth/invitation',
    'POST /api/auth/reset',
    'POST /api/standing',
    'POST /api/surrender',
    'GET /api/installation',
  ])(
    'hold for %s, of one address and not of another',
    async route => {
      const found = requests('lead').find(each => each.route === route)
      if (!found) throw new Error(route)
      const ask = (remoteAddress: string) => world.at.inject({ ...found.options, remoteAddress })
      const address = `192.0.2.${route.length + 100}`
      let last = await ask(address)
      for (let n = 0; n < 700 && last.statusCode !== 429; n++) last = await ask(address)
      expect(last.json()).toMatchObject({ code: 'too-many-tries', status: 429 })
      expect((await ask('192.0.2.5')).statusCode).not.toBe(429)
    },
    60_000,
  )
})
