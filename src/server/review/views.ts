/** An officer's saved views of the month board: her own, and nobody else's. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Kysely } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import { savedViewsSchema } from '../../protocol/views.ts'
import { callerIn } from '../http/guard.ts'
import type { Tables } from '../storage/tables.ts'
import { putSavedViews, savedViews } from '../storage/view-rows.ts'

export interface ViewRoutes {
  readonly db: Kysely<Tables>
  readonly now: () => Instant
}

const officers = { may: 'review-returns' } as const

export function viewRoutes(plain: FastifyInstance, { db, now }: ViewRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()

  app.get(
    '/api/views',
    { config: { access: officers }, schema: { response: { 200: savedViewsSchema } } },
    async request => ({ views: [...(await savedViews(db, callerIn(request).access.person.id))] }),
  )

  app.post(
    '/api/views',
    { config: { access: officers }, schema: { body: savedViewsSchema, response: { 200: savedViewsSchema } } },
    async request => {
      await putSavedViews(db, callerIn(request).access.person, request.body.views, now())
      return request.body
    },
  )
}
