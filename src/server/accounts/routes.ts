/** Signing in and out, who is signed in, and devices. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { canonical } from '../../domain/figures/figure.ts'
import type { Instant } from '../../domain/ids.ts'
import { deviceAnswerSchema, meSchema, surrenderAnswerSchema, surrenderRequestSchema } from '../../protocol/exchange.ts'
import { callerIn, headersOf } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import { sha256 } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { meOf } from '../sync/pull.ts'
import type { Accounts } from './accounts.ts'
import { deviceCookie, registerDevice, secretFits, secretSeconds } from './devices.ts'
import { countTries } from './tries.ts'

export interface AccountsRoutes {
  readonly storage: Storage
  readonly accounts: Accounts
  readonly https: boolean
  readonly now: () => Instant
}

const signInSchema = z.object({
  email: z.string().check(z.minLength(3), z.maxLength(320)),
  password: z.string().check(z.minLength(1), z.maxLength(1_000)),
})
const nothing = z.object({})

export function accountsRoutes(plain: FastifyInstance, { storage, accounts, https, now }: AccountsRoutes): void {
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

  app.post(
    '/api/devices',
    { config: { access: 'signed-in' }, schema: { response: { 200: deviceAnswerSchema } } },
    async (request, reply) => {
      const { person } = callerIn(request).access
      const { device, secret } = await registerDevice(storage, person.id, request.cookies[deviceCookie], now())
      reply.setCookie(deviceCookie, secret, {
        path: '/api',
        httpOnly: true,
        sameSite: 'strict',
        secure: https,
        maxAge: secretSeconds,
      })
      return { device }
    },
  )

  app.post(
    '/api/surrender',
    {
      config: { access: 'device-secret' },
      schema: { body: surrenderRequestSchema, response: { 200: surrenderAnswerSchema } },
    },
    async request => {
      const { device: id, operations } = request.body
      const device = await storage.device(id)
      if (!secretFits(device, request.cookies[deviceCookie])) throw new ProblemError('unknown-device')
      return { kept: await storage.surrender(device.id, operations.map(kept), now()) }
    },
  )
}

/** An operation handed over, as text; the same one twice has the same hash. */
function kept(operation: unknown): { readonly hash: string; readonly body: string } {
  try {
    return { hash: sha256(canonical(operation)), body: JSON.stringify(operation) }
  } catch (error) {
    if (error instanceof RangeError) throw new ProblemError('malformed')
    throw error
  }
}
