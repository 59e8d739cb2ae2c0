/** Where letters go when Fieldfare is started, and what the starts say of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sampleCounty } from '../../../src/commands/sample-county.ts'
import { openPostOffice } from './post-office.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'fieldfare-letters-'))
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

function run(name: 'start' | 'serve', settings: Readonly<Record<string, string>>) {
  const file = join(root, 'src', 'commands', `${name}.ts`)
  const env = { PATH: process.env['PATH'] ?? '', ...settings }
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file], { cwd: root, env })
  children.add(child)
  let text = ''
  const heard = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      for (const check of heard) check()
    })
  const ended = new Promise<number | null>(done => child.once('close', done))
  const until = (pattern: RegExp): Promise<RegExpExecArray> =>
    new Promise((found, failed) => {
      const check = (): void => {
        const match = pattern.exec(text)
        if (match) found(match)
      }
      heard.add(check)
      check()
      ended.then(code => failed(new Error(`It ended with ${code}: ${text}`)))
    })
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM')
    expect(await ended).toBe(0)
  }
  return { printed: () => text, ended, until, stop }
}

const forgotten = (at: string, origin: string, email: string): Promise<Response> =>
  fetch(`${at}/api/auth/forgotten`, {
    method: 'POST',
    body: JSON.stringify({ email }),
    headers: { origin, 'content-type': 'application/json' },
  })

const council = (name: string) => ({
  FIELDFARE_ORIGIN: 'https://returns.example.org',
  FIELDFARE_DATA: join(folder, name),
  FIELDFARE_SECRET: 'thirty-two characters are enough',
  FIELDFARE_COUNCIL: 'A county council',
  FIELDFARE_ADMINISTRATOR_EMAIL: 'administrator@example.org',
  FIELDFARE_ADMINISTRATOR_PASSWORD: 'gravel pencil orbit tuba',
  PORT: '0',
})

describe('npm start', () => {
  it('puts letters into a folder, even with a mail server set, and names each with its link', async () => {
    const settings = { FIELDFARE_SMTP_URL: 'smtp://127.0.0.1:1', FIELDFARE_MAIL_FROM: 'returns@example.org' }
    const sample = run('start', { PORT: '0', DATA_DIR: join(folder, 'sample'), ...settings })
    const [at] = await sample.until(/http:\/\/localhost:\d+/)
    await sample.until(/Letters, such as invitations, are sent to nobody/)
    const email = sampleCounty().people[0]?.email ?? ''
    expect((await forgotten(at, at, email)).status).toBe(200)
    const [, file = '', link] = await sample.until(
      new RegExp(
        `A letter to ${email}: Choose a new Fieldfare password.*\\n +(.*\\.eml)\\n +(${at}/reset#[\\w-]{43})\\n`,
      ),
    )
    expect(link).toBeDefined()
    expect(readFileSync(file, 'utf8')).toContain(email)
    expect(readdirSync(join(folder, 'sample', 'mail'))).toHaveLength(1)
    await sample.stop()
  }, 60_000)
})

describe('npm run serve', () => {
  it('says in words what is wrong with its mail server and its session times, at once', async () => {
    const served = run('serve', {
      ...council('wrong.db'),
      FIELDFARE_SMTP_URL: 'https://user:secret@mail.example.org',
      FIELDFARE_SESSION_IDLE_MINUTES: 'soon',
      FIELDFARE_SESSION_HOURS: '200',
    })
    expect(await served.ended).toBe(1)
    expect(served.printed()).toMatch(/ {2}FIELDFARE_SMTP_URL is no address of a mail server/)
    expect(served.printed()).toMatch(/ {2}FIELDFARE_SMTP_URL is set and FIELDFARE_MAIL_FROM is not/)
    expect(served.printed()).toMatch(/ {2}FIELDFARE_SESSION_IDLE_MINUTES is "soon": a whole number of minutes from 5/)
    expect(served.printed()).toMatch(/ {2}FIELDFARE_SESSION_HOURS is "200": a whole number of hours from 1 to 24/)
    expect(served.printed()).not.toMatch(/secret@| {4}at /)
  }, 60_000)

  it('sends by its mail server, with links to the address that people open', async () => {
    const office = await openPostOffice()
    const settings = council('sending.db')
    const mail = { FIELDFARE_SMTP_URL: office.url.href, FIELDFARE_MAIL_FROM: 'returns@example.org' }
    const served = run('serve', { ...settings, ...mail })
    const [, port] = await served.until(/listens on port (\d+)/)
    expect(served.printed()).not.toMatch(/No mail server/)
    const at = `http://127.0.0.1:${port}`
    // Whatever a request says its host is.
    expect((await forgotten(at, settings.FIELDFARE_ORIGIN, 'administrator@example.org')).status).toBe(200)
    // It stops once the letter in hand has gone.
    await served.stop()
    const again = run('serve', { ...settings, ...mail })
    await again.until(/listens on port/)
    await again.stop()
    expect(office.delivered.map(each => [each.from, each.to])).toEqual([
      ['returns@example.org', ['administrator@example.org']],
    ])
    const text = office.delivered[0]?.raw.replaceAll('=\r\n', '') ?? ''
    expect(text).toMatch(/https:\/\/returns\.example\.org\/reset#[\w-]{43}\r\n/)
    expect(served.printed()).not.toMatch(/administrator@example\.org|#[\w-]{43}/)
    await office.close()
  }, 60_000)

  it('says that letters reach nobody while no mail server is set', async () => {
    const served = run('serve', council('quiet.db'))
    const [said] = await served.until(/No mail server is set.*/)
    expect(said).toContain(join(folder, 'mail'))
    await served.until(/listens on port/)
    await served.stop()
  }, 60_000)
})
