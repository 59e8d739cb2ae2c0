/** A push: read, decided and committed as one, then answered. */
import type { Instant, ScopeId } from '../../domain/ids.ts'
import { partsOfSheet } from '../../domain/ids.ts'
import type { PushAnswer, PushRequest } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import type { Access } from '../access.ts'
import type { Reference } from '../reference.ts'
import type { BatchState, BatchWrites, Storage } from '../storage/storage.ts'
import { needsOf, readArrivals } from './arrival.ts'
import { decide } from './decide.ts'

export type Pushed =
  | { readonly type: 'answer'; readonly answer: PushAnswer; readonly touched: ReadonlySet<ScopeId> }
  | { readonly type: 'problem'; readonly code: ProblemCode; readonly expected?: number }

/** Operations received up to this instant are in a verified backup: none yet, there is no backup command. */
const durableThrough = null

/** An older or newer app pushes all the same: only pulling asks for an update. */
export async function push(
  storage: Storage,
  reference: Reference,
  access: Access,
  request: PushRequest,
  receivedAt: Instant,
): Promise<Pushed> {
  const { person } = access
  if (request.person !== person.id) return { type: 'problem', code: 'wrong-person' }
  const device = await storage.device(request.device)
  if (device?.person !== person.id) return { type: 'problem', code: 'unknown-device' }
  const arrivals = readArrivals(request.operations, request.device)
  if (!arrivals) return { type: 'problem', code: 'malformed' }

  const author = { id: person.id, name: person.name, role: person.role, scopes: access.scopes }
  const batch = { author, device: request.device, receivedAt, last: request.last, arrivals }
  const commit = (state: BatchState): { readonly answer: Pushed; readonly writes: BatchWrites | null } => {
    const decision = decide(batch, state, reference)
    switch (decision.type) {
      case 'refused': {
        const expected = decision.code === 'sequence-gap' ? { expected: decision.expected } : {}
        return { answer: { type: 'problem', code: decision.code, ...expected }, writes: null }
      }
      case 'resend': {
        const answer: PushAnswer = { outcomes: [], resendFrom: decision.from, durableThrough }
        return { answer: { type: 'answer', answer, touched: new Set() }, writes: null }
      }
      case 'decided': {
        const { outcomes, writes } = decision
        const touched = new Set(writes.sheets.flatMap(sheet => partsOfSheet(sheet.sheet)?.scope ?? []))
        return { answer: { type: 'answer', answer: { outcomes: [...outcomes], durableThrough }, touched }, writes }
      }
    }
  }
  return storage.commitBatch(needsOf(request.device, arrivals, request.last), commit)
}
