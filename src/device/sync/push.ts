/** Push: what waits here goes to the server in device order, and its receipts are stored. */
import type { PersonId } from '../../domain/ids.ts'
import { type PushAnswer, protocolVersion } from '../../protocol/exchange.ts'
import type { Refusal } from '../desk.ts'
import { toInstant } from '../london-time.ts'
import { type Entry, isUnacked } from '../outbox/outbox.ts'
import {
  askAgain,
  batchLimits,
  markSent,
  nextBatch,
  receive,
  registered,
  renumber,
  sendAgainFrom,
  withNewIds,
} from '../outbox/outbox-sending.ts'
import { newOpId } from '../outbox/uuid.ts'
import type { Store } from '../storage/store.ts'
import type { Answer, Api } from './api.ts'

export type Stepped =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: Refusal; readonly retryAfter?: number }

export interface Sending {
  readonly store: Store
  readonly api: Api
  readonly person: PersonId
  readonly now: () => number
}

/** More repairs than this in one push mean a server that contradicts itself: later, with backoff. */
const mostRepairs = 6
const done: Stepped = { ok: true }
const serverDown: Refusal = { type: 'server-down' }

/**
 * Pushes until nothing waits. With `handshake`, asks even when nothing does, so that a server restored from a backup
 * says what it lost, and asks again about what it could not decide. Rejects only on storage faults and bugs.
 */
export async function push(sending: Sending, handshake: boolean): Promise<Stepped> {
  const { store, api, person, now } = sending
  const unregistered = await register(sending)
  if (!unregistered.ok) return unregistered
  if (handshake) await store.change(askAgain)
  const repair: Repair = { count: 0, forks: 0, operations: batchLimits.operations }
  let asked = !handshake
  for (;;) {
    await store.refresh()
    let batch: readonly Entry[] = []
    const outbox = await store.change(from => {
      batch = nextBatch(from, { ...batchLimits, operations: repair.operations })
      return markSent(from, batch)
    })
    const { device, last } = outbox.counters
    // With no receipt of this number yet there is nothing a server could have lost.
    if (device === null || (batch.length === 0 && (asked || last === null))) return done
    asked = true
    const operations = batch.map(entry => ({ ...entry.content, device, seq: entry.seq }))
    const answer = await api.push({ protocol: protocolVersion, person, device, last, operations })
    const outcome = answer.ok
      ? await take(sending, batch, answer.value, toInstant(now()))
      : await mend(sending, batch, answer, repair)
    if (outcome !== 'go-on') return outcome
    if (repair.count > mostRepairs) return { ok: false, refusal: serverDown }
  }
}

interface Repair {
  count: number
  forks: number
  operations: number
}

async function take(
  { store }: Sending,
  batch: readonly Entry[],
  answer: PushAnswer,
  now: ReturnType<typeof toInstant>,
) {
  const after = await store.change(outbox => receive(outbox, answer, now))
  const from = answer.resendFrom
  if (from !== undefined) {
    await store.change(
      outbox => sendAgainFrom(outbox, from) ?? { counters: { ...outbox.counters, last: null }, puts: [] },
      { entries: 'all' },
    )
    return 'go-on'
  }
  // An answer that settles nothing of what was sent: never ask in a circle.
  const sent = new Set(batch.map(entry => entry.opId))
  const left = after.entries.filter(entry => sent.has(entry.opId) && isUnacked(entry)).length
  return batch.length > 0 && left === batch.length ? ({ ok: false, refusal: serverDown } as const) : 'go-on'
}

/** Repairs what the server's refusal says is out of step; anything else means later. */
async function mend(
  sending: Sending,
  batch: readonly Entry[],
  answer: Extract<Answer<unknown>, { readonly ok: false }>,
  repair: Repair,
): Promise<Stepped | 'go-on'> {
  const { store } = sending
  const code = answer.refusal.type === 'problem' ? answer.refusal.code : undefined
  repair.count += 1
  if (code === 'unknown-device') return renumbered(sending, 'all')
  if (code === 'device-forked') {
    repair.forks += 1
    if (repair.forks === 1) return renumbered(sending, 'unacked')
    await store.change(outbox => withNewIds(outbox, () => newOpId(sending.now())))
    return 'go-on'
  }
  if (code === 'sequence-gap' && answer.expected !== undefined) {
    const expected = answer.expected
    let mended = false
    if (batch[0]?.seq !== expected)
      await store.change(
        outbox => {
          const change = sendAgainFrom(outbox, expected)
          mended = change !== undefined
          return change ?? { counters: outbox.counters, puts: [] }
        },
        { entries: 'all' },
      )
    return mended ? 'go-on' : renumbered(sending, 'unacked')
  }
  if (code === 'too-large' && repair.operations > 1) {
    repair.operations = Math.ceil(repair.operations / 4)
    return 'go-on'
  }
  return answer
}

async function renumbered({ store, api }: Sending, which: 'unacked' | 'all'): Promise<Stepped | 'go-on'> {
  const answer = await api.registerDevice()
  if (!answer.ok) return answer
  await store.change(outbox => renumber(outbox, answer.value.device, which), { entries: 'all' })
  return 'go-on'
}

async function register({ store, api }: Sending): Promise<Stepped> {
  if (store.now().outbox.counters.device !== null) return done
  const answer = await api.registerDevice()
  if (!answer.ok) return answer
  // Another tab may have registered at the same moment: the first one committed stands.
  await store.change(outbox =>
    outbox.counters.device === null ? registered(outbox, answer.value.device) : { counters: outbox.counters, puts: [] },
  )
  return done
}
