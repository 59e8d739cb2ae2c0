/** Malformed bodies against every endpoint that takes one: never a fault of the server, never what is inside it. */
import { join } from 'node:path'
import fc from 'fast-check'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ProblemCode } from '../../src/protocol/problems.ts'
import { verify } from '../../src/server/backup/verify.ts'
import { amount } from '../domain/small-set.ts'
import { judge } from './fuzzing/judge.ts'
import { spoiling } from './fuzzing/spoil.ts'
import { setCell, submitSheets, voidOf } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

/** In all, beside the 2,000 requests of fuzz-routes.test.ts; `npm run prove` asks for more. */
const bodies = Number(process.env['FUZZ_BODIES'] ?? 800)
let at: TestServer
let browser: Browser
beforeAll(async () => {
  at = await TestServer.open()
  browser = await Browser.signIn(at, 'editor')
})
afterAll(() => at.close())

/** Who asks changes with every few, so that no limit answers in the place of the endpoint. */
let asked = 0
async function send(url: string, payload: string, contentType = 'application/json'): Promise<LightMyRequestResponse> {
  if (++asked % 500 === 0) browser = await Browser.signIn(at, asked % 1000 === 0 ? 'editor' : 'lead')
  return browser.ask({ method: 'POST', url, payload, headers: { 'content-type': contentType } })
}

const routes = fc.constantFrom(
  '/api/push',
  '/api/pull',
  '/api/reference',
  '/api/devices',
  '/api/surrender',
  '/api/standing',
  '/api/writing',
)

const spoilt = (make: () => unknown): fc.Arbitrary<unknown> => spoiling.map(spoil => spoil(make()))

const push = () => ({
  protocol: 1,
  person: browser.id,
  device: browser.device,
  last: null,
  operations: [
    setCell(browser, 1, 'closed', amount(1)),
    setCell(browser, 2, 'narrative/key-points', { type: 'text', paragraphs: ['One.'], audience: 'council' }),
    submitSheets(browser, 3, [{ sheet: 'su-helper-2016/east-a/2017-06' as never, seen: 'a'.repeat(64) }]),
  ],
})
const pull = () => ({ protocol: 1, person: browser.id, cursors: { 'su-helper-2016/east-a': { seq: 3, tip: null } } })

const codes: Readonly<Record<string, ProblemCode>> = {
  tampered: 'malformed',
  'too long': 'malformed',
  'future version': 'not-supported-yet',
  'future kind': 'not-supported-yet',
  'somebody else’s': 'no-access',
}

/** An operation with one thing wrong with it; a good one has no code whatever becomes of it. */
function broken(as: string, value: number, seq: number): unknown {
  const operation = setCell(browser, seq, 'closed', amount(value))
  switch (as) {
    case 'tampered':
      return { ...operation, value: { type: 'amount', value } }
    case 'future version':
      return { ...operation, v: 2, more: value }
    case 'future kind':
      return { ...operation, kind: 'propose' }
    case 'somebody else’s':
      return { ...operation, person: 'somebody' }
    case 'too long':
      return { ...operation, value: { type: 'text', paragraphs: ['x'.repeat(10_001)], audience: 'council' } }
    case 'no number':
      return { ...operation, seq: null }
    case 'no id':
      return { ...operation, opId: 'no id' }
    case 'foreign':
      return { ...operation, device: '00000000-0000-4000-8000-000000000009' }
    case 'no object':
      return value
    default:
      return operation
  }
}

describe('malformed bodies', () => {
  it('of any JSON', async () => {
    await fc.assert(
      fc.asyncProperty(routes, fc.jsonValue({ maxDepth: 4 }), async (url, value) => {
        judge(await send(url, JSON.stringify(value) ?? 'null'))
      }),
      { numRuns: Math.ceil(bodies * 0.25) },
    )
  }, 120_000)

  it('of any text and any kind', async () => {
    const kinds = fc.constantFrom('application/json', 'text/plain', 'application/x-www-form-urlencoded', 'nonsense', '')
    await fc.assert(
      fc.asyncProperty(routes, fc.string({ unit: 'binary' }), kinds, async (url, text, kind) => {
        judge(await send(url, text, kind))
      }),
      { numRuns: Math.ceil(bodies * 0.15) },
    )
  }, 120_000)

  it('of a push with parts replaced', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt(push), async value => judge(await send('/api/push', JSON.stringify(value) ?? 'null'))),
      { numRuns: Math.ceil(bodies * 0.45) },
    )
  }, 120_000)

  it('of a pull with parts replaced', async () => {
    await fc.assert(
      fc.asyncProperty(spoilt(pull), async value => judge(await send('/api/pull', JSON.stringify(value) ?? 'null'))),
      { numRuns: Math.ceil(bodies * 0.15) },
    )
  }, 120_000)

  it('P6 P13 of a batch with anything in it: each operation has its outcome or its code, and the device goes on', async () => {
    const good = fc.record({ as: fc.constant('good' as const), value: fc.nat(9) })
    const odd = fc.record({
      as: fc.constantFrom('tampered' as const, 'future version', 'future kind', 'somebody else’s', 'too long'),
      value: fc.nat(9),
    })
    const unplaceable = fc.record({
      as: fc.constantFrom('no number' as const, 'no id', 'foreign', 'no object'),
      value: fc.nat(9),
    })
    const batch = fc.array(
      fc.oneof({ weight: 5, arbitrary: good }, { weight: 4, arbitrary: odd }, { weight: 1, arbitrary: unplaceable }),
      { minLength: 1, maxLength: 8 },
    )
    browser = await Browser.signIn(at, 'editor')
    await fc.assert(
      fc.asyncProperty(batch, async kinds => {
        await browser.register()
        const operations = kinds.map(({ as, value }, index) => broken(as, value, index + 1))
        const first = kinds.findIndex(({ as }) => ['no number', 'no id', 'foreign', 'no object'].includes(as))
        const answer = await browser.push(operations)
        expect(answer.setAside).toEqual(first < 0 ? undefined : [{ index: first, code: 'malformed' }])
        const placed = first < 0 ? kinds : kinds.slice(0, first)
        expect(answer.outcomes.map(each => each.code)).toEqual(placed.map(({ as }) => codes[as]))
        expect((await browser.push(operations)).outcomes).toEqual(answer.outcomes)
        const { storage } = at.server
        const ids = answer.outcomes.map(each => each.opId)
        expect([...(await storage.stored(ids)).keys()].sort()).toEqual([...ids].sort())
        expect(await storage.setAsideOf(browser.device)).toHaveLength(first < 0 ? 0 : 1)
        expect((await browser.push([voidOf(browser, placed.length + 1)])).outcomes).toMatchObject([
          { outcome: 'applied' },
        ])
      }),
      { numRuns: Math.ceil(bodies * 0.02) },
    )
  }, 120_000)

  it('nested deeper than anything can be written down, poisoned, or with halves of characters', async () => {
    const operation = JSON.stringify({ ...setCell(browser, 1, 'closed', amount(1)), value: 'HERE' })
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const pushed = (raw: string) => JSON.stringify({ ...push(), operations: ['HERE'] }).replace('"HERE"', raw)
    for (const raw of [
      operation.replace('"HERE"', deep),
      operation.replace('"HERE"', '{"__proto__":{"type":"amount"}}'),
      operation.replace('"HERE"', '{"type":"explanation","text":"\\ud800","reasons":[],"cells":[]}'),
      operation.replace('"HERE"', '{"type":"amount","value":"1e5"}'),
      operation.replace('"seq":1', '"seq":1e400'),
      operation.replace('"seq":1', '"seq":9007199254740993'),
      deep,
    ])
      judge(await send('/api/push', pushed(raw)))
    const surrendered = `{"device":"${browser.device}","operations":[${deep}]}`
    judge(await send('/api/surrender', surrendered))
  })

  it('in addresses', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
        judge(await browser.get(`/api/returns/${encodeURIComponent(text)}/x/2017-06`))
        judge(await browser.get(`/api/board?period=${encodeURIComponent(text)}`))
      }),
      { numRuns: 100 },
    )
  }, 60_000)

  it('leave the server as it was: a good push is taken', async () => {
    const after = await Browser.signIn(at, 'lead')
    const { outcomes } = await after.push([
      setCell(after, 1, 'good', { type: 'gap', reason: 'not-available', note: '' }),
    ])
    expect(['applied', 'conflict', 'agreed', 'waiting']).toContain(outcomes[0]?.outcome)
  })

  it('P4 leave a record that agrees with itself: nobody can send what stops backups', async () => {
    expect(await verify(join(at.folder, 'county.db'))).toMatchObject({ ok: true })
  }, 60_000)
})
