/** What officers read: the month board, and one return. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { contractIdSchema, placeIdSchema } from '../../domain/id-schemas.ts'
import { periodSchema } from '../../domain/time/period-schema.ts'
import { boardSchema, type ReturnView, returnViewSchema } from '../../protocol/exchange.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Readings } from '../record/readings.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { board, latestMonth } from './board.ts'
import { keptSheets } from './kept-sheets.ts'
import { returnView } from './return-view.ts'

export interface ReviewRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly readings: Readings
}

export function reviewRoutes(plain: FastifyInstance, { storage, reference, readings }: ReviewRoutes): void {
  const sheets = keptSheets(storage)
  const app = plain.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/api/board',
    {
      config: { access: { may: 'review-returns' } },
      schema: { querystring: z.object({ period: z.optional(periodSchema) }), response: { 200: boardSchema } },
    },
    async request => {
      const period = request.query.period ?? latestMonth(reference())
      if (!period) throw new ProblemError('not-found')
      return board(sheets, reference(), callerIn(request).access, period)
    },
  )

  app.get(
    '/api/returns/:contract/:place/:period',
    {
      config: { access: { may: 'read-returns', at: 'scope' } },
      schema: {
        params: z.object({ contract: contractIdSchema, place: placeIdSchema, period: periodSchema }),
        response: { 200: returnViewSchema },
      },
    },
    async (request): Promise<ReturnView> => {
      const caller = callerIn(request)
      const view = await returnView(storage, reference(), caller.access, request.params)
      if (!view) throw new ProblemError('not-found')
      await readings.note(caller, { what: 'return-read', where: request.params, about: {} })
      return view
    },
  )
}
