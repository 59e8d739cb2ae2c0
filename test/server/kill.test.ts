/** kill -9 in the middle of writes, then a restart: nothing acknowledged is missing, nothing counts twice. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, describe, expect, it } from 'vitest'
import type { DeviceId, OpId, PersonId } from '../../src/domain/ids.ts'
import { type Outcome, pushAnswerSchema } from '../../src/protocol/exchange.ts'
import type { SetOperation } from '../../src/protocol/operation.ts'
import { verifyHistory } from '../../src/server/history/verify-history.ts'
import { amount } from '../domain/small-set.ts'
import { setCell, sheet } from './operations.ts'
import { people } from './small-county.ts'

const folder = mkdtempSync(join(tmpdir(), 'fieldfare-kill-'))
const dataFile = join(folder, 'county.db')
const children = new Set<ChildProcess>()
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const kills = Number(process.env['KILLS'] ?? 5)

interface Running {
  readonly child: ChildProcess
  readonly url: string
}

const startProcess = (): Promise<Running> =>
  new Promise((done, failed) => {
    const child = spawn(process.execPath, [resolve(import.meta.dirname, 'county-process.ts'), dataFile], {
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    children.add(child)
    let said = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    child.stdout?.once('data', (chunk: Buffer) => done({ child, url: `http://127.0.0.1:${chunk.toString().trim()}` }))
    child.once('exit', () => failed(new Error(`The server ended at once: ${said}`)))
  })

const gone = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise(done => child.once('exit', () => done()))

interface Pushing {
  readonly id: PersonId
  readonly device: DeviceId
  readonly place: string
  readonly cookie: string
  readonly made: SetOperation[]
  readonly receipts: Map<OpId, Outcome>
}

async function post(running: Running, path: string, cookie: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: running.url, cookie }
  return fetch(running.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function signIn(running: Running, who: 'editor' | 'lead', place: string): Promise<Pushing> {
  const { email, password } = people[who]
  const answer = await post(running, '/api/auth/sign-in/email', '', { email, password })
  const cookie = answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0] ?? '')
    .join('; ')
  const me: { person: { id: PersonId } } = await (await fetch(`${running.url}/api/me`, { headers: { cookie } })).json()
  const { device }: { device: DeviceId } = await (await post(running, '/api/devices', cookie, {})).json()
  return { id: me.person.id, device, place, cookie, made: [], receipts: new Map() }
}

/** Sends batch after batch of a chain on one cell until the server is gone; keeps the receipts that came back. */
async function pushUntilGone(running: Running, by: Pushing): Promise<void> {
  for (;;) {
    const unacked = by.made.filter(operation => !by.receipts.has(operation.opId))
    const batch = unacked.length > 0 ? unacked : nextEdits(by)
    try {
      const body = { protocol: 1, person: by.id, device: by.device, last: null, operations: batch.slice(0, 100) }
      const answer = await post(running, '/api/push', by.cookie, body)
      const { outcomes } = pushAnswerSchema.parse(await answer.json())
      for (const outcome of outcomes) by.receipts.set(outcome.opId, outcome)
    } catch (error) {
      if (error instanceof TypeError) return
      throw error
    }
  }
}

function nextEdits(by: Pushing): readonly SetOperation[] {
  const edits: SetOperation[] = []
  for (let n = 0; n < 5; n++) {
    const base = by.made.at(-1)?.opId ?? null
    const seq = by.made.length + 1
    const operation = setCell(by, seq, 'closed', amount(seq), { base, sheet: sheet(by.place) })
    by.made.push(operation)
    edits.push(operation)
  }
  return edits
}

describe('kill -9 in the middle of writes', () => {
  it(`P9 ${kills} times: nothing acknowledged is missing, nothing counts twice`, async () => {
    let running = await startProcess()
    const devices = [await signIn(running, 'editor', 'east-a'), await signIn(running, 'lead', 'west-c')]
    for (let round = 0; round < kills; round++) {
      const until = devices.map(device => pushUntilGone(running, device))
      // Killed once so many more have been acknowledged: always in the middle of the next.
      const enough = devices.reduce((sum, device) => sum + device.receipts.size, 0) + 30 + round * 7
      await new Promise<void>(done => {
        const look = (): void => {
          if (devices.reduce((sum, device) => sum + device.receipts.size, 0) >= enough) done()
          else setImmediate(look)
        }
        look()
      })
      running.child.kill('SIGKILL')
      await Promise.all([...until, gone(running.child)])
      const acknowledged = devices.flatMap(device => [...device.receipts.values()])
      expect(acknowledged.length).toBeGreaterThanOrEqual(enough)

      running = await startProcess()
      for (const device of devices) {
        // The same operations again: the receipts are the stored ones, word for word.
        const last = device.made.slice(-100)
        const body = { protocol: 1, person: device.id, device: device.device, last: null, operations: last }
        const answer = pushAnswerSchema.parse(await (await post(running, '/api/push', device.cookie, body)).json())
        for (const outcome of answer.outcomes) {
          const receipt = device.receipts.get(outcome.opId)
          if (receipt) expect(outcome).toEqual(receipt)
          device.receipts.set(outcome.opId, outcome)
        }
      }
    }
    running.child.kill('SIGKILL')
    await gone(running.child)

    // Who did what is whole too, and covers every change there is.
    const { sentence } = await verifyHistory(dataFile)
    const changes = devices.reduce((sum, device) => sum + device.made.length, 0).toLocaleString('en-GB')
    expect(sentence).toMatch(new RegExp(`^The record holds: [\\d,]+ entries and ${changes} changes they cover`))

    const file = new DatabaseSync(dataFile, { readOnly: true })
    expect(file.prepare('pragma integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    for (const device of devices) {
      const stored = file
        .prepare('select op_id, outcome from operation where device = ? order by seq')
        .all(device.device)
      expect(stored.map(row => row['op_id'])).toEqual(device.made.map(operation => operation.opId))
      expect(new Set(stored.map(row => row['outcome']))).toEqual(new Set(['applied']))
      const cells = file.prepare('select cells from sheet where id = ?').get(sheet(device.place))
      expect(JSON.parse(String(cells?.['cells'])).closed.token).toBe(device.made.at(-1)?.opId)
      const logged = file.prepare('select count(*) as n from scope_log where sheet = ?').get(sheet(device.place))
      expect(logged?.['n']).toBe(device.made.length)
    }
    file.close()
  }, 120_000)
})
