/**
 * The real server over the county to measure with, as a process of its own: built app, data file, every commit
 * flushed. Argument: JSON of `Start`. Prints one line of JSON once it listens.
 */
import { wholeService } from '../../../src/domain/access/grants.ts'
import type { Instant, IsoDate, PersonId, ServiceId } from '../../../src/domain/ids.ts'
import { hashPassword } from '../../../src/server/accounts/passwords/passwords.ts'
import { buildServer } from '../../../src/server/server.ts'
import { benchCounty, contractName, type Shape } from './county.ts'

export interface Start {
  readonly dataFile: string
  readonly shape: Shape
  /** The built app; absent: the API alone. */
  readonly app?: string
}
export interface Listening {
  readonly port: number
  readonly set: string
}

export const password = 'a bench is measured with this'
export const leadOf = (n: number) => ({ id: `lead-${n}`, email: `lead-${n}@bench.example`, contract: contractName(n) })
export const officer = { id: 'officer', email: 'officer@bench.example' }

async function start({ dataFile, shape, app }: Start): Promise<void> {
  const county = benchCounty(shape)
  const server = await buildServer({
    dataFile,
    secret: 'a secret that is long enough to sign with',
    council: county.set.council,
    appVersion: '0.0.0',
    today: () => '2017-07-11' as IsoDate,
    county,
    sample: true,
    appFolder: app,
    logLevel: 'error',
  })
  if ((await server.storage.countPeople()) === 0) {
    // One hash for everybody: hundreds of them would take a minute and measure nothing.
    const passwordHash = await hashPassword(password)
    const common = { passwordHash, at: new Date().toISOString() as Instant }
    for (let n = 0; n < shape.contracts; n += 1) {
      const { id, email, contract } = leadOf(n)
      const contracts = [{ contract, places: 'every' as const }]
      await server.storage.addPerson({
        ...common,
        id: id as PersonId,
        email,
        name: `Lead ${n}`,
        role: 'provider-lead',
        contracts,
        services: [],
      })
    }
    await server.storage.addPerson({
      ...common,
      id: officer.id as PersonId,
      email: officer.email,
      name: 'Officer',
      role: 'officer',
      contracts: [],
      services: [wholeService('neet' as ServiceId)],
    })
  }
  await server.app.listen({ host: '127.0.0.1', port: 0 })
  const address = server.app.server.address()
  const said: Listening = {
    port: typeof address === 'object' && address ? address.port : 0,
    set: server.reference.setVersion,
  }
  console.log(JSON.stringify(said))
  process.on('SIGTERM', () => void server.close().then(() => process.exit(0)))
}

if (process.argv[1] === import.meta.filename) await start(JSON.parse(process.argv[2] ?? '{}'))
