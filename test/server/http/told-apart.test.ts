/** Who has an account here shows in no answer: neither in its status, its body nor its headers. */
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instant, PersonId } from '../../../src/domain/ids.ts'
import { people } from '../small-county.ts'
import { Browser, TestServer } from '../test-server.ts'

let at: TestServer
let tried = 0
beforeAll(async () => {
  at = await TestServer.open()
  const ended = await Browser.signIn(at, 'worker')
  await at.server.storage.endAccess(ended.id, '2017-07-11T08:00:00.000Z' as Instant)
  // Invited, without a password of her own yet.
  const db = at.server.storage.accounts.db
  const invited = await db
    .selectFrom('user')
    .select('id')
    .where('email', '=', people.partEditor.email)
    .executeTakeFirst()
  await db
    .updateTable('account')
    .set({ password: null })
    .where('userId', '=', (invited?.id ?? '') as PersonId)
    .execute()
})
afterAll(() => at.close())

const addresses = {
  'has an account': people.lead.email,
  'has none': 'nobody.at.all@example.org',
  'has left': people.worker.email,
  'was invited': people.partEditor.email,
  'is no address': 'nothing at all',
} as const

/** Each from an address of the network of its own, so that no limit answers. */
const ask = (url: string, payload: object) =>
  at.inject({ method: 'POST', url, payload, remoteAddress: `10.1.${Math.floor(++tried / 250)}.${tried % 250}` })

/** Everything of an answer but its number and the time. */
function told(answer: LightMyRequestResponse): unknown {
  const { date: _date, ...headers } = answer.headers
  const body = answer.body === '' ? '' : { ...answer.json(), requestId: '' }
  return { status: answer.statusCode, headers: { ...headers, 'content-length': '' }, body }
}

describe.each<[string, string, (email: string) => object]>([
  [
    'signing in with a wrong password',
    '/api/auth/sign-in/email',
    email => ({ email, password: 'not the password at all' }),
  ],
  ['asking for a new password', '/api/auth/forgotten', email => ({ email })],
  [
    'finishing an invitation with a code',
    '/api/auth/invitation/accept',
    email => ({ email, code: '23456789', password: 'gravel pencil orbit tuba' }),
  ],
])('%s', (_what, url, body) => {
  it('is answered alike, whoever has that address', async () => {
    const answers = new Map<string, unknown>()
    for (const [who, email] of Object.entries(addresses)) answers.set(who, told(await ask(url, body(email))))
    const [first] = answers.values()
    for (const [who, answer] of answers) expect([who, answer]).toEqual([who, first])
  })
})
