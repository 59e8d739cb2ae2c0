/** The server put together: storage, accounts and routes behind one Fastify instance. */

import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { type AccessSettings, closedAccess } from '../domain/access/permissions.ts'
import type { Instant, IsoDate } from '../domain/ids.ts'
import { type Installation, installationSchema } from '../protocol/exchange.ts'
import { protocolVersion } from '../protocol/versions.ts'
import { type Accounts, type AccountsOptions, openAccounts } from './accounts/accounts.ts'
import { deviceRoutes } from './accounts/devices/device-routes.ts'
import { knownBrowsers } from './accounts/devices/known-browsers.ts'
import { openSightings } from './accounts/devices/sightings.ts'
import { ownRoutes } from './accounts/own/routes.ts'
import { closeLeftOpen } from './accounts/recorded-acts.ts'
import { accountsRoutes } from './accounts/routes.ts'
import { aliveAt, type SessionLimits, usualLimits } from './accounts/session-limits.ts'
import { countTries } from './accounts/tries.ts'
import { afterAnswers } from './accounts/way-in/after-answers.ts'
import { wayInRoutes } from './accounts/way-in/routes.ts'
import { openWayIn } from './accounts/way-in/way-in.ts'
import { type OpenDataFile, openDataFile } from './backup/open-data-file.ts'
import type { County } from './county.ts'
import { scorecardRoutes } from './county-scorecard/routes.ts'
import { serveApp } from './http/app-files.ts'
import { type GuardedRoute, guard } from './http/guard.ts'
import { describe } from './http/openapi.ts'
import { answerFrameworkError, answerProblems, ProblemError } from './http/problems.ts'
import { bodyLimit, secure } from './http/security.ts'
import { openMailer } from './mail/mail-settings.ts'
import type { Mailer } from './mail/mailer.ts'
import { type OutgoingMail, openMail } from './mail/open-mail.ts'
import { peopleRoutes } from './people/routes.ts'
import { openReadings } from './record/readings.ts'
import { recordRoutes } from './record/routes.ts'
import { loadReference, type Reference } from './reference.ts'
import { actsRoute } from './review/acts-route.ts'
import { closingRoute } from './review/closing-route.ts'
import { reviewRoutes } from './review/routes.ts'
import { viewRoutes } from './review/views.ts'
import { renewSet, seed } from './seed.ts'
import type { Storage } from './storage/storage.ts'
import { settleHourly } from './sync/overdue.ts'
import { openPokes } from './sync/pokes.ts'
import { receiptClock } from './sync/receipt-clock.ts'
import { syncRoutes } from './sync/routes.ts'
import { writingRoutes } from './sync/writing.ts'

export interface ServerOptions {
  /** The data file; made when it is not there. */
  readonly dataFile: string
  /** 'https://kpi.example.gov.uk'; undefined: loopback http, whatever its port. */
  readonly origin?: string | undefined
  /** Signs session cookies: at least 32 characters. */
  readonly secret: string
  readonly council: string
  readonly appVersion: string
  /** The business date, Europe/London. */
  readonly today: () => IsoDate
  /** What an empty data file begins with. */
  readonly county: County
  readonly sample: boolean
  /** Passwords nobody may have outside the sample. */
  readonly refusedPasswords?: readonly string[]
  /** The built app; undefined: the API alone. */
  readonly appFolder?: string | undefined
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
  /** The clock; undefined: the machine's. */
  readonly now?: (() => Instant) | undefined
  /** Hands letters over; undefined: into the folder `mail` beside the data file. */
  readonly mailer?: Mailer | undefined
  /** What the council has switched on; undefined: nothing. */
  readonly settings?: AccessSettings | undefined
  /** How long sessions hold; undefined: as usual. */
  readonly sessions?: SessionLimits | undefined
  /** Called on the opened storage before anything is put into it; throws to refuse the data file. */
  readonly inspect?: (storage: Storage) => Promise<void>
}

export interface Server {
  readonly app: FastifyInstance
  readonly storage: Storage
  readonly accounts: Accounts
  readonly reference: Reference
  readonly routes: readonly GuardedRoute[]
  readonly mail: OutgoingMail
  /** Resolves when what runs after answers is done, and no letter is being sent. */
  idle(): Promise<void>
  /** Ends streams, lets requests in flight finish, closes the data file. */
  close(): Promise<void>
}

/** Builds the server without listening. Throws in words when the data file cannot be used. */
export async function buildServer(options: ServerOptions): Promise<Server> {
  const file = await openDataFile(options.dataFile, options.now)
  const { storage } = file
  try {
    await options.inspect?.(storage)
    const now = options.now ?? theClock
    await storage.record.begin(now())
    const https = options.origin?.startsWith('https://') ?? false
    const passwords: AccountsOptions['passwords'] = options.sample
      ? { sample: true }
      : { sample: false, council: options.council, printed: printedIn(options) }
    const limits = options.sessions ?? usualLimits
    const accounts = openAccounts({ storage, secret: options.secret, secure: https, passwords, limits, now })
    await seed(storage, accounts, options.county, { sample: options.sample })
    await renewSet(storage, options.county.set)
    const reference = await loadReference(storage)
    return await assemble(options, { file, storage, accounts, reference, https })
  } catch (error) {
    await file.close()
    throw error
  }
}

const theClock = (): Instant => new Date().toISOString() as Instant

/** Passwords that everybody can read: in the sample those of its people. */
const printedIn = ({ sample, county, refusedPasswords }: ServerOptions): readonly string[] =>
  sample ? county.people.map(person => person.password) : (refusedPasswords ?? [])

/** Where letters go while no mail server is set. */
export const mailFolderOf = (dataFile: string): string => join(dirname(dataFile), 'mail')

/** The address of a server on this machine, once it listens. */
function loopbackOrigin(app: FastifyInstance): string {
  const address = app.server.address()
  return typeof address === 'object' && address ? `http://localhost:${address.port}` : 'http://localhost'
}

interface Parts {
  readonly file: OpenDataFile
  readonly storage: Storage
  readonly accounts: Accounts
  readonly reference: Reference
  readonly https: boolean
}

/**
 * Milliseconds in which a request has arrived whole: a megabyte on the slowest connection. Who sends it is asked as it
 * begins, so nobody keeps one open for later, or holds a connection for nothing.
 */
const wholeWithin = 300_000

/** Milliseconds that requests in flight have; then connections are cut (a browser opens some and never uses them). */
const grace = 3_000

async function closeSoon(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), grace)
  await app.close()
  clearTimeout(cut)
}

async function assemble(options: ServerOptions, parts: Parts): Promise<Server> {
  const { file, storage, accounts, https } = parts
  let { reference } = parts
  let renewing = Promise.resolve()
  /** One after the other, so that what was read last is what stands. */
  const renew = (): Promise<void> => {
    const next = renewing.then(async () => {
      reference = await loadReference(storage)
    })
    // One that failed is told to whoever asked, and keeps nobody after her from asking again.
    renewing = next.catch(() => undefined)
    return next
  }
  const app = Fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.cookie', 'req.headers.authorization', 'res.headers["set-cookie"]', 'body', 'password'],
    },
    genReqId: () => randomUUID(),
    bodyLimit,
    requestTimeout: wholeWithin,
    exposeHeadRoutes: false,
    // A proxy on the same machine may say whom it speaks for.
    trustProxy: 'loopback',
    // While it stops, requests on open connections are still answered.
    return503OnClosing: false,
    frameworkErrors: answerFrameworkError,
  })
  if (file.remark !== undefined) app.log.warn(file.remark)
  app.setValidatorCompiler(validatorCompiler)
  // What is answered is typed and was checked when it was stored; tests read every answer by its schema.
  app.setSerializerCompiler(() => data => JSON.stringify(data))
  answerProblems(app)
  await describe(app, options.appVersion)
  await app.register(cookie)
  await secure(app, { https })
  const routes = guard(app, {
    storage,
    accounts,
    reference: () => reference,
    today: options.today,
    origin: options.origin,
  })

  const now = options.now ?? theClock
  const mailer = options.mailer ?? openMailer({ by: 'folder' }, options.council, mailFolderOf(options.dataFile))
  const mail = openMail({
    db: storage.accounts.db,
    mailer,
    council: options.council,
    origin: () => options.origin ?? loopbackOrigin(app),
    now,
    log: app.log,
  })
  const received = receiptClock(now, await storage.newestReceipt())
  for (const remark of await closeLeftOpen(storage, now())) app.log.warn(remark)
  const limits = options.sessions ?? usualLimits
  const installation = (): Installation => ({
    council: options.council,
    protocol: protocolVersion,
    appVersion: options.appVersion,
    sample: options.sample,
    today: options.today(),
  })
  const pokes = openPokes(
    storage,
    () => reference,
    options.today,
    () => aliveAt(now(), limits),
  )
  const tries = countTries(Date.now)
  const { letterbox } = mail
  const browsers = knownBrowsers(options.secret, https)
  accountsRoutes(app, { accounts, storage, letterbox, browsers, tries, https })
  const passwordPlace = { council: options.council, printed: printedIn(options) }
  const after = afterAnswers(app.log)
  wayInRoutes(app, openWayIn({ storage, letterbox, passwords: passwordPlace, now }), after)
  ownRoutes(app, { db: storage.accounts.db, letterbox, passwords: passwordPlace, limits, now, tries })
  const readings = openReadings(storage.record, now)
  deviceRoutes(app, { storage, reference: () => reference, readings, https, now })
  syncRoutes(app, {
    storage,
    reference: () => reference,
    pokes,
    installation,
    now,
    received,
    sight: openSightings(storage.accounts.db, now),
  })
  writingRoutes(app, { pokes })
  reviewRoutes(app, { storage, reference: () => reference, readings })
  const settings = options.settings ?? closedAccess
  const comparators = options.county.comparators ?? []
  scorecardRoutes(app, { storage, reference: () => reference, settings, comparators })
  closingRoute(app, { storage, reference: () => reference, renew, pokes, today: options.today, now })
  actsRoute(app, { storage, reference: () => reference, pokes, now, received })
  viewRoutes(app, { db: storage.accounts.db, now })
  recordRoutes(app, { storage, reference: () => reference, readings, now })
  const office = { db: storage.accounts.db, letterbox: mail.letterbox, today: options.today, now }
  peopleRoutes(app, { ...office, set: () => reference.set }, person => pokes.held(person))
  const typed = app.withTypeProvider<ZodTypeProvider>()
  typed.get(
    '/api/installation',
    { config: { access: 'anyone' }, schema: { response: { 200: installationSchema } } },
    async () => installation(),
  )
  typed.get('/api/openapi.json', { config: { access: 'anyone' }, schema: { hide: true } }, async () => app.swagger())
  typed.get(
    '/healthz',
    { config: { access: 'anyone' }, schema: { response: { 200: z.object({ status: z.literal('ok') }) } } },
    async () => {
      try {
        await storage.check()
      } catch (error) {
        app.log.error({ err: error }, 'the data file does not answer')
        throw new ProblemError('unavailable')
      }
      return { status: 'ok' as const }
    },
  )
  await serveApp(app, options.appFolder)
  const settling = settleHourly({ storage, reference: () => reference, pokes, now, received }, app.log)
  await settling.now()
  app.addHook('preClose', async () => settling.stop())
  app.addHook('preClose', () => after.settled())
  // Streams never end by themselves: they end before anything is waited for.
  app.addHook('preClose', async () => pokes.end())
  app.addHook('onClose', async () => {
    // The letter in hand goes; what is still on its way leaves after the next start.
    await mail.postman.stop()
    await file.close()
  })
  await app.ready()
  mail.postman.kick()
  const idle = async (): Promise<void> => {
    await after.settled()
    await mail.postman.idle()
  }
  const close = (): Promise<void> => closeSoon(app)
  return {
    app,
    storage,
    accounts,
    get reference() {
      return reference
    },
    routes,
    mail,
    idle,
    close,
  }
}
