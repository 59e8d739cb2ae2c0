/** Push, pull, reference documents and pokes. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Instant } from '../../domain/ids.ts'
import {
  type Installation,
  pullAnswerSchema,
  pullRequestSchema,
  referenceAnswerSchema,
  referenceRequestSchema,
} from '../../protocol/exchange.ts'
import { protocolVersion } from '../../protocol/versions.ts'
import { mayReadDocument } from '../access.ts'
import { deviceSecretIn } from '../accounts/devices/devices.ts'
import type { Sight } from '../accounts/devices/sightings.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import type { Pokes } from './pokes.ts'
import { pull } from './pull.ts'
import { pushRoute } from './push-route.ts'

export interface SyncRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly pokes: Pokes
  readonly installation: () => Installation
  readonly now: () => Instant
  /** The receipt clock. */
  readonly received: () => Instant
  readonly sight: Sight
}

export function syncRoutes(plain: FastifyInstance, context: SyncRoutes): void {
  const { storage, reference, pokes, installation, now, sight } = context
  const app = plain.withTypeProvider<ZodTypeProvider>()

  // A scope of its own: bodies are read otherwise there.
  plain.register(scope => pushRoute(scope, context))

  app.post(
    '/api/pull',
    { config: { access: 'signed-in' }, schema: { body: pullRequestSchema, response: { 200: pullAnswerSchema } } },
    async request => {
      const { access } = callerIn(request)
      if (request.body.person !== access.person.id) throw new ProblemError('wrong-person')
      if (request.body.protocol !== protocolVersion) throw new ProblemError('update-needed')
      await sight(access.person.id, deviceSecretIn(request.cookies))
      const about = { serverTime: now(), installation: installation() }
      return pull(storage, reference(), access, request.body, about)
    },
  )

  app.post(
    '/api/reference',
    {
      config: { access: 'signed-in' },
      schema: { body: referenceRequestSchema, response: { 200: referenceAnswerSchema } },
    },
    async (request, reply) => {
      const { access } = callerIn(request)
      const { documents, set } = reference()
      const wanted = [...new Set(request.body.hashes)].flatMap(hash => documents.get(hash) ?? [])
      const hers = wanted.filter(document => mayReadDocument(access, set, document.id))
      const text = hers.map(({ hash, body }) => `{"hash":"${hash}","document":${body}}`).join(',')
      // Stored as the text that is sent: nothing is parsed to be written again.
      const untyped: FastifyReply = reply
      untyped.type('application/json; charset=utf-8').send(`{"documents":[${text}]}`)
      return reply
    },
  )

  app.get('/api/events', { config: { access: 'signed-in' }, schema: { hide: true } }, (request, reply) => {
    const { session, access } = callerIn(request)
    reply.hijack()
    // The security headers of every answer, which a hijacked one would lack.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) reply.raw.setHeader(name, value)
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // Nothing between may hold events back to send them together.
      'x-accel-buffering': 'no',
    })
    pokes.listen({ session: session.id, person: access.person.id, stream: reply.raw })
  })
}
