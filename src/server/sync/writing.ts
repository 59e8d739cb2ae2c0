/** "Somebody is writing here": a hint to whoever else has the return open. Never stored, never a lock. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { partsOfSheet } from '../../domain/ids.ts'
import { writingRequestSchema } from '../../protocol/exchange.ts'
import { holds, mayAt } from '../access.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Pokes } from './pokes.ts'

/** Milliseconds between two hints from one session about one cell; what comes sooner is not told. */
const apart = 5_000

/** Whether a hint is told now. `now` in milliseconds; remembers no more than the last hints. */
export function openTelling(now: () => number): (hint: string) => boolean {
  const told = new Map<string, number>()
  const forgetOld = (): void => {
    for (const [hint, at] of told) if (at <= now() - apart) told.delete(hint)
  }
  return hint => {
    const last = told.get(hint)
    if (last !== undefined && last > now() - apart) return false
    if (told.size >= 1_000) forgetOld()
    told.set(hint, now())
    return true
  }
}

export function writingRoutes(plain: FastifyInstance, { pokes }: { readonly pokes: Pokes }): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const mayTell = openTelling(() => performance.now())

  app.post(
    '/api/writing',
    { config: { access: 'signed-in' }, schema: { body: writingRequestSchema, response: { 200: z.object({}) } } },
    async request => {
      const { session, access } = callerIn(request)
      const { sheet, cell } = request.body
      const parts = partsOfSheet(sheet)
      const scope = parts?.scope
      if (parts === undefined || scope === undefined || !holds(access, scope)) throw new ProblemError('no-access')
      if (!mayAt(access, 'enter-figures', parts.contract, parts.place)) throw new ProblemError('not-allowed')
      if (mayTell(`${session.id} ${sheet} ${cell}`)) {
        const by = { id: access.person.id, name: access.person.name }
        pokes
          .writing(scope, { sheet, cell, by }, session.id)
          .catch(error => request.log.error({ err: error }, 'a hint was not told'))
      }
      return {}
    },
  )
}
