/** What everybody hears of changes while she listens: of the returns she reads, and of no others. */
import { request } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { SheetId } from '../../../src/domain/ids.ts'
import { amount } from '../../domain/small-set.ts'
import { setCell } from '../operations.ts'
import { agreed, scopes } from './agreed.ts'
import { month, openWorld, signedIn, type Who, type World } from './county.ts'

let world: World
let port: number
beforeAll(async () => {
  world = await openWorld()
  await world.at.server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = world.at.server.app.server.address()
  port = typeof address === 'object' && address ? address.port : 0
}, 60_000)
afterAll(() => world.at.close())

interface Stream {
  /** Everything it said, once it has ended. */
  readonly whole: Promise<string>
  /** Resolves once it has said that. */
  heard(text: string): Promise<void>
}

const listen = (who: Who): Promise<Stream> =>
  new Promise((opened, failed) => {
    const cookie = [...world.browser(who).cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const sent = request({ host: '127.0.0.1', port, path: '/api/events', headers: { cookie } }, answer => {
      let said = ''
      answer.on('data', (chunk: Buffer) => {
        said += chunk.toString()
        answer.emit('said')
      })
      const whole = new Promise<string>(done => answer.once('end', () => done(said)))
      const heard = (text: string): Promise<void> =>
        new Promise(done => {
          const look = (): void => {
            if (said.includes(text)) done()
            else answer.once('said', look)
          }
          look()
        })
      // Open once the server has begun to speak.
      answer.once('said', () => opened({ whole, heard }))
    })
    sent.once('error', failed)
    sent.end()
  })

const poke = z.object({ scopes: z.array(z.string()) })
const hint = z.object({ sheet: z.string() })

it('pokes and hints reach whoever reads the return, and nobody else', async () => {
  const streams = new Map<Who, Stream>()
  for (const who of signedIn) streams.set(who, await listen(who))
  const written: string[] = []
  for (const [who, of] of [
    ['lead', 'su-helper-2016'],
    ['otherLead', 'su-other-2016'],
  ] as const) {
    const by = world.browser(who)
    await by.register()
    const mine = scopes.filter(scope => scope.startsWith(of))
    written.push(...mine)
    for (const [index, scope] of mine.entries()) {
      const sheet = `${scope}/${month}` as SheetId
      const cell = scope.endsWith('/all') ? 'spent' : 'closed'
      expect((await by.post('/api/writing', { sheet, cell })).statusCode).toBe(200)
      await by.push([setCell(by, index + 1, cell, amount(1), { sheet })])
    }
  }
  const [last = ''] = written.toReversed()
  // One pass tells everybody, in the order in which they came to listen.
  await streams.get('officer')?.heard(`"${last}"`)
  for (const who of signedIn)
    for (const scope of written)
      if (agreed[who].reads?.includes(scope)) await streams.get(who)?.heard(`{"scopes":["${scope}"]}`)
  // What was still on its way comes before the end.
  await world.at.server.close()
  for (const [who, stream] of streams) {
    const said = await stream.whole
    const data = (event: string) =>
      [...said.matchAll(new RegExp(`event: ${event}\\ndata: (.*)`, 'g'))].map(([, text = '']) => JSON.parse(text))
    const poked = data('poke').flatMap(each => poke.parse(each).scopes)
    const hinted = data('writing').map(each => hint.parse(each).sheet.slice(0, -month.length - 1))
    const hers = written.filter(scope => who !== 'ended' && agreed[who].reads?.includes(scope))
    expect([who, ...poked.toSorted()]).toEqual([who, ...hers.toSorted()])
    // Her own session hears nothing of what she does there herself.
    const own = who === 'lead' || who === 'otherLead' ? [] : hers
    expect([who, ...hinted.toSorted()]).toEqual([who, ...own.toSorted()])
  }
}, 60_000)
