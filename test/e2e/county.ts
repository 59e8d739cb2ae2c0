/** The real server on a loopback port with a data folder of its own, that a test can stop, kill and start again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const root = resolve(import.meta.dirname, '..', '..')

const freePort = (): Promise<number> =>
  new Promise((done, failed) => {
    const probe = createServer()
    probe.once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => done(port))
    })
  })

export class County {
  readonly folder = mkdtempSync(join(tmpdir(), 'fieldfare-county-'))
  readonly port: number
  printed = ''
  private child: ChildProcess | undefined

  private readonly settings: Readonly<Record<string, string>>

  private constructor(port: number, settings: Readonly<Record<string, string>>) {
    this.port = port
    this.settings = settings
  }

  /** A first start on an empty folder: what `npm start` runs once installed and built. */
  static async open(settings: Readonly<Record<string, string>> = {}): Promise<County> {
    const county = new County(await freePort(), settings)
    await county.start()
    return county
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src', 'commands', 'start.ts')],
      {
        cwd: root,
        env: { ...process.env, PORT: String(this.port), DATA_DIR: this.folder, NO_COLOR: '1', ...this.settings },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    this.child = child
    const listen = (chunk: Buffer): void => {
      this.printed += chunk.toString()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    const until = Date.now() + 30_000
    for (;;) {
      if (child.exitCode !== null) throw new Error(`The server ended at once:\n${this.printed}`)
      const alive = await fetch(`${this.url}/healthz`).then(
        answer => answer.ok,
        () => false,
      )
      if (alive) return
      if (Date.now() > until) throw new Error(`The server did not answer within 30 s:\n${this.printed}`)
      await new Promise(again => setTimeout(again, 50))
    }
  }

  /** Ends the server with a signal and waits until it is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>(done => child.once('exit', () => done()))
    child.kill(signal)
    await gone
  }

  /** Reads the data file as it stands on disk, beside the running server. */
  rows(sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] {
    const database = new DatabaseSync(join(this.folder, 'sample.db'), { readOnly: true })
    try {
      return database.prepare(sql).all(...values)
    } finally {
      database.close()
    }
  }

  async close(): Promise<void> {
    await this.end()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
