/** Signing in and out, and who is signed in. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { meSchema } from '../../protocol/exchange.ts'
import { callerIn, headersOf } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import { meOf } from '../sync/pull.ts'
import type { Accounts } from './accounts.ts'
import { countTries } from './tries.ts'

export interface AccountsRoutes {
  readonly accounts: Accounts
}

const signInSchema = z.object({
  email: z.string().check(z.minLength(3), z.maxLength(320)),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
})
const nothing = z.object({})

export function accountsRoutes(plain: FastifyInstance, { accounts }: AccountsRoutes): void {
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
      if (!tries.allowed(email, request.ip)) throw new ProblemError('too-many-tries')
      const cookies = await accounts.signIn(email, password, headersOf(request))
      if (!cookies) {
        tries.failed(email, request.ip)
        throw new ProblemError('wrong-password')
      }
      tries.succeeded(email, request.ip)
      setCookies(reply, cookies)
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
