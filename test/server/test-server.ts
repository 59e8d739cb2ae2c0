/** The real server over a real data file in a folder of its own, and people at their browsers. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { DeviceId, IsoDate, PersonId } from '../../src/domain/ids.ts'
import {
  type Cursor,
  deviceAnswerSchema,
  meSchema,
  type PullAnswer,
  type PushAnswer,
  pullAnswerSchema,
  pushAnswerSchema,
} from '../../src/protocol/exchange.ts'
import { protocolVersion } from '../../src/protocol/versions.ts'
import type { SessionLimits } from '../../src/server/accounts/session-limits.ts'
import type { PersonToSeed } from '../../src/server/county.ts'
import { buildServer, type Server, type ServerOptions } from '../../src/server/server.ts'
import { county, people, type Who } from './small-county.ts'

const host = 'localhost:8080'
export const origin = `http://${host}`

/** For tests that turn the clock by days, and are not about sessions. */
export const longSessions: SessionLimits = { idleMinutes: 1e7, hours: 1e6 }

export class TestServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'fieldfare-server-'))
  private running: Server | undefined
  private options: Partial<ServerOptions>

  private constructor(options: Partial<ServerOptions>) {
    this.options = options
  }

  static async open(options: Partial<ServerOptions> = {}): Promise<TestServer> {
    const server = new TestServer(options)
    await server.start()
    return server
  }

  get server(): Server {
    if (!this.running) throw new Error('The server is not running')
    return this.running
  }

  async start(): Promise<void> {
    this.running = await buildServer({
      dataFile: join(this.folder, 'county.db'),
      secret: 'a secret that is long enough to sign with',
      council: 'A council',
      appVersion: '0.0.1',
      today: () => '2017-07-11' as IsoDate,
      county,
      sample: true,
      logLevel: 'silent',
      // Letters go nowhere, and nothing is put beside the data file.
      mailer: { send: async () => ({ ok: true }), close: () => undefined },
      ...this.options,
    })
  }

  /** The same data file; with `changes`, another program or another time. */
  async restart(changes: Partial<ServerOptions> = {}): Promise<void> {
    await this.running?.close()
    this.options = { ...this.options, ...changes }
    await this.start()
  }

  inject(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.server.app.inject({ ...options, headers: { host, origin, ...options.headers } })
  }

  async close(): Promise<void> {
    await this.running?.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Somebody signed in at a browser of her own. */
export class Browser {
  readonly at: TestServer
  readonly id: PersonId
  device: DeviceId
  readonly cookies: Map<string, string>

  private constructor(at: TestServer, id: PersonId, cookies: Map<string, string>) {
    this.at = at
    this.id = id
    this.cookies = cookies
    this.device = '' as DeviceId
  }

  /** By a name of the small county, or as anybody with an e-mail address and a password. */
  static async signIn(at: TestServer, who: Who | Pick<PersonToSeed, 'email' | 'password'>): Promise<Browser> {
    const { email, password } = typeof who === 'string' ? people[who] : who
    const answer = await at.inject({ method: 'POST', url: '/api/auth/sign-in/email', payload: { email, password } })
    if (answer.statusCode !== 200) throw new Error(`Signing in as ${email}: ${answer.statusCode} ${answer.body}`)
    const cookies = new Map(answer.cookies.map(cookie => [cookie.name, cookie.value]))
    const me = await at.inject({ method: 'GET', url: '/api/me', cookies: Object.fromEntries(cookies) })
    const browser = new Browser(at, meSchema.parse(me.json()).person.id, cookies)
    await browser.register()
    return browser
  }

  /** A new device number for the same browser profile. */
  async register(): Promise<void> {
    const answer = await this.post('/api/devices', {})
    for (const cookie of answer.cookies) this.cookies.set(cookie.name, cookie.value)
    this.device = deviceAnswerSchema.parse(answer.json()).device
  }

  ask(options: InjectOptions): Promise<LightMyRequestResponse> {
    return this.at.inject({ ...options, cookies: Object.fromEntries(this.cookies) })
  }

  get(url: string): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'GET', url })
  }

  post(url: string, payload: object): Promise<LightMyRequestResponse> {
    return this.ask({ method: 'POST', url, payload })
  }

  sendPush(operations: readonly unknown[], last: { seq: number; opId: string } | null = null) {
    return this.post('/api/push', {
      protocol: protocolVersion,
      person: this.id,
      device: this.device,
      last,
      operations,
    })
  }

  /** The answer of a push that is taken, read by its schema. */
  async push(operations: readonly unknown[], last: { seq: number; opId: string } | null = null): Promise<PushAnswer> {
    const answer = await this.sendPush(operations, last)
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
    return pushAnswerSchema.parse(answer.json())
  }

  async pull(cursors: Readonly<Record<string, Cursor>> = {}): Promise<PullAnswer> {
    const answer = await this.post('/api/pull', { protocol: protocolVersion, person: this.id, cursors })
    if (answer.statusCode !== 200) throw new Error(`${answer.statusCode} ${answer.body}`)
    return pullAnswerSchema.parse(answer.json())
  }
}
