/** Whom limits count, and what nobody gets around them by. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { counted, countTries, mostAtOnce, passwordTries } from '../../../src/server/accounts/tries.ts'
import { networkOf } from '../../../src/server/http/network.ts'
import { ProblemError } from '../../../src/server/http/problems.ts'
import { requestsAMinute } from '../../../src/server/http/security.ts'
import { Browser, TestServer } from '../test-server.ts'

let at: TestServer
beforeAll(async () => {
  at = await TestServer.open()
})
afterAll(() => at.close())

describe('a network', () => {
  it('is an IPv4 address, or the half of an IPv6 one that somebody was given whole', () => {
    for (const [address, network] of [
      ['192.0.2.9', '192.0.2.9'],
      ['::ffff:192.0.2.9', '192.0.2.9'],
      ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
      ['2001:0DB8:0001:2::9', '2001:db8:1:2::/64'],
      ['2001:db8::', '2001:db8:0:0::/64'],
      ['2001:db8::7:8:9:1.2.3.4', '2001:db8:0:7::/64'],
      ['::1', '0:0:0:0::/64'],
      ['fe80::1%eth0', 'fe80:0:0:0::/64'],
      ['no address', 'no address'],
    ])
      expect([address, networkOf(address ?? '')]).toEqual([address, network])
  })

  it('is what tries are counted by: a new address of the same network is no way round', () => {
    const tries = countTries(() => 0)
    for (let n = 0; n < passwordTries.perAccount; n++)
      expect(tries.begin('a@example.org', `2001:db8:1:2::${n}`)).toBeDefined()
    expect(tries.begin('a@example.org', '2001:db8:1:2:ffff::1')).toBeUndefined()
    expect(tries.begin('a@example.org', '2001:db8:1:3::1')).toBeDefined()
  })

  it('is what a stranger’s requests are counted by', async () => {
    const ask = (n: number) =>
      at.inject({ method: 'GET', url: '/api/installation', remoteAddress: `2001:db8:9:9::${n.toString(16)}` })
    for (let n = 1; n <= requestsAMinute; n++) await ask(n)
    expect((await ask(requestsAMinute + 1)).json().code).toBe('too-many-tries')
  })
})

describe('requests of somebody who is signed in', () => {
  it('are counted by her session, whatever device they name', async () => {
    const browser = await Browser.signIn(at, 'editor')
    const another = await Browser.signIn(at, 'editor')
    const ask = (by: Browser) => by.post('/api/account/devices/lost', { device: randomUUID() })
    let last = await ask(browser)
    for (let n = 0; n < requestsAMinute && last.statusCode !== 429; n++) last = await ask(browser)
    expect(last.statusCode).toBe(429)
    expect((await ask(another)).statusCode).toBe(404)
  })
})

describe('what takes a server’s time', () => {
  it('is not begun for any number at once, whoever they are', async () => {
    const tries = countTries(() => 0)
    let over: () => void = () => undefined
    const work = new Promise<void>(done => {
      over = done
    })
    const begun: Promise<void>[] = []
    for (let n = 0; n < mostAtOnce; n++)
      begun.push(counted(tries, `person${n}@example.org`, `192.0.2.${n}`, () => work))
    const more = () => counted(tries, 'one.more@example.org', '192.0.2.200', async () => 'looked at')
    await expect(more()).rejects.toEqual(new ProblemError('too-many-tries'))
    over()
    await Promise.all(begun)
    for (let n = 0; n < mostAtOnce; n++)
      await expect(
        counted(tries, `person${n}@example.org`, `192.0.2.${n}`, async () => {
          throw new ProblemError('wrong-password')
        }),
      ).rejects.toThrow()
    expect(await more()).toBe('looked at')
  })

  it('a request that never ends is cut off', () => {
    expect(at.server.app.server.requestTimeout).toBeGreaterThan(0)
    expect(at.server.app.server.requestTimeout).toBeLessThanOrEqual(300_000)
  })
})
