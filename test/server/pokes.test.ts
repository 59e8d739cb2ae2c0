/** Server-sent events over a real socket. */
import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Instant } from '../../src/domain/ids.ts'
import { writingEventSchema } from '../../src/protocol/exchange.ts'
import { mostStreams } from '../../src/server/sync/pokes.ts'
import { openTelling } from '../../src/server/sync/writing.ts'
import { amount } from '../domain/small-set.ts'
import { eastA, setCell, sheet } from './operations.ts'
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
  it('N-P1 name the meeting notes that the listener reads, and never the internal ones to a provider', async () => {
    const [officer, worker] = [await Browser.signIn(at, 'officer'), await Browser.signIn(at, 'worker')]
    const [hers, theirs] = [await listen(officer), await listen(worker)]
    const note = { type: 'note', meeting: 'm1', text: 'Said' } as const
    for (const [index, place] of ['east-a--internal', 'east-b--notes', 'east-a--notes'].entries())
      await officer.push([setCell(officer, index + 1, 'note/n1', note, { sheet: sheet(place) })])
    const poked = async (stream: Stream) =>
      [...(await stream.until(/east-a--notes/)).matchAll(/data: (.*)/g)].map(each => each[1])
    expect(await poked(hers)).toEqual([
      '{"scopes":["su-helper-2016/east-a--internal"]}',
      '{"scopes":["su-helper-2016/east-b--notes"]}',
      '{"scopes":["su-helper-2016/east-a--notes"]}',
    ])
    expect(await poked(theirs)).toEqual(['{"scopes":["su-helper-2016/east-a--notes"]}'])
  })

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

  it('come to whoever holds something else from now on, and to her alone; to whom it ends, as the last word', async () => {
    const [lead, worker, editor] = await Promise.all(
      (['lead', 'worker', 'editor'] as const).map(who => Browser.signIn(at, who)),
    )
    if (!lead || !worker || !editor) throw new Error('Nobody signed in')
    const [hers, anothers] = [await listen(worker), await listen(editor)]
    const days = { contract: 'su-helper-2016', from: '2017-07-11', to: '2017-07-12' }
    expect((await lead.post(`/api/people/${worker.id}/stand-ins`, days)).statusCode).toBe(200)
    expect((await hers.until(/event: poke/)).match(/data: .*/g)).toEqual(['data: {"scopes":[]}'])
    expect((await lead.post(`/api/people/${worker.id}/end`, {})).statusCode).toBe(200)
    await hers.ended
    expect((await hers.until(/event: poke/)).match(/event: poke/g)).toHaveLength(2)
    // The other's first poke is of a figure: nothing came before it.
    await lead.push([setCell(lead, 1, 'closed', amount(1))])
    expect((await anothers.until(/event: poke/)).match(/data: .*/g)).toEqual([
      'data: {"scopes":["su-helper-2016/east-a"]}',
    ])
    anothers.close()
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

  it('are told on so many streams of a session, and on a session’s own: the first of more ends', async () => {
    const [editor, worker] = [await Browser.signIn(at, 'editor'), await Browser.signIn(at, 'worker')]
    const another = await listen(worker)
    const first = await listen(editor)
    for (let n = 0; n < mostStreams; n++) await listen(editor)
    await first.ended
    await editor.push([setCell(editor, 1, 'closed', amount(1))])
    await another.until(/event: poke/)
    another.close()
  })

  it('end at the next poke for whose access has ended, and say nothing of it', async () => {
    const [worker, editor, lead] = [
      await Browser.signIn(at, 'worker'),
      await Browser.signIn(at, 'editor'),
      await Browser.signIn(at, 'lead'),
    ]
    const [hers, theirs] = [await listen(worker), await listen(editor)]
    await at.server.storage.endAccess(worker.id, '2017-07-11T12:00:00.000Z' as Instant)
    await lead.push([setCell(lead, 1, 'closed', amount(1))])
    await hers.ended
    expect(await hers.until(/retry/)).not.toContain('poke')
    await theirs.until(/event: poke/)
    theirs.close()
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

describe('somebody is writing here', () => {
  const write = (browser: Browser, cell = 'closed', of: string = eastA) =>
    browser.post('/api/writing', { sheet: of, cell })
  const heard = (text: string): readonly unknown[] =>
    [...text.matchAll(/event: writing\ndata: (.*)\n/g)].map(found =>
      writingEventSchema.parse(JSON.parse(found[1] ?? '')),
    )

  it('is told to whoever else holds the return, to her own other device, and to nobody else', async () => {
    const [lead, leadElsewhere, worker, stranger] = [
      await Browser.signIn(at, 'lead'),
      await Browser.signIn(at, 'lead'),
      await Browser.signIn(at, 'worker'),
      await Browser.signIn(at, 'otherLead'),
    ]
    const [own, elsewhere, hers, theirs] = [
      await listen(lead),
      await listen(leadElsewhere),
      await listen(worker),
      await listen(stranger),
    ]
    const answer = await write(lead)
    expect([answer.statusCode, answer.json()]).toEqual([200, {}])
    const event = { sheet: eastA, cell: 'closed', by: { id: lead.id, name: 'Lead' } }
    expect(heard(await hers.until(/event: writing/))).toEqual([event])
    expect(heard(await elsewhere.until(/event: writing/))).toEqual([event])
    // What comes after it is all that they heard: of a return the worker does not hold, of her own, of a stranger's.
    await write(lead, 'closed', sheet('west-c'))
    await write(leadElsewhere, 'open')
    await write(stranger, 'closed', 'su-other-2016/west-d/2017-06')
    expect(heard(await own.until(/event: writing/))).toEqual([{ ...event, cell: 'open' }])
    expect(heard(await hers.until(/"open"/))).toEqual([event, { ...event, cell: 'open' }])
    await stranger.push([setCell(stranger, 1, 'closed', amount(1), { sheet: 'su-other-2016/west-d/2017-06' as never })])
    expect(heard(await theirs.until(/event: poke/))).toEqual([])
    for (const stream of [own, elsewhere, hers, theirs]) stream.close()
  })

  it('is told once in five seconds for a cell, and changes nothing that is stored, nor how long a session lasts', async () => {
    const [lead, worker] = [await Browser.signIn(at, 'lead'), await Browser.signIn(at, 'worker')]
    const stream = await listen(worker)
    const { db } = at.server.storage.accounts
    const session = () =>
      db.selectFrom('session').select(['expiresAt', 'updatedAt']).where('userId', '=', lead.id).execute()
    const before = await session()
    for (let n = 0; n < 5; n++) expect((await write(lead)).statusCode).toBe(200)
    await write(lead, 'open')
    expect(heard(await stream.until(/"open"/))).toHaveLength(2)
    expect(await session()).toEqual(before)
    expect(await db.selectFrom('operation').selectAll().execute()).toEqual([])
    expect(await db.selectFrom('sheet').selectAll().execute()).toEqual([])
    stream.close()
  })

  it('is not hers to say of a return she does not hold, or does not edit', async () => {
    const [worker, officer] = [await Browser.signIn(at, 'worker'), await Browser.signIn(at, 'officer')]
    expect((await write(worker, 'closed', sheet('west-c'))).json()).toMatchObject({ code: 'no-access' })
    expect((await write(officer)).json()).toMatchObject({ code: 'not-allowed' })
    expect((await write(worker, 'no cell at all')).json()).toMatchObject({ code: 'malformed' })
  })

  it('counts by session and cell, and forgets', () => {
    let now = 0
    const mayTell = openTelling(() => now)
    expect([mayTell('a'), mayTell('a'), mayTell('b')]).toEqual([true, false, true])
    now = 4_999
    expect(mayTell('a')).toBe(false)
    now = 5_000
    expect([mayTell('a'), mayTell('a')]).toEqual([true, false])
    for (let n = 0; n < 5_000; n++) {
      now += 100
      expect(mayTell(`another ${n}`)).toBe(true)
    }
    expect(mayTell('a')).toBe(true)
  })
})
