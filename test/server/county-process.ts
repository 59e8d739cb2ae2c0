/**
 * The small county as a process of its own, to be killed: prints its port, serves until it ends. Arguments: the data
 * file, and `log` for one that says all it would ever say.
 */
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
  logLevel: process.argv[3] === 'log' ? 'trace' : 'silent',
})
await server.app.listen({ host: '127.0.0.1', port: 0 })
const address = server.app.server.address()
console.log(typeof address === 'object' && address ? address.port : 0)
