/**
 * Officers' acts: read, numbered, decided and committed as one, then answered one by one. They are decided like a push
 * (the same return, the same log); what differs is that no device numbers them, so the server does.
 */
import type { ContractId, Instant, OpId, PersonId, ScopeId } from '../../domain/ids.ts'
import type { Outcome } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { type Access, roleIn } from '../access.ts'
import { concernsOf } from '../history/concerns.ts'
import { type Reference, serviceIn } from '../reference.ts'
import type { BatchState, Decided, Storage } from '../storage/storage.ts'
import { needsOf } from '../sync/decide/arrival.ts'
import { decide, outcomeOf } from '../sync/decide/decide.ts'
import { officeDeviceOf } from '../sync/decide/review/office.ts'
import { type Act, arrivalOf, readActs } from './read-acts.ts'

export interface Acted {
  /** One an act, in the order sent. */
  readonly outcomes: readonly Outcome[]
  readonly touched: ReadonlySet<ScopeId>
}

/** `now` is asked once, while the right to write is held (receipt-clock.ts). */
export async function act(
  storage: Storage,
  reference: () => Reference,
  access: Access,
  raw: readonly unknown[],
  { now, began }: { readonly now: () => Instant; readonly began: Instant },
): Promise<Acted> {
  const { person } = access
  const device = officeDeviceOf(person.id)
  const acts = readActs(raw)
  const author = {
    id: person.id,
    name: person.name,
    roleIn: (contract: ContractId) => roleIn(access, contract),
    scopes: access.scopes,
  }
  const commit = (state: BatchState): Decided<Acted> => {
    const receivedAt = now()
    const fresh = freshOf(acts, state)
    const arrivals = fresh.map((each, index) => arrivalOf(each, device, state.lastSeq + 1 + index))
    const batch = { author, device, office: true, receivedAt, last: null, arrivals } as const
    const decision = decide(batch, state, reference())
    // Numbered here, one after the other, under ids that are not there yet: there is no other answer.
    if (decision.type !== 'decided') throw new Error(`Acts were answered with ${decision.type}`)
    const decided = new Map(decision.outcomes.map(outcome => [outcome.opId, outcome]))
    const outcomes = acts.map((each): Outcome => answerOf(each, person.id, state, decided, receivedAt))
    const { writes } = decision
    if (writes.deviceLog.length === 0) return { answer: { outcomes, touched: new Set() }, writes: null }
    return {
      answer: { outcomes, touched: new Set(writes.log.map(each => each.scope)) },
      writes,
      act: {
        person: { id: person.id, name: person.name },
        at: receivedAt,
        serviceOf: serviceIn(reference()),
        concerns: concernsOf(person),
      },
    }
  }
  const probe = acts.flatMap((each, index) => (each.type === 'act' ? [arrivalOf(each, device, index + 1)] : []))
  const needs = { ...needsOf(device, probe, null), seqs: [] }
  return storage.commitBatch({ ...needs, office: { person: person.id, at: began } }, commit)
}

/** Those to be decided: readable, not there yet, and of the same id the first only. */
function freshOf(acts: readonly Act[], state: BatchState): readonly Extract<Act, { readonly type: 'act' }>[] {
  const taken = new Set<OpId>(state.operations.keys())
  return acts.flatMap(each => {
    if (each.type !== 'act' || taken.has(each.opId)) return []
    taken.add(each.opId)
    return [each]
  })
}

/** The same act of hers again has the answer it had; any other under its id is refused and changes nothing. */
function answerOf(
  act: Act,
  hers: PersonId,
  state: BatchState,
  decided: ReadonlyMap<OpId, Outcome>,
  receivedAt: Instant,
): Outcome {
  const refused = (code: ProblemCode): Outcome => ({ opId: act.opId, outcome: 'rejected', code, receivedAt })
  if (act.type === 'refused') return refused(act.code)
  const stored = state.operations.get(act.opId)
  if (stored) return stored.hash === act.hash && stored.person === hers ? outcomeOf(stored) : refused('malformed')
  return decided.get(act.opId) ?? refused('malformed')
}
