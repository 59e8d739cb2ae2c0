/** The production start: needs its settings, loads no sample, refuses what was made by one. */

import { accessSync, constants } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { wholeService } from '../domain/access/grants.ts'
import type { IsoDate } from '../domain/ids.ts'
import { loadIndicatorSet } from '../indicator-sets/load.ts'
import { isSample } from '../server/seed.ts'
import { buildServer, type Server } from '../server/server.ts'
import { appFolder, appVersion, Fault, listen, logLevelOf, portOf, saying, stopOnSignals } from './listening.ts'
import { samplePasswords } from './sample-county.ts'

/** What must be set, and what it is. */
const needed = {
  FIELDFARE_ORIGIN: 'the address people open, such as https://returns.example.gov.uk',
  FIELDFARE_DATA: 'the data file, such as /srv/fieldfare/county.db; it is made on the first start',
  FIELDFARE_SECRET: 'at least 32 random characters that sign the sessions; keep them secret',
  FIELDFARE_COUNCIL: "the council's name, as it stands on every page",
  PORT: 'the port to listen on, behind the proxy that ends https',
} as const
type Settings = Record<keyof typeof needed, string>

const shortestSecret = 32

export const serveCouncil = (): Promise<void> =>
  saying(async () => {
    const { env } = process
    const settings = readSettings(env)
    const server = await buildServer({
      dataFile: resolve(settings.FIELDFARE_DATA),
      origin: settings.FIELDFARE_ORIGIN,
      secret: settings.FIELDFARE_SECRET,
      council: settings.FIELDFARE_COUNCIL,
      appVersion: appVersion(),
      today: londonToday,
      county: {
        set: loadIndicatorSet(env['FIELDFARE_SET'] || 'kent-early-help'),
        histories: [],
        collections: [],
        people: [],
      },
      sample: false,
      refusedPasswords: samplePasswords,
      appFolder,
      logLevel: logLevelOf(env['LOG_LEVEL'], 'info'),
      inspect: async storage => {
        if (await isSample(storage))
          throw new Fault(
            `${settings.FIELDFARE_DATA} holds the sample county, whose passwords everybody can read. Choose another FIELDFARE_DATA.`,
          )
      },
    })
    await firstOfficer(server, env)
    const port = await listen(server, env['HOST'] || '127.0.0.1', portOf(settings.PORT))
    stopOnSignals(server)
    console.log(`Fieldfare for ${settings.FIELDFARE_COUNCIL} listens on port ${port} for ${settings.FIELDFARE_ORIGIN}.`)
  })

/** Every setting that is missing or cannot be, in words, at once. */
function readSettings(env: NodeJS.ProcessEnv): Settings {
  const names = Object.keys(needed) as (keyof typeof needed)[]
  const missing = names.filter(name => !env[name]).map(name => `  ${name} is not set: ${needed[name]}.`)
  const wrong = [originFault(env), secretFault(env), folderFault(env)].filter(fault => fault !== undefined)
  if (missing.length + wrong.length > 0) throw new Fault(['Fieldfare cannot start:', ...missing, ...wrong].join('\n'))
  return Object.fromEntries(names.map(name => [name, env[name] ?? ''])) as Settings
}

function originFault(env: NodeJS.ProcessEnv): string | undefined {
  const text = env['FIELDFARE_ORIGIN']
  if (!text) return undefined
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (address?.origin !== text)
    return `  FIELDFARE_ORIGIN is ${JSON.stringify(text)}: an address without a path or final slash is expected, ${needed.FIELDFARE_ORIGIN.replace('the address people open, ', '')}.`
  const onThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(address.hostname)
  if (address.protocol === 'https:' || (address.protocol === 'http:' && onThisMachine)) return undefined
  return '  FIELDFARE_ORIGIN begins with http://: passwords would travel readable. It must begin with https://.'
}

function secretFault(env: NodeJS.ProcessEnv): string | undefined {
  const { length } = env['FIELDFARE_SECRET'] ?? ''
  if (length === 0 || length >= shortestSecret) return undefined
  return `  FIELDFARE_SECRET has ${length} characters: at least ${shortestSecret} are expected.`
}

function folderFault(env: NodeJS.ProcessEnv): string | undefined {
  const file = env['FIELDFARE_DATA']
  if (!file) return undefined
  const folder = dirname(resolve(file))
  try {
    accessSync(folder, constants.W_OK)
    return undefined
  } catch {
    return `  FIELDFARE_DATA is in ${folder}, which is not there or may not be written.`
  }
}

/** An empty data file lets nobody in: the first officer is made from two settings, once. */
async function firstOfficer(server: Server, env: NodeJS.ProcessEnv): Promise<void> {
  if ((await server.storage.countPeople()) > 0) return
  const [email, password] = [env['FIELDFARE_OFFICER_EMAIL'], env['FIELDFARE_OFFICER_PASSWORD']]
  if (!email || !password) {
    console.log('Nobody can sign in yet. Set FIELDFARE_OFFICER_EMAIL and FIELDFARE_OFFICER_PASSWORD for one start.')
    return
  }
  const services = server.reference.set.services.map(service => wholeService(service.id))
  try {
    await server.accounts.addPerson({
      name: 'Commissioning officer',
      email,
      password,
      role: 'officer',
      contracts: [],
      services,
    })
  } catch (error) {
    await server.close()
    throw new Fault(`FIELDFARE_OFFICER_PASSWORD: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const dates = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London', dateStyle: 'short' })
const londonToday = (): IsoDate => dates.format(new Date()) as IsoDate
