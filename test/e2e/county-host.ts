/**
 * Runs the counties of one browser-test worker in one process: what a server loads is loaded once. Told what to do by
 * messages; ends with whoever told it.
 */
import { openSample } from '../../src/commands/start-sample.ts'
import type { Server } from '../../src/server/server.ts'

export interface Asked {
  readonly id: number
  readonly what: 'start' | 'stop'
  readonly folder: string
  readonly port: number
}
export type Told = { readonly id: number; readonly failed?: string }

const servers = new Map<string, Server>()

async function does({ what, folder, port }: Asked): Promise<void> {
  if (what === 'start') {
    servers.set(folder, (await openSample(folder, port)).server)
    return
  }
  const server = servers.get(folder)
  servers.delete(folder)
  await server?.close()
}

process.on('message', (asked: Asked) => {
  does(asked).then(
    () => process.send?.({ id: asked.id } satisfies Told),
    (error: unknown) => process.send?.({ id: asked.id, failed: String(error) } satisfies Told),
  )
})
process.on('disconnect', () => process.exit(0))
