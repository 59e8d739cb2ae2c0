/** The production start: needs its settings, loads no sample, refuses what was made by one. */

import { accessSync, constants } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { wholeService } from '../domain/access/grants.ts'
import { londonDay } from '../domain/time/london-day.ts'
import { loadIndicatorSet } from '../indicator-sets/load.ts'
import { readSessionLimits, type SessionLimits } from '../server/accounts/session-limits.ts'
import { mailAddress } from '../server/mail/address.ts'
import { type MailSettings, openMailer, readMailSettings } from '../server/mail/mail-settings.ts'
import { isSample } from '../server/seed.ts'
import { buildServer, mailFolderOf, type Server } from '../server/server.ts'
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
interface Settings extends Record<keyof typeof needed, string> {
  readonly mail: MailSettings
  readonly limits: SessionLimits
}

const shortestSecret = 32

export const serveCouncil = (): Promise<void> =>
  saying(async () => {
    const { env } = process
    const settings = readSettings(env)
    const letters = mailFolderOf(resolve(settings.FIELDFARE_DATA))
    const server = await buildServer({
      dataFile: resolve(settings.FIELDFARE_DATA),
      origin: settings.FIELDFARE_ORIGIN,
      secret: settings.FIELDFARE_SECRET,
      council: settings.FIELDFARE_COUNCIL,
      appVersion: appVersion(),
      today: () => londonDay(new Date()),
      county: {
        set: loadIndicatorSet(env['FIELDFARE_SET'] || 'kent-early-help'),
        histories: [],
        collections: [],
        people: [],
      },
      sample: false,
      refusedPasswords: samplePasswords,
      mailer: openMailer(settings.mail, settings.FIELDFARE_COUNCIL, letters),
      sessions: settings.limits,
      appFolder,
      logLevel: logLevelOf(env['LOG_LEVEL'], 'info'),
      inspect: async storage => {
        if (await isSample(storage))
          throw new Fault(
            `${settings.FIELDFARE_DATA} holds the sample county, whose passwords everybody can read. Choose another FIELDFARE_DATA.`,
          )
      },
    })
    await firstPeople(server, env)
    const port = await listen(server, env['HOST'] || '127.0.0.1', portOf(settings.PORT))
    stopOnSignals(server)
    if (settings.mail.by === 'folder')
      console.log(
        `No mail server is set: invitations and other letters reach nobody, and are put into ${letters}. Set FIELDFARE_SMTP_URL and FIELDFARE_MAIL_FROM.`,
      )
    console.log(`Fieldfare for ${settings.FIELDFARE_COUNCIL} listens on port ${port} for ${settings.FIELDFARE_ORIGIN}.`)
  })

/** Every setting that is missing or cannot be, in words, at once. */
function readSettings(env: NodeJS.ProcessEnv): Settings {
  const names = Object.keys(needed) as (keyof typeof needed)[]
  const missing = names.filter(name => !env[name]).map(name => `  ${name} is not set: ${needed[name]}.`)
  const wrong = [originFault(env), secretFault(env), folderFault(env)].filter(fault => fault !== undefined)
  const mail = readMailSettings(env)
  const limits = readSessionLimits(env)
  const further = [mail, limits].flatMap(read => (read.ok ? [] : read.faults.map(fault => `  ${fault}`)))
  if (missing.length + wrong.length > 0 || !mail.ok || !limits.ok)
    throw new Fault(['Fieldfare cannot start:', ...missing, ...wrong, ...further].join('\n'))
  const said = Object.fromEntries(names.map(name => [name, env[name] ?? ''])) as Record<keyof typeof needed, string>
  return { ...said, mail: mail.settings, limits: limits.limits }
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

const administrator = { name: 'Administrator', setting: 'FIELDFARE_ADMINISTRATOR', role: 'administrator' } as const
const officer = { name: 'Commissioning officer', setting: 'FIELDFARE_OFFICER', role: 'officer' } as const
type First = typeof administrator | typeof officer

/**
 * A data file without an administrator lets nobody in who could invite others: one is made from two settings, on a new
 * file or an older one. An officer is made from two settings on an empty file, as councils began before.
 */
async function firstPeople(server: Server, env: NodeJS.ProcessEnv): Promise<void> {
  const people = await server.storage.people()
  const isSet = ({ setting }: First): boolean => Boolean(env[`${setting}_EMAIL`] && env[`${setting}_PASSWORD`])
  const isAdministered = people.some(person => person.role === 'administrator' && person.endedAt === undefined)
  if (!isAdministered && isSet(administrator)) await addFirst(server, administrator, env)
  if (people.length === 0 && isSet(officer)) {
    await addFirst(server, officer, env)
    console.log('The first officer was made from FIELDFARE_OFFICER_EMAIL and FIELDFARE_OFFICER_PASSWORD.')
  }
  if (isAdministered || isSet(administrator)) return
  const nobody = people.length === 0 && !isSet(officer) ? 'Nobody can sign in yet' : 'Nobody can invite others yet'
  console.log(
    `${nobody}. Set FIELDFARE_ADMINISTRATOR_EMAIL and FIELDFARE_ADMINISTRATOR_PASSWORD for one start: they make an administrator.`,
  )
}

async function addFirst(server: Server, { name, setting, role }: First, env: NodeJS.ProcessEnv): Promise<void> {
  const email = mailAddress(env[`${setting}_EMAIL`] ?? '')
  const services = role === 'officer' ? server.reference.set.services.map(service => wholeService(service.id)) : []
  try {
    if (!email) throw new Fault(`${setting}_EMAIL is no e-mail address.`)
    if (await server.storage.personWith(email))
      throw new Fault(`${setting}_EMAIL is the address of somebody who has an account already. Choose another one.`)
    await server.accounts.addPerson({
      name,
      email,
      password: env[`${setting}_PASSWORD`] ?? '',
      role,
      contracts: [],
      services,
    })
  } catch (error) {
    await server.close()
    if (error instanceof Fault) throw error
    throw new Fault(`${setting}_PASSWORD: ${error instanceof Error ? error.message : String(error)}`)
  }
}
