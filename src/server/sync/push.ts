/** A push: read, decided and committed as one, then answered. */
import type { ContractId, Instant, ScopeId } from '../../domain/ids.ts'
import type { PushAnswer, PushRequest } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { type Access, roleIn } from '../access.ts'
import { concernsOf } from '../history/concerns.ts'
import { type Reference, serviceIn } from '../reference.ts'
import type { BatchState, Decided, Storage } from '../storage/storage.ts'
import { needsOf, readArrivals } from './decide/arrival.ts'
import { decide } from './decide/decide.ts'

export type Pushed =
  | { readonly type: 'answer'; readonly answer: PushAnswer; readonly touched: ReadonlySet<ScopeId> }
  | { readonly type: 'problem'; readonly code: ProblemCode; readonly expected?: number }

const problem = (code: ProblemCode): Pushed => ({ type: 'problem', code })

/**
 * An older or newer app pushes all the same: only pulling asks for an update. `now` is asked once, while the right to
 * write is held (receipt-clock.ts), and so is what is closed by then: a push may wait for others to be written.
 */
export async function push(
  storage: Storage,
  reference: () => Reference,
  access: Access,
  request: PushRequest,
  now: () => Instant,
): Promise<Pushed> {
  const { person } = access
  const { device, last } = request
  if (request.person !== person.id) return problem('wrong-person')
  const known = await storage.device(device)
  if (known?.person !== person.id) return problem('unknown-device')
  if (known.lostAt !== undefined) return problem('device-lost')
  const durableThrough = await storage.durableThrough()
  const { arrivals, setAside } = readArrivals(request.operations, device)

  const whose = {
    person: { id: person.id, name: person.name },
    serviceOf: serviceIn(reference()),
    concerns: concernsOf(person),
  }
  const author = {
    id: person.id,
    name: person.name,
    roleIn: (contract: ContractId) => roleIn(access, contract),
    scopes: access.scopes,
    notes: access.notes,
  }
  const commit = (state: BatchState): Decided<Pushed> => {
    const receivedAt = now()
    const decision = decide({ author, device, receivedAt, last, arrivals }, state, reference())
    switch (decision.type) {
      case 'refused': {
        const expected = decision.code === 'sequence-gap' ? { expected: decision.expected } : {}
        return { answer: { type: 'problem', code: decision.code, ...expected }, writes: null }
      }
      case 'resend': {
        // What a backup covers says nothing of what this server has lost: nothing may be forgotten on this answer.
        const answer: PushAnswer = { outcomes: [], resendFrom: decision.from, durableThrough: null }
        return { answer: { type: 'answer', answer, touched: new Set() }, writes: null }
      }
      case 'decided': {
        const { outcomes, writes } = decision
        const answer: PushAnswer = {
          outcomes: [...outcomes],
          ...(setAside ? { setAside: [{ index: setAside.index, code: 'malformed' as const }] } : {}),
          durableThrough,
        }
        const act = { ...whose, at: receivedAt }
        return { answer: { type: 'answer', answer, touched: new Set(writes.log.map(each => each.scope)) }, writes, act }
      }
    }
  }
  const pushed = await storage.commitBatch(needsOf(device, arrivals, last), commit)
  // Before the answer, after the commit: a stop in between has it sent again, and then it is set aside.
  const kept = pushed.type === 'answer' && pushed.answer.setAside !== undefined ? setAside?.thing : null
  if (kept) await storage.setAside(device, [kept], now())
  return pushed
}
