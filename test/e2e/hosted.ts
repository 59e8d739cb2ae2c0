/** The process of this worker's counties (county-host.ts): begun with the first of them. */
import { type ChildProcess, fork } from 'node:child_process'
import { join, resolve } from 'node:path'
import type { Asked, Told } from './county-host.ts'

let host: ChildProcess | undefined
let asked = 0
const waiting = new Map<number, (told: Told) => void>()

function begin(): ChildProcess {
  const child = fork(join(import.meta.dirname, 'county-host.ts'), {
    cwd: resolve(import.meta.dirname, '..', '..'),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    // What a server prints, its letters among it, is read from its folder.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', (told: Told) => {
    waiting.get(told.id)?.(told)
    waiting.delete(told.id)
    // Whoever has nothing more to do ends, and it with her.
    if (waiting.size === 0) child.channel?.unref()
  })
  child.once('exit', code => {
    for (const [id, tell] of waiting) tell({ id, failed: `the process of the counties ended (${code})` })
    waiting.clear()
    host = undefined
  })
  child.unref()
  return child
}

/** Starts or stops the county of a folder; throws when that fails. */
export async function hosted(what: Asked['what'], folder: string, port: number): Promise<void> {
  host ??= begin()
  asked += 1
  const id = asked
  const told = await new Promise<Told>(done => {
    waiting.set(id, done)
    host?.channel?.ref()
    host?.send({ id, what, folder, port } satisfies Asked)
  })
  if (told.failed !== undefined) throw new Error(`The county could not ${what}: ${told.failed}`)
}
