import { describe, expect, it } from 'vitest'
import { fetchPart } from '../../../src/device/sync/app-part.ts'

const part = { of: 'the app' }
const failing = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'))

function browser(more: { online?: boolean; answer?: () => Promise<Response> } = {}) {
  const asked: string[] = []
  return {
    asked,
    options: {
      fetch: (input: RequestInfo | URL) => {
        asked.push(String(input))
        return more.answer?.() ?? Promise.resolve(new Response('{}'))
      },
      origin: 'http://localhost',
      isOnline: () => more.online ?? true,
      timeout: 50,
    },
  }
}

describe('a part of the app that is fetched when it is needed', () => {
  it('is given as it came, and nobody is asked anything', async () => {
    const { asked, options } = browser()
    expect(await fetchPart(async () => part, options)).toEqual({ ok: true, value: part })
    expect(asked).toEqual([])
  })

  it('that does not come while the server answers is said to be missing', async () => {
    const { asked, options } = browser()
    expect(await fetchPart(failing, options)).toEqual({ ok: false, refusal: { type: 'part-missing' } })
    expect(asked).toEqual(['http://localhost/api/installation'])
  })

  it('that does not come in time counts as not come', async () => {
    const { options } = browser()
    const never = () => new Promise<never>(() => undefined)
    expect(await fetchPart(never, options)).toEqual({ ok: false, refusal: { type: 'part-missing' } })
  })

  it('is no fault of the part where the server does not answer, or answers with a fault', async () => {
    const dead = browser({ answer: failing })
    expect(await fetchPart(failing, dead.options)).toEqual({ ok: false, refusal: { type: 'server-down' } })
    const faulty = browser({ answer: async () => new Response('', { status: 502 }) })
    expect(await fetchPart(failing, faulty.options)).toEqual({ ok: false, refusal: { type: 'server-down' } })
  })

  it('is no fault of the part where there is no signal, and the server is not asked', async () => {
    const { asked, options } = browser({ online: false })
    expect(await fetchPart(failing, options)).toEqual({ ok: false, refusal: { type: 'offline' } })
    expect(asked).toEqual([])
  })
})
