/** Routes of the ways into an account: an invitation, and a forgotten password. They sign in nobody. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import {
  acceptedSchema,
  acceptRequestSchema,
  forgottenRequestSchema,
  invitationRequestSchema,
  invitationSchema,
  resetRequestSchema,
} from '../../../protocol/account.ts'
import { ProblemError } from '../../http/problems.ts'
import { sha256 } from '../../reference.ts'
import { counted, countTries, letterTries, linkTries } from '../tries.ts'
import { accept, invitationOf } from './accept.ts'
import type { AfterAnswers } from './after-answers.ts'
import { forgotten, reset } from './resets.ts'
import type { WayIn } from './way-in.ts'

const nothing = z.object({})
const anyone = { access: 'anyone' } as const
/** What tries of a link are counted by: an office whose people open old ones shuts nobody out of a good one. */
const ofLink = ({ token }: { readonly token: string }): string => sha256(token)

export function wayInRoutes(plain: FastifyInstance, way: WayIn, after: AfterAnswers): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const tries = countTries(Date.now, linkTries)
  const letters = countTries(Date.now, letterTries)

  app.post(
    '/api/auth/invitation',
    { config: anyone, schema: { body: invitationRequestSchema, response: { 200: invitationSchema } } },
    request =>
      counted(tries, ofLink(request.body), request.ip, async () => {
        const invitation = await invitationOf(way, request.body.token)
        if (!invitation) throw new ProblemError('not-found')
        return invitation
      }),
  )

  app.post(
    '/api/auth/invitation/accept',
    { config: anyone, schema: { body: acceptRequestSchema, response: { 200: acceptedSchema } } },
    request => {
      const { body, ip } = request
      return counted(tries, 'email' in body ? body.email : ofLink(body), ip, () => accept(way, body))
    },
  )

  app.post(
    '/api/auth/forgotten',
    { config: anyone, schema: { body: forgottenRequestSchema, response: { 200: nothing } } },
    async request => {
      const { email } = request.body
      // Counted alike for every address, also those that are nobody's. The answer is the same when it is too often.
      if (letters.begin(email, request.ip)) after.run('a link to a new password', () => forgotten(way, email))
      return {}
    },
  )

  app.post(
    '/api/auth/reset',
    { config: anyone, schema: { body: resetRequestSchema, response: { 200: nothing } } },
    async request => {
      await counted(tries, ofLink(request.body), request.ip, () => reset(way, request.body))
      return {}
    },
  )
}
