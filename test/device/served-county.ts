/** The real server over a small county on a loopback port, for tests of the device with it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IsoDate } from '../../src/domain/ids.ts'
import { buildServer, type Server } from '../../src/server/server.ts'
import { county } from '../server/small-county.ts'

export interface ServedCounty {
  readonly server: Server
  readonly origin: string
  close(): Promise<void>
}

export async function servedCounty(): Promise<ServedCounty> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldfare-device-'))
  const server = await buildServer({
    dataFile: join(folder, 'data.sqlite'),
    secret: 'a secret that is long enough to sign with',
    council: 'A council',
    appVersion: '0.1.0',
    today: () => '2017-07-11' as IsoDate,
    county,
    sample: true,
    logLevel: 'silent',
  })
  return {
    server,
    origin: await server.app.listen({ host: '127.0.0.1', port: 0 }),
    async close() {
      await server.close()
      rmSync(folder, { recursive: true })
    },
  }
}
