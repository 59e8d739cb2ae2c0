/** The scorecard of one service and month, computed from the stored returns and what was published before. */
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { AccessSettings } from '../../domain/access/permissions.ts'
import type { KnownReturn } from '../../domain/county/parts.ts'
import { type Comparator, countyScorecard } from '../../domain/county/scorecard.ts'
import { everywhere, partsOfSheet, type ScopeId, type ServiceId, sheetOf } from '../../domain/ids.ts'
import { addMonths, type Period, periodsFrom } from '../../domain/time/period.ts'
import { type ScorecardAnswer, scorecardQuerySchema, scorecardSchema } from '../../protocol/scorecard.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Reference } from '../reference.ts'
import { latestMonth } from '../review/board.ts'
import { monthsBack } from '../review/earlier-months.ts'
import type { Storage } from '../storage/storage.ts'
import { standingValues } from '../sync/decide/decide-return.ts'
import { openActions } from './open-actions.ts'
import { readerOf } from './reader.ts'

export interface ScorecardRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly settings: AccessSettings
  readonly comparators: readonly Comparator[]
}

export function scorecardRoutes(plain: FastifyInstance, options: ScorecardRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  app.get(
    '/api/scorecard',
    {
      // How far is asked below of everything in it: a reader's right may be switched on by the council.
      config: { access: 'signed-in' },
      schema: { querystring: scorecardQuerySchema, response: { 200: scorecardSchema } },
    },
    async (request): Promise<ScorecardAnswer> => {
      const reference = options.reference()
      const { set } = reference
      const { access } = callerIn(request)
      const reader = readerOf(access, set, options.settings)
      const basis = request.query.basis ?? reader.bases[0]
      if (basis === undefined || !reader.bases.includes(basis)) throw new ProblemError('not-allowed')
      const services = reader.services(basis)
      const service = request.query.service ?? services[0]
      if (service === undefined || !services.includes(service)) throw new ProblemError('no-access')
      const months = monthsOf(reference, service)
      const period = request.query.period ?? latestMonth(reference)
      if (period === undefined || !months.includes(period)) throw new ProblemError('not-found')
      const card = countyScorecard({
        set,
        service,
        period,
        basis,
        published: reference.history,
        returns: await returnsOf(options.storage, reference, service, period),
        asked: new Set(collectionsOf(reference, service)),
        sees: leaf => reader.sees(basis, leaf),
        readsTexts: reader.readsTexts,
        comparators: options.comparators,
        actions: await openActions(options.storage, reference, access, service),
      })
      return { ...card, offered: { services, months, bases: reader.bases } }
    },
  )
}

const collectionsOf = (reference: Reference, service: ServiceId): readonly Period[] =>
  reference.collections.filter(one => one.service === service).map(one => one.period)

/** The months there is a collection of, latest first. */
const monthsOf = (reference: Reference, service: ServiceId): readonly Period[] =>
  [...new Set(collectionsOf(reference, service))].sort().reverse()

/** Every return of the service up to the month, in one query. */
async function returnsOf(
  storage: Storage,
  { set }: Reference,
  service: ServiceId,
  period: Period,
): Promise<ReadonlyMap<ScopeId, readonly KnownReturn[]>> {
  const months = periodsFrom(addMonths(period, -monthsBack), period)
  const ids = set.contracts
    .filter(contract => contract.service === service)
    .flatMap(contract => [...contract.places, everywhere].map(place => ({ contract, place })))
    .flatMap(({ contract, place }) => months.map(month => sheetOf(contract.id, place, month)))
  const stored = [...(await storage.sheets(ids)).values()].flatMap(({ sheet, scope, state, cells }) => {
    const month = partsOfSheet(sheet)?.period
    return month === undefined ? [] : [{ scope, period: month, state, cells: standingValues(cells) }]
  })
  return Map.groupBy(stored, one => one.scope)
}
