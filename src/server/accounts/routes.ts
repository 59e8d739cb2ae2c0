/** Signing in and out, and who is signed in. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { emailSchema, passwordSchema } from '../../protocol/account.ts'
import { meSchema } from '../../protocol/exchange.ts'
import { callerIn, headersOf } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Letterbox } from '../mail/letterbox.ts'
import { sha256 } from '../reference.ts'
import { deviceWith } from '../storage/device-rows.ts'
import type { Storage } from '../storage/storage.ts'
import { meOf } from '../sync/pull.ts'
import type { Accounts, OnSignIn } from './accounts.ts'
import { browserWords } from './devices/browser-words.ts'
import { deviceSecretIn, knownSecret, setSecret } from './devices/devices.ts'
import type { KnownBrowsers } from './devices/known-browsers.ts'
import { counted, type Tries } from './tries.ts'

export interface AccountsRoutes {
  readonly accounts: Accounts
  readonly storage: Storage
  readonly letterbox: Letterbox
  readonly browsers: KnownBrowsers
  readonly tries: Tries
  readonly https: boolean
}

const signInSchema = z.object({ email: emailSchema, password: passwordSchema })
const nothing = z.object({})

export function accountsRoutes(plain: FastifyInstance, parts: AccountsRoutes): void {
  const { accounts, storage, letterbox, browsers, tries, https } = parts
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const setCookies = (reply: FastifyReply, cookies: readonly string[]): void => {
    for (const cookie of cookies) reply.header('set-cookie', cookie)
  }

  /** A letter to whoever is signed in to in a browser where she was not before, and which is no device of hers. */
  const tellOfNewBrowser =
    (request: FastifyRequest): OnSignIn =>
    async (transaction, person, at) => {
      const secret = deviceSecretIn(request.cookies)
      if (browsers.knows(request.cookies, person.id)) return
      if (secret !== undefined && (await deviceWith(transaction, person.id, sha256(secret)))) return
      const browser = browserWords(request.headers['user-agent'])
      await letterbox.post(transaction, person, { kind: 'new-device', at, browser }, at)
    }

  app.post(
    '/api/auth/sign-in/email',
    { config: { access: 'anyone' }, schema: { body: signInSchema, response: { 200: nothing } } },
    async (request, reply) => {
      const { email, password } = request.body
      const { person, cookies } = await counted(tries, email, request.ip, async () => {
        const signedIn = await accounts.signIn(email, password, headersOf(request), tellOfNewBrowser(request))
        if (!signedIn) throw new ProblemError('wrong-password')
        return signedIn
      })
      letterbox.kick()
      setCookies(reply, cookies)
      browsers.remember(reply, request.cookies, person)
      // A browser forgets the secret after its time unless it is set again: one that is used never does.
      const secret = await knownSecret(storage, deviceSecretIn(request.cookies))
      if (secret !== undefined) setSecret(reply, secret, https)
      // The session's own token stays in its HttpOnly cookie: nothing of it is in the answer.
      return {}
    },
  )

  app.post(
    '/api/auth/sign-out',
    { config: { access: 'anyone' }, schema: { response: { 200: nothing } } },
    async (request, reply) => {
      setCookies(reply, await accounts.signOut(headersOf(request)))
      return {}
    },
  )

  app.get('/api/me', { config: { access: 'signed-in' }, schema: { response: { 200: meSchema } } }, async request =>
    meOf(callerIn(request).access),
  )
}
