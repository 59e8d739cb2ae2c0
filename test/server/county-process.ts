/** The small county as a process of its own, to be killed: prints its port, serves until it ends. Argument: the data file. */
import type { IsoDate } from '../../src/domain/ids.ts'
import { buildServer } from '../../src/server/server.ts'
import { county } from './small-county.ts'

const server = await buildServer({
  dataFile: process.argv[2] ?? '',
  secret: 'a secret that is long enough to sign with',
  council: 'A council',
  appVersion: '0.0.1',
  today: () => '2017-07-11' as IsoDate,
  county,
  sample: true,
  logLevel: 'silent',
})
await server.app.listen({ host: '127.0.0.1', port: 0 })
const address = server.app.server.address()
console.log(typeof address === 'object' && address ? address.port : 0)
