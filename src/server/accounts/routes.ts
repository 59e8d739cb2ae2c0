/** Signing in and out, and who is signed in. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { meSchema } from '../../protocol/exchange.ts'
import { callerIn, headersOf } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Storage } from '../storage/storage.ts'
import { meOf } from '../sync/pull.ts'
import type { Accounts } from './accounts.ts'
import { deviceCookie, knownSecret, setSecret } from './devices.ts'
import { countTries } from './tries.ts'

export interface AccountsRoutes {
  readonly accounts: Accounts
  readonly storage: Storage
  readonly https: boolean
}

const signInSchema = z.object({
  email: z.string().check(z.minLength(3), z.maxLength(320)),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
})
const nothing = z.object({})

export function accountsRoutes(plain: FastifyInstance, { accounts, storage, https }: AccountsRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const tries = countTries(Date.now)
  const setCookies = (reply: FastifyReply, cookies: readonly string[]): void => {
    for (const cookie of cookies) reply.header('set-cookie', cookie)
  }

  app.post(
    '/api/auth/sign-in/email',
    { config: { access: 'anyone' }, schema: { body: signInSchema, response: { 200: nothing } } },
    async (request, reply) => {
      const { email, password } = request.body
      const counted = tries.begin(email, request.ip)
      if (!counted) throw new ProblemError('too-many-tries')
      const cookies = await accounts.signIn(email, password, headersOf(request)).catch(error => {
        counted.takeBack()
        throw error
      })
      if (!cookies) throw new ProblemError('wrong-password')
      counted.succeeded()
      setCookies(reply, cookies)
      // A browser forgets the secret after its time unless it is set again: one that is used never does.
      const secret = await knownSecret(storage, request.cookies[deviceCookie])
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
