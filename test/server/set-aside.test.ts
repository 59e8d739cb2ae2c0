/** What arrives broken from a known device: answered with a code, kept, never a fault of the server, never in the way. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostSetAside } from '../../src/server/storage/storage.ts'
import { amount } from '../domain/small-set.ts'
import { opId, setCell, voidOf } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
let editor: Browser
beforeAll(async () => {
  at = await TestServer.open()
  editor = await Browser.signIn(at, 'editor')
})
afterAll(() => at.close())
/** The same person at the same browser, under a new number. */
const fresh = async () => {
  await editor.register()
  return editor
}
const kept = () => at.server.storage.setAsideOf(editor.device)
const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`

describe('an operation', () => {
  it('that says not which it is: those before it are decided, what follows is not looked at, and it is kept', async () => {
    const by = await fresh()
    const good = setCell(by, 1, 'closed', amount(1))
    const { seq: _, ...numberless } = setCell(by, 2, 'open', amount(2))
    const after = setCell(by, 3, 'open', amount(3))
    const answer = await by.push([good, numberless, after])
    expect(answer.outcomes.map(each => each.opId)).toEqual([good.opId])
    expect(answer.setAside).toEqual([{ index: 1, code: 'malformed' }])
    expect(await kept()).toMatchObject([{ code: 'malformed', body: JSON.stringify(numberless) }])
    expect([...(await at.server.storage.stored([good.opId, after.opId])).keys()]).toEqual([good.opId])
    // Sent again: the same answer, kept once.
    expect(await by.push([good, numberless, after])).toEqual(answer)
    expect(await kept()).toHaveLength(1)
    // The device repairs and sends on.
    expect((await by.push([{ ...after, seq: 2 }])).outcomes[0]?.opId).toBe(after.opId)
  })

  it.each<[string, (by: Browser) => unknown]>([
    ['nothing', () => null],
    ['a text', () => 'an operation'],
    ['a list', () => []],
    ['without an id', by => ({ ...setCell(by, 1, 'closed', amount(1)), opId: undefined })],
    ['with an id that is none', by => ({ ...setCell(by, 1, 'closed', amount(1)), opId: 'x' })],
    ['with the number 0', by => setCell(by, 0, 'closed', amount(1))],
    ['with half a number', by => setCell(by, 1.5, 'closed', amount(1))],
    [
      'of another device',
      by => ({ ...setCell(by, 1, 'closed', amount(1)), device: '00000000-0000-4000-8000-000000000009' }),
    ],
  ])('%s is set aside', async (_, make) => {
    const by = await fresh()
    const answer = await by.push([make(by), setCell(by, 1, 'open', amount(1))])
    expect(answer).toMatchObject({ outcomes: [], setAside: [{ index: 0, code: 'malformed' }] })
    expect(await kept()).toHaveLength(1)
    expect((await by.push([voidOf(by, 1)])).outcomes[0]?.outcome).toBe('applied')
  })

  it('nested too deeply to be written down, or too large, is answered and not kept', async () => {
    const by = await fresh()
    const body = { protocol: 1, person: by.id, device: by.device, last: null, operations: ['HERE'] }
    for (const raw of [
      deep,
      `{"opId":${JSON.stringify(opId())},"device":"${by.device}","seq":1,"value":${deep}}`,
      `"${'x'.repeat(70_000)}"`,
    ]) {
      const payload = JSON.stringify(body).replace('"HERE"', raw)
      const headers = { 'content-type': 'application/json' }
      const answer = await by.ask({ method: 'POST', url: '/api/push', payload, headers })
      expect(answer.json()).toMatchObject({ outcomes: [], setAside: [{ index: 0, code: 'malformed' }] })
    }
    expect(await kept()).toEqual([])
  })

  it('of a kind or a version to come is stored and answered so; of another person it is refused', async () => {
    const by = await fresh()
    const operations = [
      { ...voidOf(by, 1), v: 2 },
      { ...voidOf(by, 2), kind: 'of-a-later-version', text: 'Yes' },
      { ...voidOf(by, 3), kind: 'from-the-future' },
      { ...setCell(by, 4, 'closed', amount(1)), person: 'somebody' },
      { ...setCell(by, 5, 'closed', amount(1)), extra: true },
      { ...voidOf(by, 6), kind: 6 },
    ]
    const { outcomes, setAside } = await by.push(operations)
    expect(outcomes.map(each => each.code)).toEqual([
      'not-supported-yet',
      'not-supported-yet',
      'not-supported-yet',
      'no-access',
      'malformed',
      'malformed',
    ])
    expect(setAside).toBeUndefined()
    expect((await by.push(operations)).outcomes).toEqual(outcomes)
    expect((await at.server.storage.stored(operations.map(each => each.opId))).size).toBe(6)
    expect(await kept()).toEqual([])
  })

  it('is kept up to so many of a device, and answered all the same after that', async () => {
    const by = await fresh()
    const things = Array.from({ length: mostSetAside }, (_, n) => ({
      hash: `${n}`,
      code: 'malformed' as const,
      body: 'x',
    }))
    await at.server.storage.setAside(by.device, things, new Date().toISOString() as never)
    expect((await by.push([7])).setAside).toEqual([{ index: 0, code: 'malformed' }])
    expect(await kept()).toHaveLength(mostSetAside)
  })

  it('is not kept where the batch itself was refused: it comes again', async () => {
    const by = await fresh()
    const refused = await by.sendPush([setCell(by, 5, 'closed', amount(1)), 7])
    expect(refused.json().code).toBe('sequence-gap')
    expect(await kept()).toEqual([])
  })
})

describe('a body', () => {
  const send = (payload: Buffer | string, headers: Record<string, string> = {}) =>
    editor.ask({
      method: 'POST',
      url: '/api/push',
      payload,
      headers: { 'content-type': 'application/json', ...headers },
    })
  const whole = () =>
    JSON.stringify({
      protocol: 1,
      person: editor.id,
      device: editor.device,
      last: null,
      operations: [setCell(editor, 1, 'closed', amount(1))],
    })

  it.each<[string, () => Buffer | string, Record<string, string>]>([
    ['that is no JSON', () => 'not JSON', {}],
    ['cut short', () => whole().slice(0, -20), {}],
    ['packed and cut short', () => gzipSync(whole()).subarray(0, 100), { 'content-encoding': 'gzip' }],
    ['said to be packed', () => whole(), { 'content-encoding': 'gzip' }],
    ['packed otherwise', () => whole(), { 'content-encoding': 'br' }],
    ['of another kind', () => whole(), { 'content-type': 'text/plain' }],
    ['of the wrong shape', () => JSON.stringify({ operations: 'none' }), {}],
    [
      'with more operations than a push takes',
      () => JSON.stringify({ ...JSON.parse(whole()), operations: Array(501).fill(0) }),
      {},
    ],
    ['of bytes that are no text', () => Buffer.from([0xff, 0xfe, 0x00, 0x80]), {}],
  ])('%s is refused as malformed and kept as it came', async (_, make, headers) => {
    await fresh()
    const body = make()
    for (let time = 0; time < 2; time++) {
      const answer = await send(body, headers)
      expect([answer.statusCode, answer.json().code]).toEqual([400, 'malformed'])
      expect(answer.headers['content-type']).toMatch('application/problem+json')
    }
    const [found, ...others] = await kept()
    expect(others).toEqual([])
    const bytes = found?.body.startsWith('data:')
      ? Buffer.from(found.body.split(',')[1] ?? '', 'base64')
      : Buffer.from(found?.body ?? '')
    expect(bytes.equals(Buffer.from(body))).toBe(true)
    // Nothing of it is in the way of what can be read.
    expect((await send(gzipSync(whole()), { 'content-encoding': 'gzip' })).statusCode).toBe(200)
  })

  it('too large is refused as such, packed or not, and not kept; one that is merely large is not kept either', async () => {
    await fresh()
    expect((await send('x'.repeat(1_100_000))).json().code).toBe('too-large')
    expect((await send(gzipSync(Buffer.alloc(5_000_000)), { 'content-encoding': 'gzip' })).json().code).toBe(
      'too-large',
    )
    expect((await send('x'.repeat(70_000))).json().code).toBe('malformed')
    expect((await send('')).json().code).toBe('malformed')
    expect(await kept()).toEqual([])
  })

  it('is kept for no device where the browser shows no secret, and not without a session', async () => {
    await fresh()
    const secret = editor.cookies.get('fieldfare-device') ?? ''
    editor.cookies.delete('fieldfare-device')
    expect((await send('not JSON')).json().code).toBe('malformed')
    expect(await kept()).toEqual([])
    const stranger = await at.inject({
      method: 'POST',
      url: '/api/push',
      payload: 'not JSON',
      headers: { 'content-type': 'application/json' },
      cookies: { 'fieldfare-device': secret },
    })
    expect(stranger.json().code).toBe('not-signed-in')
    expect(await kept()).toEqual([])
  })
})
