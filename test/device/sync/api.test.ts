import { describe, expect, it } from 'vitest'
import { createApi } from '../../../src/device/sync/api.ts'
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts'
import { cells, installation, sheets } from '../county.ts'
import { problemResponse } from '../simulated-server.ts'

const answering = (
  respond: (request: Request) => Response | Promise<Response>,
  more: { timeout?: number; online?: boolean } = {},
) =>
  createApi({
    fetch: async (input, init) => {
      const { signal, ...rest } = init ?? {}
      const request = new Request(String(input), { ...rest, duplex: 'half' } as RequestInit)
      return await Promise.race([
        respond(request),
        new Promise<never>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
      ])
    },
    origin: 'http://localhost',
    isOnline: () => more.online ?? true,
    timeout: more.timeout ?? 5_000,
  })

const push = (note: string) => ({
  protocol: 1,
  person: 'somebody' as PersonId,
  device: 'd' as DeviceId,
  last: null,
  operations: [{ note }],
})

describe('the HTTP client', () => {
  it('reads an answer by its schema', async () => {
    expect(await answering(() => Response.json(installation)).installation()).toEqual({ ok: true, value: installation })
  })

  it('takes a page that is not ours for a server that does not answer', async () => {
    const portal = answering(() => new Response('<html>Sign in to the wireless network</html>'))
    expect(await portal.installation()).toEqual({ ok: false, refusal: { type: 'server-down' } })
    const other = answering(() => Response.json({ council: 7 }))
    expect(await other.installation()).toEqual({ ok: false, refusal: { type: 'server-down' } })
    const proxy = answering(() => new Response('Bad gateway', { status: 502 }))
    expect(await proxy.installation()).toEqual({ ok: false, refusal: { type: 'server-down' } })
  })

  it('gives a problem with its code, and the number expected', async () => {
    const api = answering(() => problemResponse('sequence-gap', 7))
    expect(await api.push(push('x'))).toEqual({
      ok: false,
      refusal: { type: 'problem', code: 'sequence-gap' },
      expected: 7,
    })
    const busy = answering(() => new Response('', { status: 429, headers: { 'retry-after': '30' } }))
    expect(await busy.me()).toEqual({ ok: false, refusal: { type: 'problem', code: 'too-many-tries' }, retryAfter: 30 })
    const ended = answering(() => new Response('', { status: 401 }))
    expect(await ended.me()).toEqual({ ok: false, refusal: { type: 'problem', code: 'not-signed-in' } })
  })

  it('asks how a device stands, hands over and tells of typing, each at its own address', async () => {
    const asked: [string, unknown][] = []
    const answers: Readonly<Record<string, unknown>> = {
      '/api/standing': { standing: 'left' },
      '/api/surrender': { kept: 1 },
      '/api/writing': {},
    }
    const api = answering(async request => {
      const { pathname } = new URL(request.url)
      asked.push([pathname, await request.json()])
      return Response.json(answers[pathname])
    })
    const device = 'd' as DeviceId
    expect(await api.standing(device)).toEqual({ ok: true, value: { standing: 'left' } })
    expect(await api.surrender(device, [{ a: 1 }])).toEqual({ ok: true, value: { kept: 1 } })
    expect((await api.writing(sheets.east, cells.closed)).ok).toBe(true)
    expect(asked).toEqual([
      ['/api/standing', { device }],
      ['/api/surrender', { device, operations: [{ a: 1 }] }],
      ['/api/writing', { sheet: sheets.east, cell: cells.closed }],
    ])
    const portal = answering(() => Response.json({ standing: 'gone' }))
    expect(await portal.standing(device)).toMatchObject({ ok: false, refusal: { type: 'server-down' } })
  })

  it('tells no signal from a server that is down, and gives up in time', async () => {
    const failing = () => Promise.reject(new TypeError('Failed to fetch'))
    expect(await answering(failing, { online: false }).me()).toEqual({ ok: false, refusal: { type: 'offline' } })
    expect(await answering(failing).me()).toEqual({ ok: false, refusal: { type: 'server-down' } })
    const silent = answering(() => new Promise<never>(() => undefined), { timeout: 20 })
    expect(await silent.me()).toEqual({ ok: false, refusal: { type: 'server-down' } })
  })

  it('compresses a push above a kilobyte and leaves a small one', async () => {
    const sizes: (string | null)[] = []
    const api = answering(async request => {
      sizes.push(request.headers.get('content-encoding'))
      const stream = request.body
      if (stream === null) throw new Error('no body')
      const text = await new Response(
        request.headers.get('content-encoding') === 'gzip'
          ? stream.pipeThrough(new DecompressionStream('gzip'))
          : stream,
      ).text()
      expect(JSON.parse(text)).toMatchObject({ person: 'somebody' })
      return Response.json({ outcomes: [], durableThrough: null })
    })
    expect((await api.push(push('short'))).ok).toBe(true)
    expect((await api.push(push('long '.repeat(400)))).ok).toBe(true)
    expect(sizes).toEqual([null, 'gzip'])
  })
})
