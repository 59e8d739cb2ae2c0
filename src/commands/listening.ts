/** What both starts do with a built server: listen, say what is wrong in words, stop cleanly. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readSessionLimits, type SessionLimits } from '../server/accounts/session-limits.ts'
import type { Server, ServerOptions } from '../server/server.ts'

export const root = resolve(import.meta.dirname, '..', '..')
/** The built app; another build can be served to try an update. */
export const appFolder = process.env['FIELDFARE_APP'] || join(root, 'dist')

export function appVersion(): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return manifest.version
}

/** Something the person at the terminal can put right: printed without a stack. */
export class Fault extends Error {
  override readonly name = 'Fault'
}

/** Runs a start; whatever stops it is said in words, with exit code 1. */
export async function saying(start: () => Promise<void>): Promise<void> {
  try {
    await start()
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = 1
  }
}

/** A port number of a setting's text; 0 picks a free one. */
export function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new Fault(`PORT is ${JSON.stringify(text)}: a number from 0 to 65535 is expected.`)
  return port
}

const levels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const

export function logLevelOf(text: string | undefined, usual: ServerOptions['logLevel']): ServerOptions['logLevel'] {
  if (text === undefined || text === '') return usual
  const found = levels.find(level => level === text)
  if (!found) throw new Fault(`LOG_LEVEL is ${JSON.stringify(text)}: one of ${levels.join(', ')} is expected.`)
  return found
}

/** How long sessions hold, by the settings. */
export function limitsOf(env: NodeJS.ProcessEnv): SessionLimits {
  const read = readSessionLimits(env)
  if (!read.ok) throw new Fault(read.faults.join('\n'))
  return read.limits
}

/** Listens and gives the port; a port that is taken is said in words. */
export async function listen(server: Server, host: string, port: number): Promise<number> {
  try {
    await server.app.listen({ host, port })
  } catch (error) {
    await server.close()
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EADDRINUSE')
      throw new Fault(
        `Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
      )
    if (code === 'EACCES') throw new Fault(`Port ${port} may not be used by this account. Choose one above 1023.`)
    throw error
  }
  const address = server.app.server.address()
  return typeof address === 'object' && address ? address.port : port
}

/** Ctrl-C or a stop from outside: streams end, requests finish, the data file is closed. A second one ends at once. */
export function stopOnSignals(server: Server): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    server.close().then(
      () => process.exit(0),
      error => {
        console.error(`Stopping failed: ${error instanceof Error ? error.message : String(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
}
