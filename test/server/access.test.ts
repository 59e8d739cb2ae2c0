/** Every endpoint x every role x own and another's contract and place, from the server's own list of routes. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { IsoDate } from '../../src/domain/ids.ts'
import { protocolVersion } from '../../src/protocol/exchange.ts'
import { accessOf, mayReadDocument } from '../../src/server/access.ts'
import { amount } from '../domain/small-set.ts'
import { eastA, opId, setCell, sheet } from './operations.ts'
import { countySet, helper, month, other, people, type Who } from './small-county.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
const browsers = new Map<Who, Browser>()
const everyone = Object.keys(people) as Who[]
const roleless = 'nobody'

beforeAll(async () => {
  at = await TestServer.open()
  for (const who of everyone) browsers.set(who, await Browser.signIn(at, who))
  const lead = browsers.get('lead')
  const otherLead = browsers.get('otherLead')
  if (!lead || !otherLead) throw new Error('Nobody signed in')
  await lead.push([
    setCell(lead, 1, 'closed', amount(111_111)),
    setCell(lead, 2, 'closed', amount(222_222), { sheet: sheet('west-c') }),
  ])
  await otherLead.push([
    setCell(otherLead, 1, 'closed', amount(333_333), { sheet: `${other}/west-d/${month}` as never }),
  ])
  // The same figures handed over: of return after return nobody else may read.
  await lead.post('/api/surrender', {
    device: lead.device,
    operations: [setCell(lead, 9, 'good', amount(222_222), { sheet: sheet('west-c') })],
  })
  await otherLead.post('/api/surrender', {
    device: otherLead.device,
    operations: [setCell(otherLead, 9, 'good', amount(333_333), { sheet: `${other}/west-d/${month}` as never })],
  })
})
afterAll(() => at.close())

const holders: Readonly<Record<string, readonly Who[]>> = {
  [`${helper}/east-a`]: ['editor', 'lead', 'worker', 'partEditor', 'officer'],
  [`${helper}/west-c`]: ['editor', 'lead', 'officer'],
  [`${helper}/all`]: ['editor', 'lead', 'officer'],
  [`${other}/west-d`]: ['otherLead', 'officer'],
  [`${other}/all`]: ['otherLead', 'officer'],
}
/** Figures planted in a scope. */
const planted: Readonly<Record<string, string>> = {
  [`${helper}/east-a`]: '111111',
  [`${helper}/west-c`]: '222222',
  [`${other}/west-d`]: '333333',
}

interface Case {
  readonly who: Who | typeof roleless
  readonly url: string
  readonly status: number
  readonly body?: object
}
const signedIn = (url: string): readonly Case[] => [
  { who: roleless, url, status: 401 },
  ...everyone.map(who => ({ who, url, status: 200 })),
]
const officersOnly = (url: string): readonly Case[] => [
  { who: roleless, url, status: 401 },
  ...everyone.map(who => ({ who, url, status: people[who].role === 'officer' ? 200 : 403 })),
]
const open = (url: string): readonly Case[] =>
  [roleless, ...everyone].map(who => ({ who: who as Who, url, status: 200 }))

/** What each route answers whom. A route that is not here fails the test. */
const expected: Readonly<Record<string, readonly Case[] | 'tested elsewhere'>> = {
  'POST /api/auth/sign-in/email': 'tested elsewhere',
  'POST /api/auth/sign-out': 'tested elsewhere',
  'POST /api/surrender': 'tested elsewhere',
  'GET /api/events': 'tested elsewhere',
  'POST /api/standing': [
    { who: roleless, url: '/api/standing', status: 409 },
    ...everyone.map(who => ({ who, url: '/api/standing', status: 200 })),
  ],
  'GET /api/surrendered': officersOnly('/api/surrendered'),
  'POST /api/writing': Object.entries(holders).flatMap(([scope, who]) => {
    const asked = { url: '/api/writing', body: { sheet: `${scope}/${month}`, cell: 'closed' } }
    const status = (each: Who) => (who.includes(each) && people[each].role !== 'officer' ? 200 : 403)
    return [
      { who: roleless, status: 401, ...asked },
      ...everyone.map(each => ({ who: each, status: status(each), ...asked })),
    ]
  }),
  'GET /api/installation': open('/api/installation'),
  'GET /api/openapi.json': open('/api/openapi.json'),
  'GET /healthz': open('/healthz'),
  'GET /api/me': signedIn('/api/me'),
  'POST /api/devices': signedIn('/api/devices'),
  'POST /api/push': signedIn('/api/push'),
  'POST /api/pull': signedIn('/api/pull'),
  'POST /api/reference': signedIn('/api/reference'),
  'GET /api/board': officersOnly(`/api/board?period=${month}`),
  'GET /api/record': [...officersOnly('/api/record'), ...officersOnly(`/api/record?contract=${helper}`)],
  'GET /api/record.csv': officersOnly('/api/record.csv'),
  'GET /api/returns/:contract/:place/:period/changes': Object.entries(holders).flatMap(([scope, who]) => {
    const url = `/api/returns/${scope}/${month}/changes`
    const status = (each: Who) => (who.includes(each) && people[each].role === 'officer' ? 200 : 403)
    return [{ who: roleless, url, status: 401 }, ...everyone.map(each => ({ who: each, url, status: status(each) }))]
  }),
  'GET /api/returns/:contract/:place/:period': Object.entries(holders).flatMap(([scope, who]) => [
    { who: roleless, url: `/api/returns/${scope}/${month}`, status: 401 },
    ...everyone.map(each => ({
      who: each,
      url: `/api/returns/${scope}/${month}`,
      status: who.includes(each) ? 200 : 403,
    })),
  ]),
}

const bodyOf = (url: string, browser: Browser | undefined): object | undefined => {
  const person = browser?.id ?? 'somebody'
  const device = browser?.device ?? '00000000-0000-4000-8000-000000000000'
  if (url === '/api/push') return { protocol: protocolVersion, person, device, last: null, operations: [] }
  if (url === '/api/pull') return { protocol: protocolVersion, person, cursors: {} }
  if (url === '/api/reference') return { hashes: [...at.server.reference.documents.keys()] }
  if (url === '/api/standing') return { device }
  return url === '/api/devices' ? {} : undefined
}

describe('who may call what', () => {
  it('has an expectation for every route, and a rule on every route', () => {
    const routes = at.server.routes.filter(route => route.url.startsWith('/api/') || route.url === '/healthz')
    expect(routes.map(route => `${route.method} ${route.url}`).sort()).toEqual(Object.keys(expected).sort())
    expect(routes.every(route => route.rule !== undefined)).toBe(true)
  })

  it('describes every route in OpenAPI but the stream and the description itself', async () => {
    const { paths } = (await at.inject({ method: 'GET', url: '/api/openapi.json' })).json()
    const described = Object.entries(paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path.replaceAll(/{(\w+)}/g, ':$1')}`),
    )
    const hidden = ['GET /api/events', 'GET /api/openapi.json']
    expect(described.sort()).toEqual(
      Object.keys(expected)
        .filter(route => !hidden.includes(route))
        .sort(),
    )
  })

  it('does not start with a route that has no rule', async () => {
    const { default: Fastify } = await import('fastify')
    const { guard } = await import('../../src/server/http/guard.ts')
    const app = Fastify()
    const { storage, accounts, reference } = at.server
    guard(app, {
      storage,
      accounts,
      reference: () => reference,
      today: () => '2017-07-11' as IsoDate,
      origin: undefined,
    })
    expect(() => app.get('/api/forgotten', () => 'hello')).toThrow(/forgotten has no rule/)
  })

  it.each(Object.entries(expected).filter(([, cases]) => cases !== 'tested elsewhere'))('%s', async (route, cases) => {
    const method = route.startsWith('GET') ? 'GET' : 'POST'
    for (const { who, url, status, body } of cases as readonly Case[]) {
      const browser = who === roleless ? undefined : browsers.get(who)
      const payload = body ?? bodyOf(url, browser)
      const options = { method, url, ...(payload ? { payload } : {}) } as const
      const answer = browser ? await browser.ask(options) : await at.inject(options)
      expect([who, url, answer.statusCode]).toEqual([who, url, status])
      if (status >= 400) expect(answer.headers['content-type']).toMatch('application/problem+json')
      if (who === roleless) continue
      // P11: nothing planted in a scope she does not hold, in any answer.
      for (const [scope, figure] of Object.entries(planted))
        if (!holders[scope]?.includes(who)) expect(answer.body).not.toContain(figure)
    }
  })

  it('tells an unknown return, contract or place from a foreign one by what the caller holds', async () => {
    const officer = browsers.get('officer')
    const statuses = await Promise.all(
      [`${helper}/east-a/2016-01`, `${helper}/nowhere/${month}`, `nothing/east-a/${month}`].map(
        async sheetId => (await officer?.get(`/api/returns/${sheetId}`))?.statusCode,
      ),
    )
    expect(statuses).toEqual([404, 403, 403])
    expect((await officer?.get('/api/returns/A/b/c'))?.statusCode).toBe(403)
  })

  it('P11 gives no byte of a scope to who does not hold it, however its cursors are named', async () => {
    for (const cursor of [
      { seq: 0, tip: null },
      { seq: 5, tip: opId() },
    ])
      for (const who of everyone) {
        const browser = browsers.get(who)
        if (!browser) throw new Error(who)
        const answer = await browser.pull(Object.fromEntries(Object.keys(holders).map(scope => [scope, cursor])))
        const foreign = Object.keys(holders).filter(scope => !holders[scope]?.includes(who))
        expect([who, [...answer.revoked].sort()]).toEqual([who, foreign.sort()])
        const { revoked: _revoked, ...rest } = answer
        for (const scope of foreign) {
          expect(rest.scopes.map(each => each.scope)).not.toContain(scope)
          const figure = planted[scope]
          if (figure) expect(JSON.stringify(rest)).not.toContain(figure)
        }
      }
  })

  it('takes no write into another’s scope from anybody, whatever the operation claims', async () => {
    for (const who of everyone) {
      const browser = browsers.get(who)
      if (!browser) throw new Error(who)
      await browser.register()
      const targets = Object.keys(holders).map(scope => `${scope}/${month}`)
      const operations = targets.map((target, index) =>
        setCell(
          browser,
          index + 1,
          'good',
          { type: 'gap', reason: 'not-available', note: who },
          { sheet: target as never },
        ),
      )
      const { outcomes } = await browser.push(operations)
      for (const [index, outcome] of outcomes.entries()) {
        const scope = Object.keys(holders)[index] ?? ''
        const mayRead = holders[scope]?.includes(who)
        const code = !mayRead
          ? 'no-access'
          : people[who].role === 'officer'
            ? 'not-allowed'
            : scope.endsWith('/all')
              ? 'unknown-cell'
              : undefined
        expect([who, scope, outcome.code]).toEqual([who, scope, code])
      }
    }
  })
})

describe('reference documents', () => {
  const documentsFor = (who: Who) => {
    const { role, name, email, contracts, services } = people[who]
    const access = accessOf(
      { id: 'x' as never, role, name, email, contracts, services, standsIn: [] },
      countySet,
      '2017-07-11' as IsoDate,
    )
    const ids = [...at.server.reference.documents.values()].map(document => document.id)
    return ids.filter(id => mayReadDocument(access, countySet, id)).sort()
  }
  const always = ['collections', 'set/small']
  const histories = (...places: readonly string[]) => places.map(place => `history/${place}`)
  const mine = ['all', 'east', 'east-a', 'east-b', 'west-c'].map(place => `${helper}/${place}`)

  it.each<[Who, readonly string[]]>([
    ['worker', [`${helper}/east-a`]],
    // Two districts make the area: its total tells nothing more.
    ['partEditor', [`${helper}/east`, `${helper}/east-a`, `${helper}/east-b`]],
    ['editor', mine],
    ['otherLead', [`${other}/all`, `${other}/west-d`]],
    ['officer', [...mine, `${other}/all`, `${other}/west-d`]],
    ['otherOfficer', []],
  ])('%s', (who, places) => {
    expect(documentsFor(who)).toEqual([...always, ...histories(...places)].sort())
  })

  it('are listed in a pull and given by hash, foreign ones not even when asked for', async () => {
    const worker = browsers.get('worker')
    if (!worker) throw new Error('Nobody signed in')
    const pulled = await worker.pull()
    expect(pulled.reference.map(each => each.id).sort()).toEqual([...always, `history/${helper}/east-a`].sort())
    const hashes = [...at.server.reference.documents.keys()]
    const answer = (await worker.post('/api/reference', { hashes })).json()
    expect(answer.documents.map((each: { hash: string }) => each.hash).sort()).toEqual(
      pulled.reference.map(each => each.hash).sort(),
    )
    expect(eastA).toContain(helper)
  })
})
