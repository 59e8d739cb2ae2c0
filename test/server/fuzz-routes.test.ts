/**
 * Requests of every kind to every route, by everybody and by nobody: never a fault of the server, never what is inside
 * it. Routes and good requests come from the access tests' table, which holds every route there is.
 */
import { join } from 'node:path'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { describe, expect, it } from 'vitest'
import { personHeader } from '../../src/protocol/person-header.ts'
import { verify } from '../../src/server/backup/verify.ts'
import { openWorld, people, type World } from './access/county.ts'
import { type Caller, callers, type Ids, rows } from './access/routes.ts'
import { judge } from './fuzzing/judge.ts'
import { spoiling } from './fuzzing/spoil.ts'
import { Browser } from './test-server.ts'

/** 2,000 in all; `npm run prove` asks for more. */
const requests = Number(process.env['FUZZ_BODIES'] ?? 2_000)
/** Requests to one county: what people may ask in a minute is limited, and some of it ends their access. */
const aCounty = 2_000

const routes = Object.keys(rows)

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom('__proto__', 'constructor', '..', '%00', "' or 1=1 --", '\u202e', 'x'.repeat(5_000), '-1', '1e999'),
)

/** Headers a request may bear beside its own; a header holds no line break and nothing beyond Latin-1. */
const headers = fc.dictionary(
  fc.constantFrom(
    'content-type',
    'content-encoding',
    'origin',
    'accept',
    'accept-encoding',
    'cookie',
    'authorization',
    'x-forwarded-for',
    personHeader,
    'if-none-match',
    'range',
  ),
  fc.oneof(
    fc.constantFrom(
      'text/plain',
      'application/json; charset=utf-16',
      'gzip',
      'null',
      'bytes=0-1',
      '*/*',
      '10.0.0.9, x',
    ),
    fc.string({ maxLength: 40 }),
  ),
  { maxKeys: 3 },
)

/** In one request of so many. */
const rarely = <T>(oneIn: number, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary })

interface Shape {
  readonly who: Caller
  readonly route: string
  readonly nth: number
  readonly method: string | undefined
  readonly spoil: ((value: unknown) => unknown) | undefined
  readonly raw: string | undefined
  readonly inPath: readonly [number, string] | undefined
  readonly query: readonly [string, string] | undefined
  readonly headers: Readonly<Record<string, string>>
}

/** Mostly one thing wrong at a time: a request that is wrong in every way is refused for the first of them. */
const shape: fc.Arbitrary<Shape> = fc.record({
  who: fc.constantFrom(...callers),
  route: fc.constantFrom(...routes),
  nth: fc.nat(20),
  method: rarely(20, fc.constantFrom('PUT', 'DELETE', 'PATCH', 'OPTIONS', 'GET', 'POST')),
  spoil: rarely(2, spoiling),
  raw: rarely(7, fc.oneof(fc.json({ maxDepth: 5 }), fc.string({ unit: 'binary' }))),
  inPath: rarely(5, fc.tuple(fc.nat(6), anyText)),
  query: rarely(
    5,
    fc.tuple(fc.constantFrom('period', 'before', 'contract', 'place', 'person', 'day', '__proto__'), anyText),
  ),
  headers: fc.oneof({ weight: 5, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: headers }),
})

const idsOf = (world: World, browser: Browser | undefined): Ids => ({
  person: browser?.id ?? 'nobody',
  device: browser?.device ?? '00000000-0000-4000-8000-000000000000',
  of: who => world.browser(who).id,
  deviceOf: who => world.browser(who).device,
  documents: [...world.at.server.reference.documents.keys()],
})

function addressOf(url: string, { inPath, query }: Shape): string {
  const [path = '', search = ''] = url.split('?')
  const parts = path.split('/')
  if (inPath) parts[1 + (inPath[0] % (parts.length - 1))] = encodeURIComponent(inPath[1])
  const asked = [...(search === '' ? [] : [search]), ...(query ? [`${query[0]}=${encodeURIComponent(query[1])}`] : [])]
  return parts.join('/') + (asked.length === 0 ? '' : `?${asked.join('&')}`)
}

function requestOf(shape: Shape, ids: Ids): InjectOptions | undefined {
  const row = rows[shape.route]?.(shape.who, ids) ?? []
  const [method = '', path = ''] = shape.route.split(' ')
  // Without a good request of hers there is the bare address, but for the stream, which does not end.
  const asked = row[shape.nth % Math.max(1, row.length)] ?? { url: path, payload: undefined }
  if (path === '/api/events' && row.length === 0) return undefined
  const good = asked.payload
  const spoilt = shape.spoil ? shape.spoil(good ?? {}) : good
  const payload = shape.raw ?? (spoilt === undefined ? undefined : (JSON.stringify(spoilt) ?? 'null'))
  const chosen = shape.method ?? method
  return {
    method: chosen as 'GET',
    url: addressOf(asked.url, shape),
    headers: { ...(payload === undefined ? {} : { 'content-type': 'application/json' }), ...shape.headers },
    ...(payload === undefined || chosen === 'GET' ? {} : { payload }),
    remoteAddress: `10.${shape.nth}.0.${callers.indexOf(shape.who) + 1}`,
  }
}

describe('any request to any route', () => {
  it(`is answered, or refused with a coded problem: ${requests.toLocaleString('en-GB')} of them`, async () => {
    const told = new Map<string, number>()
    for (let left = requests; left > 0; left -= aCounty) {
      const world = await openWorld()
      const browsers = new Map(world.browsers)
      try {
        await fc.assert(
          fc.asyncProperty(shape, async each => {
            const browser = each.who === 'nobody' ? undefined : browsers.get(each.who)
            const asked = requestOf(each, idsOf(world, browser))
            if (!asked) return
            const answer = browser ? await browser.ask(asked) : await world.at.inject(asked)
            const { statusCode } = answer
            told.set(`${each.route} ${statusCode}`, (told.get(`${each.route} ${statusCode}`) ?? 0) + 1)
            // A page of the app would be no problem either, but there is none here.
            judge(answer)
            if (statusCode === 401 && each.who !== 'nobody' && each.who !== 'ended') {
              const again = await Browser.signIn(world.at, people[each.who]).catch(() => undefined)
              if (again) browsers.set(each.who, again)
            }
          }),
          { numRuns: Math.min(left, aCounty), endOnFailure: true },
        )
        // It still does what it is for, and nobody has sent what stops backups.
        const health = await world.at.inject({ method: 'GET', url: '/healthz' })
        expect(health.statusCode).toBe(200)
        expect(await verify(join(world.at.folder, 'county.db'))).toMatchObject({ ok: true })
      } finally {
        await world.at.close()
      }
    }
    // Behind the refusals the routes themselves were reached: most of them answered something with a 200.
    const reached = new Set([...told.keys()].filter(key => key.endsWith(' 200')).map(key => key.slice(0, -4)))
    expect(reached.size).toBeGreaterThan(routes.length / 2)
  }, 3_600_000)
})
