/** A server to measure: started on a fresh data file, its processor time read from outside, ended by its own id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Shape } from './county.ts'
import type { Listening, Start } from './server.ts'

const root = resolve(import.meta.dirname, '..', '..', '..')
/** The built app; another build can be measured. */
const app = process.env['FIELDFARE_APP'] || join(root, 'dist')

export class BenchServer {
  readonly folder = mkdtempSync(join(tmpdir(), 'fieldfare-bench-'))
  readonly shape: Shape
  setVersion = ''
  private port = 0
  private child: ChildProcess | undefined

  private constructor(shape: Shape) {
    this.shape = shape
  }

  static async open(shape: Shape): Promise<BenchServer> {
    const server = new BenchServer(shape)
    await server.start()
    return server
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  get dataFile(): string {
    return join(this.folder, 'bench.db')
  }

  get pid(): number {
    const pid = this.child?.pid
    if (pid === undefined) throw new Error('The server does not run')
    return pid
  }

  private async start(): Promise<void> {
    const asked: Start = { dataFile: this.dataFile, shape: this.shape, app }
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'test', 'bench', 'rig', 'server.ts'), JSON.stringify(asked)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
    )
    this.child = child
    const said: Listening = await new Promise((listening, failed) => {
      child.stdout?.once('data', (line: Buffer) => listening(JSON.parse(line.toString())))
      child.once('exit', code => failed(new Error(`The server ended with ${code}`)))
    })
    this.port = said.port
    this.setVersion = said.set
  }

  /** Seconds of processor time used so far; undefined where the system does not say. */
  processorSeconds(): number | undefined {
    try {
      const after = readFileSync(`/proc/${this.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      // User and system time, in hundredths of a second on every Linux.
      return (Number(after[11]) + Number(after[12])) / 100
    } catch (error) {
      console.error(`The server's processor time is not known: ${String(error)}`)
      return undefined
    }
  }

  async close(): Promise<void> {
    const child = this.child
    this.child = undefined
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>(done => child.once('exit', () => done()))
      child.kill('SIGTERM')
      await gone
    }
    rmSync(this.folder, { recursive: true, force: true })
  }
}
