/** The log of a server that says all it would ever say, searched for what it may not hold. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { amount } from '../../domain/small-set.ts'
import { setCell } from '../operations.ts'
import { people } from '../small-county.ts'

const program = resolve(import.meta.dirname, '..', 'county-process.ts')

it('holds no password, cookie, link, code, figure or text, and the number of each request', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldfare-log-'))
  const child = spawn(process.execPath, [program, join(folder, 'county.db'), 'log'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const port = await new Promise<string>((done, failed) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString()
      const found = /^(\d+)$/m.exec(said)?.[1]
      if (found) done(found)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.once('exit', () => failed(new Error(said)))
  })
  const url = `http://127.0.0.1:${port}`
  const cookies: string[] = []
  const post = async (path: string, body: object): Promise<Response> => {
    const headers = { 'content-type': 'application/json', origin: url, cookie: cookies.join('; ') }
    const answer = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
    cookies.push(...answer.headers.getSetCookie().map(each => each.split(';')[0] ?? ''))
    return answer
  }
  try {
    const { email, password } = people.lead
    const token = 'planted-link-'.padEnd(43, 'k')
    await post('/api/auth/sign-in/email', { email, password: 'planted wrong password' })
    expect((await post('/api/auth/sign-in/email', { email, password })).status).toBe(200)
    const me: { readonly person: { readonly id: never } } = await (
      await fetch(`${url}/api/me`, { headers: { cookie: cookies.join('; ') } })
    ).json()
    const { device }: { readonly device: never } = await (await post('/api/devices', {})).json()
    const by = { id: me.person.id, device }
    const text = { type: 'text' as const, paragraphs: ['Planted sentence.'], audience: 'council' as const }
    const operations = [setCell(by, 1, 'closed', amount(987_654_321)), setCell(by, 2, 'narrative/key-points', text)]
    expect((await post('/api/push', { protocol: 1, person: by.id, device, last: null, operations })).status).toBe(200)
    await post('/api/auth/invitation', { token })
    await post('/api/auth/reset', { token, password: 'planted new password' })
    await post('/api/auth/invitation/accept', { email, code: 'PLANTED2', password: 'planted new password' })
    const refused = await post('/api/surrender', { device, operations: 'planted words' })
    const { requestId } = (await refused.json()) as { readonly requestId: string }
    child.kill('SIGTERM')
    // Closed, not only ended: what it said last may still be on its way.
    await new Promise<void>(done => child.once('close', () => done()))
    expect(said).toContain(requestId)
    expect(said.split('\n').filter(line => line.startsWith('{')).length).toBeGreaterThan(10)
    const secrets = cookies.map(each => each.slice(each.indexOf('=') + 1)).filter(value => value.length > 20)
    expect(secrets.length).toBeGreaterThan(1)
    for (const secret of [password, '987654321', token, ...secrets]) expect(said).not.toContain(secret)
    expect(said).not.toMatch(/planted/i)
  } finally {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
}, 30_000)
