/** Getting in for the first time: by the link of a letter, or a short code from somebody's screen. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../src/domain/ids.ts'
import { joinCodeSchema } from '../../../src/protocol/account.ts'
import { makeJoinCode } from '../../../src/server/accounts/invitations.ts'
import { people } from '../small-county.ts'
import {
  addNewcomer,
  another,
  codeOf,
  day,
  good,
  inviteAgain,
  invited,
  minute,
  newcomer,
  openWorld,
  type World,
} from './account-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const look = (token: string) => world.post('/api/auth/invitation', { token })
const accept = (token: string, password = good) => world.post('/api/auth/invitation/accept', { token, password })
const acceptCode = (code: string, password = good, email = newcomer.email) =>
  world.post('/api/auth/invitation/accept', { email, code, password })
const signIn = (password: string, email = newcomer.email) => world.post('/api/auth/sign-in/email', { email, password })

async function leadOf(): Promise<{ readonly id: PersonId; readonly name: string }> {
  const lead = await world.at.server.storage.personWith(people.lead.email)
  if (!lead) throw new Error('There is no lead')
  return lead
}

describe('a link', () => {
  it('says whose it is, by whom and until when, and is used up by nothing but a password', async () => {
    const id = await addNewcomer(world)
    await inviteAgain(world, id, await leadOf())
    const token = (await world.secretFor(newcomer.email)) ?? ''
    for (let n = 0; n < 2; n++) {
      const answer = await look(token)
      expect([answer.statusCode, answer.json()]).toEqual([
        200,
        { ...newcomer, by: 'Lead', figures: true, endsAt: new Date(Date.parse(world.now()) + 7 * day).toISOString() },
      ])
    }
    expect(world.letters.at(-1)?.text).toContain(`http://localhost/join#${token}`)
    expect(codeOf(await signIn(good))).toEqual([401, 'wrong-password'])
    const accepted = await accept(token)
    expect([accepted.statusCode, accepted.json(), accepted.cookies]).toEqual([200, { email: newcomer.email }, []])
    expect((await signIn(good)).statusCode).toBe(200)
  })

  it('works once: not again, not for another password, not to be looked at', async () => {
    const { token } = await invited(world)
    expect((await accept(token)).statusCode).toBe(200)
    expect(codeOf(await accept(token, another))).toEqual([404, 'not-found'])
    expect(codeOf(await look(token))).toEqual([404, 'not-found'])
    expect((await signIn(another)).statusCode).toBe(401)
    expect((await signIn(good)).statusCode).toBe(200)
  })

  it('is won by one of many at once', async () => {
    const { token } = await invited(world)
    const passwords = [good, another, 'kettle violin marsh copper', 'pillow radish summit fog']
    const answers = await Promise.all(passwords.map(password => accept(token, password)))
    expect(answers.map(answer => answer.statusCode).sort()).toEqual([200, 404, 404, 404])
    const signedIn = await Promise.all(passwords.map(password => signIn(password)))
    expect(signedIn.map(answer => answer.statusCode)).toEqual(
      answers.map(answer => (answer.statusCode === 200 ? 200 : 401)),
    )
  })

  it('is not shut off by many old ones that others open in the same office', async () => {
    const { token } = await invited(world)
    for (let n = 0; n < 12; n++) expect(codeOf(await look(`${n}`.padStart(43, 'x')))).toEqual([404, 'not-found'])
    expect((await look(token)).statusCode).toBe(200)
    const reset = (n: number) => world.post('/api/auth/reset', { token: `${n}`.padStart(43, 'y'), password: good })
    for (let n = 0; n < 12; n++) expect(codeOf(await reset(n))).toEqual([410, 'link-ended'])
    expect((await accept(token)).statusCode).toBe(200)
  })

  it('ends after seven days, when another is sent, and with her access', async () => {
    const { id, token } = await invited(world)
    world.pass(7 * day - 1)
    expect((await look(token)).statusCode).toBe(200)
    world.pass(1)
    expect(codeOf(await look(token))).toEqual([404, 'not-found'])
    expect(codeOf(await accept(token))).toEqual([404, 'not-found'])
    await inviteAgain(world, id)
    const second = (await world.secretFor(newcomer.email)) ?? ''
    expect(second).not.toBe(token)
    await inviteAgain(world, id)
    const third = (await world.secretFor(newcomer.email)) ?? ''
    expect(codeOf(await accept(second))).toEqual([404, 'not-found'])
    expect((await look(third)).statusCode).toBe(200)
    await world.at.server.storage.endAccess(id, world.now())
    expect(codeOf(await look(third))).toEqual([404, 'not-found'])
    expect(codeOf(await accept(third))).toEqual([404, 'not-found'])
  })

  it('is left as it is by a password that is refused, each with its own sentence', async () => {
    const { token } = await invited(world)
    expect(codeOf(await accept(token, 'short'))).toEqual([422, 'password-too-short'])
    expect(codeOf(await accept(token, 'password1234'))).toEqual([422, 'password-predictable'])
    expect(codeOf(await accept(token, people.lead.password))).toEqual([422, 'password-printed'])
    expect((await accept(token, 'x'.repeat(1_001))).json()).toMatchObject({
      code: 'password-too-long',
      title: 'A password has at most 1,000 characters.',
    })
    expect((await accept(token)).statusCode).toBe(200)
  })

  it('is stored as a hash, and recorded without it', async () => {
    const { token } = await invited(world)
    expect(await world.appendedBy(() => accept(token))).toEqual([['invitation-accepted', 'Newcomer']])
    const { db } = world.at.server.storage.accounts
    const rows = [
      await db.selectFrom('invitation').selectAll().execute(),
      await db.selectFrom('mail').selectAll().execute(),
      await db.selectFrom('record').selectAll().execute(),
    ]
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(JSON.stringify(rows[2])).not.toContain(good)
  })

  it('is made with its letter or not at all', async () => {
    const id = await addNewcomer(world)
    const { db } = world.at.server.storage.accounts
    await db.schema.alterTable('mail').renameTo('mail_elsewhere').execute()
    await expect(inviteAgain(world, id)).rejects.toThrow(/mail/)
    await db.schema.alterTable('mail_elsewhere').renameTo('mail').execute()
    expect(await db.selectFrom('invitation').selectAll().execute()).toEqual([])
    await inviteAgain(world, id)
    const before = await db.selectFrom('invitation').selectAll().execute()
    await db.schema.alterTable('record').renameTo('record_elsewhere').execute()
    expect((await accept((await world.secretFor(newcomer.email)) ?? '')).statusCode).toBe(500)
    await db.schema.alterTable('record_elsewhere').renameTo('record').execute()
    expect(await db.selectFrom('invitation').selectAll().execute()).toEqual(before)
    expect((await signIn(good)).statusCode).toBe(401)
  })

  it('is made although no letter can leave, and the letter leaves later', async () => {
    world.answers({ ok: false, forGood: false, problem: 'ECONNECTION' })
    const id = await addNewcomer(world)
    await inviteAgain(world, id)
    expect(await world.secretFor(newcomer.email)).toBeUndefined()
    world.answers({ ok: true })
    world.pass(2 * minute)
    world.at.server.mail.postman.kick()
    expect((await accept((await world.secretFor(newcomer.email)) ?? '')).statusCode).toBe(200)
  })
})

describe('a code', () => {
  const make = async (id: PersonId) => {
    const { storage } = world.at.server
    const person = await storage.person(id)
    if (!person) throw new Error('There is nobody')
    return makeJoinCode(storage.accounts.db, person, await leadOf(), world.now())
  }
  const wrongOf = (code: string): string => `${code.slice(0, -1)}${code.endsWith('2') ? '3' : '2'}`

  it('lets her begin with her address, once, and is in the record', async () => {
    const { id, token } = await invited(world)
    let made: Awaited<ReturnType<typeof make>>
    expect(
      await world.appendedBy(async () => {
        made = await make(id)
      }),
    ).toEqual([['join-code-made', 'Lead']])
    const code = made?.code ?? ''
    expect(joinCodeSchema.safeParse(code).success).toBe(true)
    expect(made?.endsAt).toBe(new Date(Date.parse(world.now()) + 10 * minute).toISOString())
    expect((await acceptCode(code, good, '  NEWCOMER@example.org ')).json()).toEqual({ email: newcomer.email })
    expect(codeOf(await acceptCode(code, another))).toEqual([422, 'code-refused'])
    expect(codeOf(await accept(token, another))).toEqual([404, 'not-found'])
    expect((await signIn(good)).statusCode).toBe(200)
    expect(await make(id)).toBeUndefined()
  })

  it('is followed by a letter: whoever made it could have used it herself', async () => {
    const { id } = await invited(world)
    const code = (await make(id))?.code ?? ''
    await world.settled()
    const before = world.letters.length
    expect((await acceptCode(code)).statusCode).toBe(200)
    await world.settled()
    const told = world.letters.slice(before)
    expect(told.map(({ to, subject }) => [to, subject])).toEqual([
      [newcomer.email, expect.stringMatching(/password was changed/)],
    ])
  })

  it('ends after ten minutes, and when another is made', async () => {
    const { id } = await invited(world)
    const first = (await make(id))?.code ?? ''
    const second = (await make(id))?.code ?? ''
    expect(codeOf(await acceptCode(first))).toEqual([422, 'code-refused'])
    world.pass(10 * minute)
    expect(codeOf(await acceptCode(second))).toEqual([422, 'code-refused'])
    // Also for somebody whose link is too old: whoever makes it stands beside her.
    world.pass(8 * day)
    expect((await acceptCode((await make(id))?.code ?? '')).statusCode).toBe(200)
  })

  it('is worth nothing after five wrong tries, also at once, from anywhere', async () => {
    const { id } = await invited(world)
    const code = (await make(id))?.code ?? ''
    const tries = Array.from({ length: 5 }, (_, n) =>
      world.at.inject({
        method: 'POST',
        url: '/api/auth/invitation/accept',
        payload: { email: newcomer.email, code: wrongOf(code), password: good },
        remoteAddress: `192.0.2.${n + 1}`,
      }),
    )
    for (const answer of await Promise.all(tries)) expect(codeOf(answer)).toEqual([422, 'code-refused'])
    expect(codeOf(await acceptCode(code))).toEqual([422, 'code-refused'])
    expect((await acceptCode((await make(id))?.code ?? '')).statusCode).toBe(200)
  })

  it('loses no try by a password that is refused', async () => {
    const { id } = await invited(world)
    const code = (await make(id))?.code ?? ''
    for (let n = 0; n < 6; n++) expect(codeOf(await acceptCode(code, 'short'))).toEqual([422, 'password-too-short'])
    expect((await acceptCode(code)).statusCode).toBe(200)
  })

  it('is looked at ten times a minute from one place, whoever’s it is, and says the same of an unknown address', async () => {
    const { id } = await invited(world)
    await make(id)
    const nobody = () => acceptCode('ABCDEFGH', good, 'nobody@example.org')
    const known = await acceptCode('ABCDEFGH')
    const unknown = await nobody()
    const { requestId: one, ...said } = known.json()
    const { requestId: other, ...ofNobody } = unknown.json()
    expect([one === other, said]).toEqual([false, ofNobody])
    for (let n = 0; n < 9; n++) expect((await nobody()).statusCode).toBe(422)
    expect(codeOf(await nobody())).toEqual([429, 'too-many-tries'])
  })

  it('is won by one of many at once, link and code alike', async () => {
    const { id, token } = await invited(world)
    const code = (await make(id))?.code ?? ''
    const answers = await Promise.all([
      acceptCode(code),
      accept(token, another),
      acceptCode(code, another),
      accept(token),
    ])
    expect(answers.filter(answer => answer.statusCode === 200)).toHaveLength(1)
  })

  it('is made for nobody who has begun, whose access has ended, or who was never invited', async () => {
    const lead = await leadOf()
    expect(await make(lead.id)).toBeUndefined()
    const id = await addNewcomer(world)
    expect(await make(id)).toBeUndefined()
    await inviteAgain(world, id)
    expect(await make(id)).toBeDefined()
    await world.at.server.storage.endAccess(id, world.now())
    expect(await make(id)).toBeUndefined()
  })
})
