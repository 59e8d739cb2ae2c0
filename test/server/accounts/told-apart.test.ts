/** Whether there is an account shows in no answer, and not in the work that is done for it. */

import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { atFullCost } from '../cheap-hash.ts'
import { county, people } from '../small-county.ts'
import { addNewcomer, inviteAgain, newcomer, openWorld, type World } from './account-world.ts'

/** Calls of the costly function, which is nearly all of the time that an answer takes. */
const worked = { hash: 0, verify: 0 }
vi.mock('@node-rs/argon2', async original => {
  const real = await original<typeof import('@node-rs/argon2')>()
  return {
    ...real,
    hash: (...given: Parameters<typeof real.hash>) => {
      worked.hash += 1
      return real.hash(...given)
    },
    verify: (...given: Parameters<typeof real.verify>) => {
      // Compared with what is no hash, it fails at once.
      if (String(given[0]).startsWith('$argon2id$')) worked.verify += 1
      return real.verify(...given)
    },
  }
})

let world: World
beforeAll(async () => {
  world = await openWorld({ county: atFullCost(county) })
  await inviteAgain(world, await addNewcomer(world))
  const ended = await world.at.server.storage.personWith(people.worker.email)
  if (ended) await world.at.server.storage.endAccess(ended.id, world.now())
})
afterAll(() => world.close())

/** Everything of an answer but what is each request's own, and the times that the costly function ran. */
async function toldBy(url: string, payload: object) {
  const before = worked.hash + worked.verify
  const answer = await world.post(url, payload)
  const work = worked.hash + worked.verify - before
  const headers = Object.entries(answer.headers).filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit'))
  const { requestId: _own, ...body } = answer.json()
  return { status: answer.statusCode, headers, body, cookies: answer.cookies, work }
}

describe('signing in', () => {
  it('tells nobody’s address, a wrong password, an ended access and an open invitation apart in nothing', async () => {
    const tries = [
      { email: people.editor.email, password: 'a wrong password' },
      { email: 'nobody@example.org', password: 'a wrong password' },
      { email: people.worker.email, password: people.worker.password },
      { email: newcomer.email, password: 'a wrong password' },
    ]
    const told = []
    for (const each of tries) told.push(await toldBy('/api/auth/sign-in/email', each))
    expect(told[0]).toMatchObject({ status: 401, body: { code: 'wrong-password' }, cookies: [], work: 1 })
    for (const each of told) expect(each).toEqual(told[0])
  })

  it('takes as long: medians of many lie within a third of each other', async () => {
    const ask = async (email: string, n: number): Promise<number> => {
      const begun = performance.now()
      await world.at.inject({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email, password: `a wrong password ${n}` },
        remoteAddress: `192.0.2.${n + 1}`,
      })
      return performance.now() - begun
    }
    const times = { known: [] as number[], unknown: [] as number[] }
    // By turns, so that whatever else the machine does falls on both.
    for (let n = 0; n < 40; n++) {
      times.known.push(await ask(people.lead.email, n))
      times.unknown.push(await ask('nobody.either@example.org', n))
    }
    const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length / 2] ?? 0
    const ratio = median(times.known) / median(times.unknown)
    expect(ratio).toBeGreaterThan(0.67)
    expect(ratio).toBeLessThan(1.5)
  })
})

describe('a code', () => {
  it('is compared for nobody’s address too', async () => {
    const accept = (email: string) =>
      toldBy('/api/auth/invitation/accept', { email, code: 'ABCDEFGH', password: 'gravel pencil orbit tuba' })
    const known = await accept(newcomer.email)
    expect(known).toMatchObject({ status: 422, body: { code: 'code-refused' }, work: 1 })
    for (const email of ['nobody@example.org', people.editor.email, people.worker.email])
      expect(await accept(email)).toEqual(known)
  })
})

describe('asking for a link to a new password', () => {
  it('is answered before anything is looked at', async () => {
    const told = []
    const { db } = world.at.server.storage.accounts
    // What is looked at would fail, and would be told.
    await db.schema.alterTable('password_reset').renameTo('password_reset_elsewhere').execute()
    for (const email of [people.editor.email, 'nobody@example.org', newcomer.email, people.worker.email]) {
      told.push(await toldBy('/api/auth/forgotten', { email }))
      await world.settled()
    }
    await db.schema.alterTable('password_reset_elsewhere').renameTo('password_reset').execute()
    expect(told[0]).toMatchObject({ status: 200, body: {}, work: 0 })
    for (const each of told) expect(each).toEqual(told[0])
  })
})
