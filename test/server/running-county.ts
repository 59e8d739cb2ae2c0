/** The small county as a process of its own, and devices that reach it over loopback HTTP. */
import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import type { DeviceId, IsoDate, PersonId } from '../../src/domain/ids.ts'
import { type PullAnswer, type PushAnswer, pullAnswerSchema, pushAnswerSchema } from '../../src/protocol/exchange.ts'
import { buildServer } from '../../src/server/server.ts'
import { county, people, type Who } from './small-county.ts'

const program = resolve(import.meta.dirname, 'county-process.ts')

/** A server that answers at an address. */
export class RunningCounty {
  readonly url: string
  /** Its process; undefined: this one. */
  readonly child: ChildProcess | undefined
  private readonly end: () => Promise<void>

  private constructor(url: string, child: ChildProcess | undefined, end: () => Promise<void>) {
    this.url = url
    this.child = child
    this.end = end
  }

  /** As a process that can be killed. `under`: a program that runs it and watches, with its arguments. */
  static start(dataFile: string, under: readonly string[] = []): Promise<RunningCounty> {
    const [command = '', ...args] = [...under, process.execPath, program, dataFile]
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    const ended = new Promise<void>(done => child.once('exit', () => done()))
    const kill = async (): Promise<void> => {
      child.kill('SIGKILL')
      await ended
    }
    return new Promise((done, failed) => {
      let said = ''
      child.stderr?.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      child.stdout?.once('data', (chunk: Buffer) =>
        done(new RunningCounty(`http://127.0.0.1:${chunk.toString().trim()}`, child, kill)),
      )
      child.once('exit', () => failed(new Error(`The server ended at once: ${said}`)))
    })
  }

  /** In this process, which is quicker; it stops as a server does that is asked to. */
  static async here(dataFile: string): Promise<RunningCounty> {
    const server = await buildServer({
      dataFile,
      secret: 'a secret that is long enough to sign with',
      council: 'A council',
      appVersion: '0.0.1',
      today: () => '2017-07-11' as IsoDate,
      county,
      sample: true,
      logLevel: 'silent',
    })
    const url = await server.app.listen({ host: '127.0.0.1', port: 0 })
    return new RunningCounty(url, undefined, async () => {
      server.app.server.closeAllConnections()
      await server.close()
    })
  }

  post(path: string, cookie: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json', origin: this.url, cookie }
    return fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  }

  /** SIGKILL where it is a process of its own. */
  kill(): Promise<void> {
    return this.end()
  }
}

/** A person's device: it outlives the server it talks to. */
export class Device {
  readonly id: PersonId
  readonly device: DeviceId
  readonly cookie: string

  private constructor(id: PersonId, device: DeviceId, cookie: string) {
    this.id = id
    this.device = device
    this.cookie = cookie
  }

  static async register(county: RunningCounty, who: Who): Promise<Device> {
    const { email, password } = people[who]
    const signedIn = await county.post('/api/auth/sign-in/email', '', { email, password })
    const session = cookiesOf(signedIn)
    const me: { person: { id: PersonId } } = await (
      await fetch(`${county.url}/api/me`, { headers: { cookie: session } })
    ).json()
    const registered = await county.post('/api/devices', session, {})
    const { device }: { device: DeviceId } = await registered.json()
    return new Device(me.person.id, device, `${session}; ${cookiesOf(registered)}`)
  }

  async push(
    county: RunningCounty,
    operations: readonly unknown[],
    last: { readonly seq: number; readonly opId: string } | null = null,
  ): Promise<PushAnswer> {
    const body = { protocol: 1, person: this.id, device: this.device, last, operations }
    const answer = await county.post('/api/push', this.cookie, body)
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return pushAnswerSchema.parse(await answer.json())
  }

  async pull(county: RunningCounty, cursors: object = {}): Promise<PullAnswer> {
    const answer = await county.post('/api/pull', this.cookie, { protocol: 1, person: this.id, cursors })
    if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
    return pullAnswerSchema.parse(await answer.json())
  }
}

const cookiesOf = (answer: Response): string =>
  answer.headers
    .getSetCookie()
    .map(each => each.split(';')[0] ?? '')
    .join('; ')
