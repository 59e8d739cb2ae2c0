/** What has waited 35 days for an operation that nobody sent is decided, whether anybody pushes or not. */
import type { FastifyBaseLogger } from 'fastify'
import type { Instant, ScopeId } from '../../domain/ids.ts'
import { type Reference, serviceIn } from '../reference.ts'
import type { Storage } from '../storage/storage.ts'
import { decideOverdue } from './decide/decide.ts'
import { patience } from './decide/ledger.ts'
import type { Pokes } from './pokes.ts'

/** Gives the scopes that changed. `received` is the receipt clock: it is asked inside each transaction. */
export async function settleOverdue(
  storage: Storage,
  reference: Reference,
  now: Instant,
  received: () => Instant,
): Promise<ReadonlySet<ScopeId>> {
  const touched = new Set<ScopeId>()
  const before = new Date(Date.parse(now) - patience).toISOString() as Instant
  for (const { sheet, device } of await storage.waitingSince(before)) {
    const needs = { device, seqs: [], operations: [], sheets: [sheet] }
    const writes = await storage.commitBatch(needs, state => {
      const at = received()
      const decided = decideOverdue(state, at, reference)
      return { answer: decided, writes: decided, act: { person: null, at, serviceOf: serviceIn(reference) } }
    })
    for (const { scope } of writes.log) touched.add(scope)
  }
  return touched
}

interface Settling {
  readonly storage: Storage
  readonly reference: () => Reference
  readonly pokes: Pokes
  readonly now: () => Instant
  readonly received: () => Instant
}

const hour = 60 * 60 * 1000

/** Settles every hour until it is stopped, and whenever it is told to. A failure is logged and tried an hour later. */
export function settleHourly(
  { storage, reference, pokes, now, received }: Settling,
  log: FastifyBaseLogger,
): { readonly now: () => Promise<void>; readonly stop: () => void } {
  const settle = async (): Promise<void> => {
    try {
      await pokes.poke(await settleOverdue(storage, reference(), now(), received))
    } catch (error) {
      log.error({ err: error }, 'what waits could not be settled')
    }
  }
  const timer = setInterval(settle, hour)
  timer.unref()
  return { now: settle, stop: () => clearInterval(timer) }
}
