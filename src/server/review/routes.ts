/** What officers read: the month board, and one return. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { contractIdSchema, placeIdSchema } from '../../domain/id-schemas.ts'
import { everywhere, sheetOf } from '../../domain/ids.ts'
import { periodSchema } from '../../domain/time/period-schema.ts'
import { boardSchema, type ReturnView, returnViewSchema } from '../../protocol/exchange.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Readings } from '../record/readings.ts'
import { type Reference, sha256 } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { rowOf } from '../sync/pull.ts'
import { board, latestMonth } from './board.ts'

export interface ReviewRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly readings: Readings
}

export function reviewRoutes(plain: FastifyInstance, { storage, reference, readings }: ReviewRoutes): void {
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
      return board(storage, reference(), callerIn(request).access, period)
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
      const { contract: id, place, period } = request.params
      const contract = reference().contract(id)
      const stored = (await storage.sheets([sheetOf(id, place, period)])).get(sheetOf(id, place, period))
      const exists = contract && (place === everywhere || contract.places.includes(place))
      if (!exists || (!stored && !reference().isOpen(contract, period))) throw new ProblemError('not-found')
      await readings.note(callerIn(request), { what: 'return-read', where: { contract: id, place, period }, about: {} })
      const untouched = { rev: 0, state: 'open', submission: null, cells: {}, digest: sha256('') } as const
      return {
        row: stored ? rowOf(stored) : { sheet: sheetOf(id, place, period), ...untouched },
        history: { contract: id, place, months: reference().history(id, place) },
      }
    },
  )
}
