/** The record of who did what, for officers and auditors: pages, an export, and the changes of one return. */
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import * as z from 'zod/mini'
import { kindOfCell } from '../../domain/cell-kinds.ts'
import { contractIdSchema, placeIdSchema } from '../../domain/id-schemas.ts'
import { type Instant, type PersonId, sheetOf } from '../../domain/ids.ts'
import { periodSchema } from '../../domain/time/period-schema.ts'
import {
  changesQuerySchema,
  type RecordEntry,
  type RecordFilter,
  recordFilterSchema,
  recordPageSchema,
  recordQuerySchema,
  returnChangesSchema,
} from '../../protocol/record.ts'
import { textVersionsSchema, versionsQuerySchema } from '../../protocol/text-versions.ts'
import { type Access, mayAt } from '../access.ts'
import { type Names, sentenceOf } from '../history/act-sentences.ts'
import type { Concerns, Place } from '../history/acts.ts'
import type { ChainedEntry } from '../history/chain.ts'
import { concernsOf } from '../history/concerns.ts'
import { recordCsv } from '../history/record-csv.ts'
import { callerIn } from '../http/guard.ts'
import { ProblemError } from '../http/problems.ts'
import type { Reference } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { changesOf } from './changes.ts'
import { type RecordFor, recordPage, wholeRecord } from './page.ts'
import { contractsOf, namesIn, peopleBeside, readerOf } from './reader.ts'
import type { Readings } from './readings.ts'
import { versionsOf } from './text-versions.ts'

export interface RecordRoutes {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly readings: Readings
  readonly now: () => Instant
}

const changesOnAPage = 100
const versionsOnAPage = 20

export function recordRoutes(plain: FastifyInstance, { storage, reference, readings, now }: RecordRoutes): void {
  const app = plain.withTypeProvider<ZodTypeProvider>()
  const recordFor = (access: Access, filter: RecordFilter): RecordFor => ({
    book: storage.record,
    reader: readerOf(access, reference()),
    contracts: contractsOf(access, reference()),
    filter,
  })

  app.get(
    '/api/record',
    {
      config: { access: { may: 'read-record' } },
      schema: { querystring: recordQuerySchema, response: { 200: recordPageSchema } },
    },
    async request => {
      const { before, ...filter } = request.query
      const caller = callerIn(request)
      const { access } = caller
      const page = await recordPage(
        recordFor(access, filter),
        before === undefined ? Number.MAX_SAFE_INTEGER : Number(before),
      )
      const people = peopleBeside(access, await storage.people(), reference())
      // After the page is read and before it is given: it is not the first thing she sees on it.
      await readings.note(caller, { what: 'record-read', ...readOf(access, reference(), filter) })
      const names = namesIn(reference())
      return {
        entries: page.entries.map(entry => entryShown(entry, names)),
        next: page.next,
        contracts: [...contractsOf(access, reference())],
        people: [...people],
      }
    },
  )

  app.get(
    '/api/record.csv',
    {
      config: { access: { may: 'export-record' } },
      schema: {
        querystring: recordFilterSchema,
        response: { 200: { content: { 'text/csv': { schema: z.string() } } } },
      },
    },
    async (request, reply) => {
      const { access } = callerIn(request)
      const filter = request.query
      const { id, name } = access.person
      const { seq: through } = await storage.record.tip()
      const { where, about } = readOf(access, reference(), filter)
      await storage.record.note({
        at: now(),
        person: { id, name },
        what: 'record-exported',
        ...where,
        about: { ...about, through },
      })
      const untyped: FastifyReply = reply
      return untyped
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="record-${now().slice(0, 10)}.csv"`)
        .send(Readable.from(csvOf(wholeRecord(recordFor(access, filter), through), namesIn(reference()))))
    },
  )

  app.get(
    '/api/returns/:contract/:place/:period/changes',
    {
      config: { access: { may: 'read-record', at: 'scope' } },
      schema: {
        params: z.object({ contract: contractIdSchema, place: placeIdSchema, period: periodSchema }),
        querystring: changesQuerySchema,
        response: { 200: returnChangesSchema },
      },
    },
    async request => {
      const { contract, place, period } = request.params
      const caller = callerIn(request)
      // These are figures and texts as they were written: an auditor reads that they changed, not what they are.
      if (!mayAt(caller.access, 'read-returns', contract, place)) throw new ProblemError('not-allowed')
      const sheet = sheetOf(contract, place, period)
      const all = changesOf(await storage.returnLog(sheet), sheet)
      const before = Number(request.query.before ?? all.length + 1)
      const below = all.filter(change => change.number < before)
      const changes = below.slice(-changesOnAPage).reverse()
      await readings.note(caller, { what: 'record-read', where: { contract, place, period }, about: {} })
      return { changes, next: below.length > changes.length ? (changes.at(-1)?.number ?? null) : null }
    },
  )

  app.get(
    '/api/returns/:contract/:place/:period/versions',
    {
      // What was written before in a text is for whoever reads it now; figures have their own page in the record.
      config: { access: { may: 'read-returns', at: 'scope' } },
      schema: {
        params: z.object({ contract: contractIdSchema, place: placeIdSchema, period: periodSchema }),
        querystring: versionsQuerySchema,
        response: { 200: textVersionsSchema },
      },
    },
    async request => {
      const { contract, place, period } = request.params
      const { cell, before } = request.query
      if (!['narrative', 'explanation'].includes(kindOfCell(cell).kind)) throw new ProblemError('not-found')
      const sheet = sheetOf(contract, place, period)
      const all = versionsOf(changesOf(await storage.returnLog(sheet), sheet), cell)
      const below = before === undefined ? all : all.filter(version => version.number < Number(before))
      const versions = below.slice(-versionsOnAPage).reverse()
      await readings.note(callerIn(request), { what: 'return-read', where: { contract, place, period }, about: {} })
      return { versions, next: below.length > versions.length ? (versions.at(-1)?.number ?? null) : null }
    },
  )
}

/** What she reads, as the record says it: of a contract or return where she asks for one that she holds. */
function readOf(
  access: Access,
  reference: Reference,
  { contract, place, period }: RecordFilter,
): { readonly where: Place; readonly about: Concerns } {
  const hers =
    contract !== undefined &&
    (place === undefined
      ? contractsOf(access, reference).includes(contract)
      : mayAt(access, 'read-record', contract, place))
  if (!hers) return { where: {}, about: concernsOf(access.person) }
  return { where: { contract, ...(place ? { place } : {}), ...(period ? { period } : {}) }, about: {} }
}

const entryShown = (entry: ChainedEntry, names: Names): RecordEntry => ({
  number: entry.seq,
  at: entry.at as Instant,
  person: entry.person === null ? null : { id: entry.person as PersonId, name: entry.person_name },
  sentence: sentenceOf(entry, names),
})

/** Text by the part, the first with the header. Begins with the mark by which spreadsheets know UTF-8. */
async function* csvOf(parts: AsyncIterable<readonly ChainedEntry[]>, names: Names): AsyncGenerator<string> {
  yield '\uFEFF'
  let header: 'with-header' | 'without-header' = 'with-header'
  for await (const part of parts) {
    yield recordCsv(part, names, header)
    header = 'without-header'
  }
}
