/** Changing the own password, from a session. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../small-county.ts'
import { Browser } from '../test-server.ts'
import { another, codeOf, good, openWorld, type World } from './account-world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const { email, password: present } = people.editor
const change = (browser: Browser, next: string, from: string = present) =>
  browser.post('/api/account/password', { present: from, next })
const signIn = (password: string) => world.post('/api/auth/sign-in/email', { email, password })

describe('a new password', () => {
  it('ends every other session, and is told by letter and record', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const there = await Browser.signIn(world.at, 'editor')
    const lead = await Browser.signIn(world.at, 'lead')
    const appended = await world.appendedBy(async () => expect((await change(here, good)).statusCode).toBe(200))
    expect(appended).toEqual([['password-changed', 'Editor']])
    expect(codeOf(await there.get('/api/me'))).toEqual([401, 'not-signed-in'])
    expect([(await here.get('/api/me')).statusCode, (await lead.get('/api/me')).statusCode]).toEqual([200, 200])
    expect(world.letters.at(-1)).toMatchObject({
      to: email,
      subject: 'Your Fieldfare password was changed (A council)',
    })
    expect([(await signIn(present)).statusCode, (await signIn(good)).statusCode]).toEqual([401, 200])
    const rows = await world.at.server.storage.accounts.db.selectFrom('record').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/gravel|password of the editor/)
  })

  it('needs the present one, and ten wrong ones in a minute are enough', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    for (let n = 0; n < 10; n++)
      expect(codeOf(await change(here, good, 'not the present one'))).toEqual([401, 'wrong-password'])
    expect(codeOf(await change(here, good))).toEqual([429, 'too-many-tries'])
    // Counted with sign-ins: one is no way round the other.
    expect(codeOf(await signIn(present))).toEqual([429, 'too-many-tries'])
    expect((await here.get('/api/me')).statusCode).toBe(200)
  })

  it('obeys the rules in the sample too, whose printed passwords go on opening', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    expect(codeOf(await change(here, 'too short'))).toEqual([422, 'password-too-short'])
    expect(codeOf(await change(here, people.lead.password))).toEqual([422, 'password-printed'])
    expect(codeOf(await change(here, 'editor editor editor'))).toEqual([422, 'password-predictable'])
    expect((await signIn(present)).statusCode).toBe(200)
  })

  it('is the same however a keyboard composes it, and any length up to a thousand characters', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const long = `${'\u00e9clair gravel '}${'orbit tuba quarry mist teapot lantern '.repeat(26)}`.slice(0, 1_000)
    expect((await change(here, long.normalize('NFD'))).statusCode).toBe(200)
    expect((await signIn(long.normalize('NFC'))).statusCode).toBe(200)
    expect((await signIn(long.normalize('NFD'))).statusCode).toBe(200)
    expect((await signIn(long.slice(0, -1))).statusCode).toBe(401)
  })

  it('is won by one of two sessions at once; the other has ended', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const there = await Browser.signIn(world.at, 'editor')
    const answers = await Promise.all([change(here, good), change(there, another)])
    expect(answers.map(answer => answer.statusCode).sort()).toEqual([200, 401])
    const [won, lost] = answers[0]?.statusCode === 200 ? [here, there] : [there, here]
    expect((await won.get('/api/me')).statusCode).toBe(200)
    expect(codeOf(await lost.get('/api/me'))).toEqual([401, 'not-signed-in'])
  })

  it('ends the links to a new one that are on their way', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    await world.post('/api/auth/forgotten', { email })
    const token = (await world.secretFor(email)) ?? ''
    expect((await change(here, good)).statusCode).toBe(200)
    expect(codeOf(await world.post('/api/auth/reset', { token, password: another }))).toEqual([410, 'link-ended'])
  })

  it('changes nothing when its letter cannot be posted', async () => {
    const here = await Browser.signIn(world.at, 'editor')
    const there = await Browser.signIn(world.at, 'editor')
    const { db } = world.at.server.storage.accounts
    await db.schema.alterTable('mail').renameTo('mail_elsewhere').execute()
    expect((await change(here, good)).statusCode).toBe(500)
    await db.schema.alterTable('mail_elsewhere').renameTo('mail').execute()
    expect((await there.get('/api/me')).statusCode).toBe(200)
    expect((await signIn(present)).statusCode).toBe(200)
  })
})
