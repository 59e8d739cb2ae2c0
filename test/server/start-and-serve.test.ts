/** The two starts as a person at a terminal meets them. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleCounty, samplePasswords } from '../../src/commands/sample-county.ts'

const root = resolve(import.meta.dirname, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'fieldfare-start-'))
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

interface Command {
  readonly child: ChildProcess
  printed(): string
  /** Resolves once it has printed this. */
  until(pattern: RegExp): Promise<RegExpMatchArray>
  readonly ended: Promise<number | null>
}

function run(name: 'start' | 'serve', settings: Readonly<Record<string, string>>): Command {
  const { PATH = '' } = process.env
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(root, 'src', 'commands', `${name}.ts`)],
    {
      cwd: root,
      env: { PATH, ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  children.add(child)
  let text = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    text += chunk.toString()
    for (const check of waiting) check()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | null>(done => child.once('close', code => done(code)))
  return {
    child,
    printed: () => text,
    ended,
    until: pattern =>
      new Promise((found, failed) => {
        const check = (): void => {
          const match = text.match(pattern)
          if (!match) return
          waiting.delete(check)
          found(match)
        }
        waiting.add(check)
        check()
        ended.then(code => failed(new Error(`It ended with ${code}: ${text}`)))
      }),
  }
}

const good = {
  FIELDFARE_ORIGIN: 'https://returns.example.org',
  FIELDFARE_DATA: join(folder, 'county.db'),
  FIELDFARE_SECRET: 'thirty-two characters are enough',
  FIELDFARE_COUNCIL: 'A county council',
  PORT: '0',
}

describe('npm start', () => {
  it('makes the sample county once, prints who can sign in, and stops cleanly with streams open', async () => {
    const settings = { PORT: '0', DATA_DIR: join(folder, 'sample') }
    const first = run('start', settings)
    const [url] = await first.until(/http:\/\/localhost:\d+/)
    await first.until(/Ctrl-C stops/)
    for (const { email, password, name } of sampleCounty().people) {
      expect(first.printed()).toContain(email)
      expect(first.printed()).toContain(password)
      expect(first.printed()).toContain(name)
    }
    const installation = await (await fetch(`${url}/api/installation`)).json()
    expect(installation).toMatchObject({ sample: true, today: '2017-07-11', council: 'Kent County Council' })
    const signIn = (at: string) => {
      const [person] = sampleCounty().people
      const body = JSON.stringify({ email: person?.email, password: person?.password })
      return fetch(`${at}/api/auth/sign-in/email`, {
        method: 'POST',
        body,
        headers: { origin: at, 'content-type': 'application/json' },
      })
    }
    const signedIn = await signIn(url)
    expect(signedIn.status).toBe(200)
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const stream = await fetch(`${url}/api/events`, { headers: { cookie } })
    expect(stream.status).toBe(200)
    first.child.kill('SIGINT')
    expect(await first.ended).toBe(0)

    const second = run('start', settings)
    const [again] = await second.until(/http:\/\/localhost:\d+/)
    // The session of before is still one: the county is the same.
    expect((await fetch(`${again}/api/me`, { headers: { cookie } })).status).toBe(200)
    second.child.kill('SIGTERM')
    expect(await second.ended).toBe(0)

    const served = run('serve', { ...good, FIELDFARE_DATA: join(folder, 'sample', 'sample.db') })
    expect(await served.ended).toBe(1)
    expect(served.printed()).toMatch(/holds the sample county/)
    expect(served.printed()).not.toMatch(/ {4}at /)
  }, 60_000)

  it('says in words that a port is taken, or is none', async () => {
    const { createServer } = await import('node:net')
    const taken = createServer()
    await new Promise<void>(done => taken.listen(0, '127.0.0.1', done))
    const address = taken.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const blocked = run('start', { PORT: String(port), DATA_DIR: join(folder, 'blocked') })
    expect(await blocked.ended).toBe(1)
    expect(blocked.printed()).toMatch(new RegExp(`Port ${port} is taken`))
    expect(blocked.printed()).not.toMatch(/ {4}at /)
    taken.close()
    const unreadable = run('start', { PORT: '80a', DATA_DIR: join(folder, 'blocked') })
    expect(await unreadable.ended).toBe(1)
    expect(unreadable.printed()).toMatch(/PORT is "80a"/)
  }, 60_000)
})

describe('npm run serve', () => {
  it('names every setting it lacks at once, and every one that cannot be', async () => {
    const bare = run('serve', {})
    expect(await bare.ended).toBe(1)
    for (const name of Object.keys(good)) expect(bare.printed()).toMatch(new RegExp(`${name} is not set: \\w`))
    const wrong = run('serve', {
      ...good,
      FIELDFARE_ORIGIN: 'http://returns.example.org',
      FIELDFARE_SECRET: 'short',
      FIELDFARE_DATA: join(folder, 'no', 'such', 'folder.db'),
    })
    expect(await wrong.ended).toBe(1)
    expect(wrong.printed()).toMatch(/must begin with https/)
    expect(wrong.printed()).toMatch(/has 5 characters: at least 32/)
    expect(wrong.printed()).toMatch(/FIELDFARE_DATA is in/)
  }, 60_000)

  it('says which file of an indicator set is broken, and where', async () => {
    const served = run('serve', { ...good, FIELDFARE_SET: 'no-such-set' })
    expect(await served.ended).toBe(1)
    expect(served.printed()).toMatch(/no-such-set\/set\.json, .*: there is no such file/)
    expect(served.printed()).not.toMatch(/ {4}at /)
  }, 60_000)

  it('loads no sample, refuses a sample password, and makes the first officer from settings', async () => {
    const officer = { FIELDFARE_OFFICER_EMAIL: 'officer@example.org' }
    const refused = run('serve', { ...good, ...officer, FIELDFARE_OFFICER_PASSWORD: samplePasswords[0] ?? '' })
    expect(await refused.ended).toBe(1)
    expect(refused.printed()).toMatch(/printed in the sample/)

    const password = 'nobody has printed this'
    const served = run('serve', { ...good, ...officer, FIELDFARE_OFFICER_PASSWORD: password })
    const [, port] = await served.until(/listens on port (\d+)/)
    const at = `http://127.0.0.1:${port}`
    const installation = await (await fetch(`${at}/api/installation`)).json()
    expect(installation).toMatchObject({ sample: false, council: 'A county council' })
    expect(installation.today).toMatch(/^20\d\d-\d\d-\d\d$/)
    const body = JSON.stringify({ email: officer.FIELDFARE_OFFICER_EMAIL, password })
    const headers = { origin: good.FIELDFARE_ORIGIN, 'content-type': 'application/json' }
    const signedIn = await fetch(`${at}/api/auth/sign-in/email`, { method: 'POST', body, headers })
    expect(signedIn.status).toBe(200)
    expect(signedIn.headers.getSetCookie()[0]).toMatch(/^__Host-fieldfare=.*; Secure/)
    served.child.kill('SIGTERM')
    expect(await served.ended).toBe(0)
  }, 60_000)

  it('makes the first administrator from settings, on a new file or on one of before, once, and says who is missing', async () => {
    const password = 'nobody has printed this'
    const settings = { ...good, FIELDFARE_DATA: join(folder, 'administered.db') }
    const stopped = async (command: Command): Promise<string> => {
      await command.until(/listens on port \d+/)
      command.child.kill('SIGTERM')
      await command.ended
      return command.printed()
    }
    expect(await stopped(run('serve', settings))).toMatch(/Nobody can sign in yet\. Set FIELDFARE_ADMINISTRATOR_EMAIL/)
    const officer = { FIELDFARE_OFFICER_EMAIL: 'officer@example.org', FIELDFARE_OFFICER_PASSWORD: password }
    const older = await stopped(run('serve', { ...settings, ...officer }))
    expect(older).toMatch(/The first officer was made/)
    expect(older).toMatch(/Nobody can invite others yet\. Set FIELDFARE_ADMINISTRATOR_EMAIL/)

    const first = { FIELDFARE_ADMINISTRATOR_PASSWORD: password }
    const taken = run('serve', { ...settings, ...first, FIELDFARE_ADMINISTRATOR_EMAIL: 'Officer@example.org' })
    expect(await taken.ended).toBe(1)
    expect(taken.printed()).toMatch(/address of somebody who has an account already/)
    const none = run('serve', { ...settings, ...first, FIELDFARE_ADMINISTRATOR_EMAIL: 'no address' })
    expect(await none.ended).toBe(1)
    expect(none.printed()).toMatch(/FIELDFARE_ADMINISTRATOR_EMAIL is no e-mail address/)

    const administrator = { ...settings, ...first, FIELDFARE_ADMINISTRATOR_EMAIL: 'administrator@example.org' }
    expect(await stopped(run('serve', administrator))).not.toMatch(/Nobody can/)
    // With another address at the next start, there is one already.
    const again = run('serve', { ...administrator, FIELDFARE_ADMINISTRATOR_EMAIL: 'another@example.org' })
    const [, port] = await again.until(/listens on port (\d+)/)
    const at = `http://127.0.0.1:${port}`
    const signIn = (email: string): Promise<Response> =>
      fetch(`${at}/api/auth/sign-in/email`, {
        method: 'POST',
        body: JSON.stringify({ email, password }),
        headers: { origin: good.FIELDFARE_ORIGIN, 'content-type': 'application/json' },
      })
    expect((await signIn('another@example.org')).status).toBe(401)
    const signedIn = await signIn('administrator@example.org')
    const cookie = signedIn.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const people = await (await fetch(`${at}/api/people`, { headers: { cookie } })).json()
    expect(people.people.map((each: { given: { role: string } }) => each.given.role)).toEqual([
      'administrator',
      'officer',
    ])
    again.child.kill('SIGTERM')
    expect(await again.ended).toBe(0)
  }, 120_000)
})
