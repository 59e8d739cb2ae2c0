/** Closing a month of a service: nothing more is taken from providers, but what officers open again or take in. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { isoDateSchema, serviceIdSchema } from '../../domain/id-schemas.ts'
import { everywhere, type Instant, type IsoDate, type ScopeId, type ServiceId, scopeOf } from '../../domain/ids.ts'
import type { IndicatorSet } from '../../domain/set/indicator-set.ts'
import { periodSchema } from '../../domain/time/period-schema.ts'
import type { Access } from '../access.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import type { Pokes } from '../sync/pokes.ts'

export interface ClosingRoute {
  readonly storage: Storage
  readonly reference: () => Reference
  /** Reads the collections anew: from the next request on they are as they were changed. */
  readonly renew: () => Promise<void>
  readonly pokes: Pokes
  readonly today: () => IsoDate
  readonly now: () => Instant
}

export function closingRoute(plain: FastifyInstance, context: ClosingRoute): void {
  const { storage, reference, renew, pokes, today, now } = context
  plain.withTypeProvider<ZodTypeProvider>().post(
    '/api/collections/close',
    {
      config: { access: { may: 'review-returns' } },
      schema: {
        // null opens it again.
        body: z.object({ service: serviceIdSchema, period: periodSchema, closed: z.nullable(isoDateSchema) }),
        response: { 200: z.object({}) },
      },
    },
    async request => {
      const { access } = callerIn(request)
      const { service, period, closed } = request.body
      if (!holdsWhole(access, service)) throw new ProblemError('not-allowed')
      // It is said of a day that has come: what is taken until then is taken.
      if (closed !== null && closed > today()) throw new ProblemError('malformed')
      const found = reference().collections.find(each => each.service === service && each.period === period)
      if (found?.state !== 'open') throw new ProblemError('not-found')
      const { id, name } = access.person
      await storage.closeCollection({ service, period, closed, at: now(), by: { id, name } })
      await renew()
      pokes.poke(scopesOf(reference().set, service)).catch(error => request.log.error({ err: error }, 'pokes failed'))
      return {}
    },
  )
}

/** A month is closed for all of a service: an officer of some of its areas closes nothing. */
const holdsWhole = ({ person }: Access, service: ServiceId): boolean =>
  person.role === 'officer' && person.services.some(one => one.service === service && one.areas === 'every')

const scopesOf = (set: IndicatorSet, service: ServiceId): ReadonlySet<ScopeId> =>
  new Set(
    set.contracts
      .filter(contract => contract.service === service)
      .flatMap(({ id, places }) => [...places, everywhere].map(place => scopeOf(id, place))),
  )
