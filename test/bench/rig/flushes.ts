/** Flushes that processes make, counted from outside by strace. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Counting {
  /** Flushes since the last time it was asked. */
  since(): number
  stop(): Promise<void>
}

/** Follows these processes and all their threads until stopped; `of`: only of files whose path fits. */
export async function countFlushes(pids: readonly number[], of = /./): Promise<Counting> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldfare-flushes-'))
  const file = join(folder, 'calls')
  const child = spawn(
    'strace',
    ['-f', '-y', '-e', 'trace=fsync,fdatasync', '-o', file, ...pids.flatMap(pid => ['-p', String(pid)])],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  await new Promise<void>((attached, failed) => {
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      if ((said.match(/attached/g) ?? []).length >= pids.length) attached()
    })
    child.once('error', failed)
    child.once('exit', () => failed(new Error(`strace ended: ${said}`)))
  })
  // A call that another thread interrupts is printed twice: once unfinished, once resumed.
  const all = (): number =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => /\b(fsync|fdatasync)\(/.test(line) && of.test(line)).length
  let before = all()
  return {
    since() {
      const now = all()
      const count = now - before
      before = now
      return count
    },
    async stop() {
      const gone = new Promise<void>(done => child.once('exit', () => done()))
      child.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
