/** POST /api/review: what officers do to returns. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import type { Instant } from '../../domain/ids.ts'
import { outcomeSchema } from '../../protocol/exchange.ts'
import { reviewRequestSchema } from '../../protocol/operation.ts'
import { callerIn } from '../http/guard.ts'
import type { Reference } from '../reference.ts'
import { touchAt } from '../storage/session-rows.ts'
import type { Storage } from '../storage/storage.ts'
import type { Pokes } from '../sync/pokes.ts'
import { act } from './acts.ts'

export interface ActsRoute {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly pokes: Pokes
  readonly now: () => Instant
  /** The receipt clock. */
  readonly received: () => Instant
}

export function actsRoute(plain: FastifyInstance, { storage, reference, pokes, now, received }: ActsRoute): void {
  plain.withTypeProvider<ZodTypeProvider>().post(
    '/api/review',
    {
      // Which returns she may review is asked of each act by itself.
      config: { access: { may: 'review-returns' } },
      schema: { body: reviewRequestSchema, response: { 200: z.object({ outcomes: z.array(outcomeSchema) }) } },
    },
    async request => {
      const { access, session } = callerIn(request)
      const clocks = { now: received, began: now() }
      const { outcomes, touched } = await act(storage, reference, access, request.body.acts, clocks)
      await touchAt(storage.accounts.db, session, now())
      pokes.poke(touched).catch(error => request.log.error({ err: error }, 'pokes failed'))
      return { outcomes: [...outcomes] }
    },
  )
}
