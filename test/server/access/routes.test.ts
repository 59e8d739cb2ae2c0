/** Every route x everybody x own and another's contract and place, from the server's own list of routes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from './county.ts'
import { type Caller, type Case, callers, type Ids, rows } from './routes.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
}, 60_000)
afterAll(() => world.at.close())

const routes = () => world.at.server.routes.filter(route => route.url.startsWith('/api/') || route.url === '/healthz')
const names = () => routes().map(route => `${route.method} ${route.url}`)

const idsOf = (who: Caller): Ids => ({
  person: who === 'nobody' ? 'nobody' : world.browser(who).id,
  device: who === 'nobody' ? '00000000-0000-4000-8000-000000000000' : world.browser(who).device,
  of: other => world.browser(other).id,
  deviceOf: other => world.browser(other).device,
  documents: [...world.at.server.reference.documents.keys()],
})

async function answerTo(route: string, { who, url, payload }: Case) {
  const method = route.startsWith('GET') ? 'GET' : 'POST'
  // Each from an address of her own: tries are counted by it.
  const remoteAddress = `10.0.0.${callers.indexOf(who) + 1}`
  const asked = { method, url, remoteAddress, ...(payload ? { payload } : {}) } as const
  const answer = who === 'nobody' ? await world.at.inject(asked) : await world.browser(who).ask(asked)
  const { statusCode } = answer
  if (statusCode < 400) return { statusCode, said: statusCode }
  expect(answer.headers['content-type']).toMatch('application/problem+json')
  return { statusCode, said: String(answer.json().code) }
}

/** A refusal because of who asks; `not-found` tells no more than that she may not. */
const refusals = ['not-signed-in', 'not-allowed', 'no-access']

describe('who may call what', () => {
  it('has a row for every route, and no row for a route that there is not', () => {
    expect(names().toSorted()).toEqual(Object.keys(rows).toSorted())
  })

  it('has a rule on every route', () => {
    expect(routes().filter(route => route.rule === undefined)).toEqual([])
  })

  it('describes every route in OpenAPI but the stream and the description itself', async () => {
    const { paths } = (await world.at.inject({ method: 'GET', url: '/api/openapi.json' })).json()
    const described = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replaceAll(/{(\w+)}/g, ':$1')}`),
    )
    const hidden = ['GET /api/events', 'GET /api/openapi.json']
    expect(described.toSorted()).toEqual(
      names()
        .filter(route => !hidden.includes(route))
        .toSorted(),
    )
  })

  it.each(Object.keys(rows))(
    '%s',
    async route => {
      const row = rows[route] ?? (() => [])
      const wrong: unknown[] = []
      let asked = 0
      for (const who of callers)
        for (const each of row(who, idsOf(who))) {
          const { statusCode, said } = await answerTo(route, { ...each, who })
          asked += 1
          const right = each.answer === 'let-in' ? !refusals.includes(String(said)) : said === each.answer
          if (!right || statusCode >= 500) wrong.push([who, each.url, 'is answered', said, 'instead of', each.answer])
        }
      expect(wrong).toEqual([])
      expect(asked > 0 || route === 'POST /api/auth/sign-out').toBe(true)
    },
    60_000,
  )
})
