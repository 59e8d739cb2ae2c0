/** Server-sent events over a real socket. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { amount } from '../domain/small-set.ts'
import { setCell, sheet } from './operations.ts'
import { Browser, TestServer } from './test-server.ts'

let at: TestServer
let port: number
beforeEach(async () => {
  at = await TestServer.open()
  await at.server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = at.server.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
})
afterEach(() => at.close())

/** What a stream has said; `until` resolves once its text matches, `ended` when the server ends it. */
interface Stream {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  until(pattern: RegExp): Promise<string>
  readonly ended: Promise<void>
  close(): void
}

const listen = (browser: Browser | undefined): Promise<Stream> =>
  new Promise((done, failed) => {
    const cookie = [...(browser?.cookies ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = request({ host: '127.0.0.1', port, path: '/api/events', headers: { cookie } }, answer => {
      let text = ''
      const waiting = new Set<() => void>()
      answer.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        for (const check of waiting) check()
      })
      const ended = new Promise<void>(over => answer.once('close', over))
      done({
        status: answer.statusCode ?? 0,
        headers: answer.headers,
        ended,
        until: pattern =>
          new Promise(found => {
            const check = (): void => {
              if (!pattern.test(text)) return
              waiting.delete(check)
              found(text)
            }
            waiting.add(check)
            check()
          }),
        close: () => sent.destroy(),
      })
    })
    sent.once('error', failed)
    sent.end()
  })

describe('pokes', () => {
  it('name the changed scopes that the listener holds, after the commit, and no others', async () => {
    const lead = await Browser.signIn(at, 'lead')
    const worker = await Browser.signIn(at, 'worker')
    const stranger = await Browser.signIn(at, 'otherLead')
    const [hers, theirs] = [await listen(worker), await listen(stranger)]
    expect(hers.headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    expect(String(hers.headers['content-security-policy'])).toContain("default-src 'self'")
    await lead.push([
      setCell(lead, 1, 'closed', amount(1), { sheet: sheet('west-c') }),
      setCell(lead, 2, 'closed', amount(1)),
    ])
    const said = await hers.until(/event: poke/)
    expect(said).toContain('data: {"scopes":["su-helper-2016/east-a"]}')
    expect(said).not.toContain('west-c')
    // The stranger's first poke is of her own push: nothing came before it.
    await stranger.push([setCell(stranger, 1, 'closed', amount(1), { sheet: 'su-other-2016/west-d/2017-06' as never })])
    expect((await theirs.until(/event: poke/)).match(/data: .*/g)).toEqual([
      'data: {"scopes":["su-other-2016/west-d"]}',
    ])
    hers.close()
    theirs.close()
  })

  it('need a session, and end when it does', async () => {
    const worker = await Browser.signIn(at, 'worker')
    const lead = await Browser.signIn(at, 'lead')
    expect((await listen(undefined)).status).toBe(401)
    const stream = await listen(worker)
    await worker.post('/api/auth/sign-out', {})
    await lead.push([setCell(lead, 1, 'closed', amount(1))])
    await stream.ended
  })

  it('a connection that never asks anything does not hold up a stop', async () => {
    const { connect } = await import('node:net')
    const idle = connect(port, '127.0.0.1')
    await new Promise(done => idle.once('connect', done))
    const gone = new Promise(done => idle.once('close', done))
    idle.resume()
    await Promise.all([at.server.close(), gone])
    await at.start()
  })

  it('end first when the server stops, so that it can', async () => {
    const worker = await Browser.signIn(at, 'worker')
    const stream = await listen(worker)
    await stream.until(/retry/)
    await Promise.all([at.server.close(), stream.ended])
    await at.start()
  })
})
