/** A forgotten password. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../small-county.ts'
import { Browser } from '../test-server.ts'
import {
  addNewcomer,
  another,
  codeOf,
  good,
  hour,
  inviteAgain,
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

const { email } = people.editor
const forgotten = (of = email) => world.post('/api/auth/forgotten', { email: of })
const reset = (token: string, password = good) => world.post('/api/auth/reset', { token, password })
const signIn = (password: string) => world.post('/api/auth/sign-in/email', { email, password })
const sentTo = async (to: string) => {
  await world.settled()
  return world.letters.filter(letter => letter.to === to).map(letter => letter.subject)
}

describe('asking for a link', () => {
  it('is answered alike for everybody and nobody; who has a password and access gets a letter', async () => {
    await inviteAgain(world, await addNewcomer(world))
    const { storage } = world.at.server
    const ended = await storage.personWith(people.worker.email)
    if (!ended) throw new Error('There is no field worker')
    await storage.endAccess(ended.id, world.now())
    const invitation = await sentTo(newcomer.email)
    expect(invitation).toHaveLength(1)
    const asked = [email, email.toUpperCase(), 'nobody@example.org', newcomer.email, people.worker.email, 'no address']
    const answers = []
    for (const of of asked) answers.push(await forgotten(of))
    for (const answer of answers) {
      const { date: _date, ...headers } = answer.headers
      const { date: _other, ...first } = answers[0]?.headers ?? {}
      expect([answer.statusCode, answer.body, answer.cookies]).toEqual([200, '{}', []])
      // How many requests are left in the minute is counted by where it comes from.
      for (const each of [headers, first])
        for (const name of Object.keys(each)) if (name.startsWith('x-ratelimit')) delete each[name]
      expect(headers).toEqual(first)
    }
    expect(await sentTo(email)).toHaveLength(2)
    expect(await sentTo(newcomer.email)).toEqual(invitation)
    expect(await sentTo(people.worker.email)).toEqual([])
    expect(world.letters).toHaveLength(3)
  })

  it('is in the record for every address, without it', async () => {
    expect(await world.appendedBy(() => forgotten())).toEqual([['password-reset-asked', 'Fieldfare']])
    expect(await world.appendedBy(() => forgotten('nobody@example.org'))).toEqual([
      ['password-reset-asked', 'Fieldfare'],
    ])
    const rows = await world.at.server.storage.accounts.db.selectFrom('record').selectAll().execute()
    expect(JSON.stringify(rows.slice(-2))).not.toContain('example.org')
  })

  it('sends three letters an hour at most, from wherever it is asked', async () => {
    const ask = (n: number) =>
      world.at.inject({
        method: 'POST',
        url: '/api/auth/forgotten',
        payload: { email },
        remoteAddress: `192.0.2.${n + 1}`,
      })
    for (let n = 0; n < 6; n++) expect((await ask(n)).statusCode).toBe(200)
    expect(await sentTo(email)).toHaveLength(3)
    world.pass(hour)
    expect((await ask(7)).statusCode).toBe(200)
    expect(await sentTo(email)).toHaveLength(4)
  })

  it('leaves no row of links of long ago', async () => {
    const rows = () => world.at.server.storage.accounts.db.selectFrom('password_reset').select('created_at').execute()
    await forgotten()
    await world.settled()
    world.pass(36 * 24 * hour)
    await forgotten()
    await world.settled()
    expect(await rows()).toEqual([{ created_at: world.now() }])
  })

  it('is done before the server has stopped', async () => {
    await forgotten()
    await world.at.restart()
    const rows = await world.at.server.storage.accounts.db.selectFrom('password_reset').selectAll().execute()
    expect(rows).toHaveLength(1)
  })
})

describe('the link', () => {
  it('sets a password once, ends every session, and is told by letter and record', async () => {
    const there = await Browser.signIn(world.at, 'editor')
    const elsewhere = await Browser.signIn(world.at, 'lead')
    await forgotten()
    const token = (await world.secretFor(email)) ?? ''
    expect(world.letters.at(-1)?.text).toContain(`http://localhost/reset#${token}`)
    const appended = await world.appendedBy(async () => {
      const answer = await reset(token)
      expect([answer.statusCode, answer.body, answer.cookies]).toEqual([200, '{}', []])
    })
    expect(appended).toEqual([['password-reset', 'Editor']])
    expect(codeOf(await there.get('/api/me'))).toEqual([401, 'not-signed-in'])
    expect((await elsewhere.get('/api/me')).statusCode).toBe(200)
    expect(await sentTo(email)).toContain('Your Fieldfare password was changed (A council)')
    expect((await signIn(people.editor.password)).statusCode).toBe(401)
    expect((await signIn(good)).statusCode).toBe(200)
    expect(codeOf(await reset(token, another))).toEqual([410, 'link-ended'])
  })

  it('holds for thirty minutes', async () => {
    await forgotten()
    const token = (await world.secretFor(email)) ?? ''
    world.pass(30 * minute)
    expect(codeOf(await reset(token))).toEqual([410, 'link-ended'])
    expect(codeOf(await reset('A'.repeat(43)))).toEqual([410, 'link-ended'])
    expect((await signIn(people.editor.password)).statusCode).toBe(200)
  })

  it('ends the other links, is won by one of many at once, and is kept by a password that is refused', async () => {
    await forgotten()
    const first = (await world.secretFor(email)) ?? ''
    world.pass(minute)
    await forgotten()
    const second = (await world.secretFor(email)) ?? ''
    expect(second).not.toBe(first)
    expect(codeOf(await reset(first, 'short'))).toEqual([422, 'password-too-short'])
    const answers = await Promise.all([reset(second, good), reset(second, another), reset(first, another)])
    expect(answers.map(answer => answer.statusCode).sort()).toEqual([200, 410, 410])
    expect(codeOf(await reset(first, another))).toEqual([410, 'link-ended'])
  })

  it('lets nobody in whose access has ended meanwhile', async () => {
    await forgotten()
    const token = (await world.secretFor(email)) ?? ''
    const { storage } = world.at.server
    const editor = await storage.personWith(email)
    if (editor) await storage.endAccess(editor.id, world.now())
    expect(codeOf(await reset(token))).toEqual([410, 'link-ended'])
  })

  it('changes nothing when it cannot be recorded', async () => {
    const there = await Browser.signIn(world.at, 'editor')
    await forgotten()
    const token = (await world.secretFor(email)) ?? ''
    const { db } = world.at.server.storage.accounts
    await db.schema.alterTable('mail').renameTo('mail_elsewhere').execute()
    expect((await reset(token)).statusCode).toBe(500)
    await db.schema.alterTable('mail_elsewhere').renameTo('mail').execute()
    expect((await there.get('/api/me')).statusCode).toBe(200)
    expect((await signIn(people.editor.password)).statusCode).toBe(200)
    expect((await reset(token)).statusCode).toBe(200)
  })

  it('leaves no session of the old password, whenever that signed in', async () => {
    for (let n = 0; n < 5; n++) {
      world.pass(hour)
      await forgotten()
      const token = (await world.secretFor(email)) ?? ''
      const before = n === 0 ? people.editor.password : `${good} ${n - 1}`
      const signingIn = signIn(before)
      // Somewhere between its beginning and its end.
      for (let turn = 0; turn < n * 4; turn++) await new Promise(done => setImmediate(done))
      const [signedIn, changed] = await Promise.all([signingIn, reset(token, `${good} ${n}`)])
      expect(changed.statusCode).toBe(200)
      const cookies = Object.fromEntries(signedIn.cookies.map(cookie => [cookie.name, cookie.value]))
      const me = await world.at.inject({ method: 'GET', url: '/api/me', cookies })
      expect([n, me.statusCode]).toEqual([n, 401])
    }
  })
})
