/** The real server on a loopback port with a data folder of its own, that a test can stop, kill and start again. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { copyFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hosted } from './hosted.ts'

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

/** Names, in the environment, the folder that counties are copies of: made once before all browser tests. */
export const seededFolder = 'FIELDFARE_SEEDED_FOLDER'

/** A cell of the server's row of a return, as far as tests look at it. */
export interface ServerCell {
  readonly value: { readonly type: string; readonly value?: string } | null
  readonly token: string
  readonly by: { readonly name: string }
  readonly sides?: readonly { readonly token: string; readonly value: ServerCell['value'] }[]
}

function expectOne(changes: number | bigint, sql: string): void {
  if (Number(changes) === 0) throw new Error(`It changed nothing: ${sql}`)
}

export class County {
  readonly folder = mkdtempSync(join(tmpdir(), 'fieldfare-county-'))
  readonly port: number
  printed = ''
  private child: ChildProcess | undefined
  /** In a process of its own, which can be killed; else among this worker's others. */
  private readonly own: boolean
  private runs = false

  private settings: Readonly<Record<string, string>>

  private constructor(port: number, own: boolean, settings: Readonly<Record<string, string>> = {}) {
    this.port = port
    this.own = own
    this.settings = settings
  }

  /** The sample county as it is on its first day: on a copy of a folder that a first start made, where there is one. */
  static async open(): Promise<County> {
    return County.on(process.env[seededFolder], new County(await freePort(), false))
  }

  /** The same in a process of its own: with settings in its environment, or to be killed. */
  static async openApart(settings: Readonly<Record<string, string>> = {}): Promise<County> {
    return County.on(process.env[seededFolder], new County(await freePort(), true, settings))
  }

  /** A first start on an empty folder: what `npm start` runs once installed and built. */
  static async openEmpty(): Promise<County> {
    return County.on(undefined, new County(await freePort(), true))
  }

  private static async on(seeded: string | undefined, county: County): Promise<County> {
    if (seeded !== undefined) cpSync(seeded, county.folder, { recursive: true })
    await county.start()
    return county
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  get dataFile(): string {
    return join(this.folder, 'sample.db')
  }

  /** With other settings from now on, where some are given: another build is another FIELDFARE_APP. */
  async start(settings: Readonly<Record<string, string>> = {}): Promise<void> {
    if (!this.own) {
      if (Object.keys(settings).length > 0) throw new Error('A county with settings is opened apart')
      await hosted('start', this.folder, this.port)
      this.runs = true
      return
    }
    this.settings = { ...this.settings, ...settings }
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
    if (!this.own) {
      if (signal === 'SIGKILL') throw new Error('A county that is to be killed is opened apart')
      if (this.runs) await hosted('stop', this.folder, this.port)
      this.runs = false
      return
    }
    const child = this.child
    this.child = undefined
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise<void>(done => child.once('exit', () => done()))
    child.kill(signal)
    await gone
  }

  /** Reads the data file as it stands on disk, beside the running server. */
  rows(sql: string, ...values: readonly (string | number)[]): readonly Record<string, unknown>[] {
    const database = new DatabaseSync(this.dataFile, { readOnly: true })
    try {
      return database.prepare(sql).all(...values)
    } finally {
      database.close()
    }
  }

  /** Changes the data file beside the running server: what no page of the app does yet. */
  change(sql: string, ...values: readonly (string | number)[]): void {
    const database = new DatabaseSync(this.dataFile)
    try {
      database.exec('pragma busy_timeout = 5000')
      expectOne(database.prepare(sql).run(...values).changes, sql)
    } finally {
      database.close()
    }
  }

  /** The cells of a return as the server has them; empty when nobody has written any. */
  cells(sheet: string): Readonly<Record<string, ServerCell>> {
    const [row] = this.rows('select cells from sheet where id = ?', sheet)
    return row ? JSON.parse(String(row['cells'])) : {}
  }

  /** A copy of the data file made by hand; the server must have ended. */
  copyTo(file: string): void {
    copyFileSync(this.dataFile, file)
  }

  /** The copy in place of the data file, as by hand; the server must have ended. */
  copyBack(file: string): void {
    for (const beside of ['-wal', '-shm']) rmSync(`${this.dataFile}${beside}`, { force: true })
    copyFileSync(file, this.dataFile)
  }

  /** Runs a command of this county, such as `backup.ts`, and gives what it printed; throws when it fails. */
  command(file: string, ...args: readonly string[]): string {
    const done = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'src', 'commands', file), ...args],
      { cwd: root, encoding: 'utf8', env: { ...process.env, DATA_DIR: this.folder, NO_COLOR: '1' } },
    )
    if (done.status !== 0) throw new Error(`${file} failed:\n${done.stdout}${done.stderr}`)
    return done.stdout
  }

  async close(): Promise<void> {
    await this.end()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
