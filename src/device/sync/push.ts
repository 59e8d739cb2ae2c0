/** Push: what waits here goes to the server in device order, and its receipts are stored. */
import type { OpId, PersonId } from '../../domain/ids.ts'
import type { PushAnswer } from '../../protocol/exchange.ts'
import type { ProblemCode } from '../../protocol/problems.ts'
import { protocolVersion } from '../../protocol/versions.ts'
import type { Activity, Refusal } from '../desk.ts'
import { toInstant } from '../london-time.ts'
import { type Change, type Entry, isUnacked, operationOf } from '../outbox/outbox.ts'
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
import { damagedIn, type SettingAside, setAside } from '../outbox/set-aside.ts'
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
 * Pushes until nothing waits, and asks even when nothing does, so that a server restored from a backup says what it
 * lost. With `handshake`, asks again about what it could not decide. Rejects only on storage faults and bugs.
 */
export async function push(sending: Sending, handshake: boolean): Promise<Stepped> {
  const { store, api, person } = sending
  const unregistered = await register(sending)
  if (!unregistered.ok) return unregistered
  if (handshake) await store.change(askAgain)
  const repair: Repair = { count: 0, forks: 0, operations: batchLimits.operations, alone: undefined }
  let asked = false
  for (;;) {
    await store.change(from => setAside(from, damagedIn(from), settingAside(sending)))
    let batch: readonly Entry[] = []
    const outbox = await store.change(from => {
      batch = nextBatch(from, { ...batchLimits, operations: repair.operations })
      return markSent(from, batch)
    })
    const { device, last } = outbox.counters
    // With no receipt of this number yet there is nothing a server could have lost.
    if (device === null || (batch.length === 0 && (asked || last === null))) return done
    asked = true
    const send = (entries: readonly Entry[]) => {
      const operations = entries.map(entry => operationOf(entry, device))
      return api.push({ protocol: protocolVersion, person, device, last, operations })
    }
    const answer = await send(batch)
    const outcome = answer.ok
      ? await take(sending, batch, answer.value, repair)
      : await mend(sending, batch, answer, repair, send)
    if (outcome !== 'go-on') return outcome
    if (repair.count > mostRepairs) return { ok: false, refusal: serverDown }
    await store.refresh()
  }
}

interface Repair {
  count: number
  forks: number
  /** The most operations sent at once: halved until the one that the server cannot read stands alone. */
  operations: number
  /** What stood alone and was refused so once. */
  alone: OpId | undefined
}

const settingAside = ({ person, now }: Sending): SettingAside => ({
  person,
  now: toInstant(now()),
  newId: () => newOpId(now()),
})

async function take(sending: Sending, batch: readonly Entry[], answer: PushAnswer, repair: Repair) {
  const { store } = sending
  await store.change(outbox => receive(outbox, answer, toInstant(sending.now())))
  const after = await close(sending, batch, answer.setAside ?? [], repair)
  const from = answer.resendFrom
  if (from !== undefined) {
    repair.count += 1
    return sendAgain(sending, from)
  }
  // An answer that settles nothing of what was sent: never ask in a circle.
  const sent = new Set(batch.map(entry => entry.opId))
  const left = after.entries.filter(entry => sent.has(entry.opId) && isUnacked(entry)).length
  repair.operations = Math.min(batchLimits.operations, repair.operations * 2)
  return batch.length > 0 && left === batch.length ? ({ ok: false, refusal: serverDown } as const) : 'go-on'
}

/** Closes operations of a batch that the server cannot read. */
function close(sending: Sending, batch: readonly Entry[], bad: NonNullable<PushAnswer['setAside']>, repair: Repair) {
  const refused = new Map<OpId, ProblemCode>()
  for (const { index, code } of bad) {
    const entry = batch[index]
    if (entry === undefined) continue
    refused.set(entry.opId, code)
    // What stands in for a void may fare no better.
    if (entry.content.kind === 'void') repair.count += 1
  }
  return sending.store.change(outbox => setAside(outbox, refused, settingAside(sending)))
}

/** Repairs what the server's refusal says is out of step; anything else means later. */
async function mend(
  sending: Sending,
  batch: readonly Entry[],
  answer: Extract<Answer<unknown>, { readonly ok: false }>,
  repair: Repair,
  send: (entries: readonly Entry[]) => Promise<Answer<PushAnswer>>,
): Promise<Stepped | 'go-on'> {
  const { store } = sending
  const code = answer.refusal.type === 'problem' ? answer.refusal.code : undefined
  if ((code === 'too-large' || code === 'malformed') && batch.length > 0) {
    repair.operations = Math.ceil(batch.length / 2)
    if (batch.length > 1) return 'go-on'
    // It may have been damaged on the way: once more alone, before it is closed for good.
    const alone = batch[0]?.opId
    if (repair.alone !== alone) {
      repair.alone = alone
      return 'go-on'
    }
    // Where the server cannot read even an empty push, it is not this operation's doing.
    if (!(await send([])).ok) return answer
    await close(sending, batch, [{ index: 0, code }], repair)
    return 'go-on'
  }
  repair.count += 1
  if (code === 'unknown-device') return renumbered(sending, 'all')
  if (code === 'device-forked') {
    repair.forks += 1
    if (repair.forks === 1) return renumbered(sending, 'unacked')
    await store.change(outbox => withNewIds(outbox, () => newOpId(sending.now())))
    return 'go-on'
  }
  if (code === 'sequence-gap' && answer.expected !== undefined) {
    return batch[0]?.seq === answer.expected ? renumbered(sending, 'all') : sendAgain(sending, answer.expected)
  }
  return answer
}

/**
 * Sends again from a number that the server has lost. Where one of them is no longer here, everything that still is
 * goes under a new device number: the server counts an id once, and nothing it may lack stays behind.
 */
async function sendAgain(sending: Sending, from: number): Promise<Stepped | 'go-on'> {
  let whole = false
  await sending.store.change(
    outbox => {
      const change = sendAgainFrom(outbox, from)
      whole = change !== undefined
      return change === undefined ? { counters: outbox.counters, puts: [] } : remembered(sending, 'sent-again', change)
    },
    { entries: 'all' },
  )
  return whole ? 'go-on' : renumbered(sending, 'all')
}

async function renumbered(sending: Sending, which: 'unacked' | 'all'): Promise<Stepped | 'go-on'> {
  const answer = await sending.api.registerDevice()
  if (!answer.ok) return answer
  await sending.store.change(
    outbox => remembered(sending, 'numbered-anew', renumber(outbox, answer.value.device, which)),
    { entries: 'all' },
  )
  return 'go-on'
}

/** A repair, with what to say of it on *This device*. */
const remembered = ({ now }: Sending, what: Activity['what'], change: Change): Change => {
  const count = change.puts.length
  return count === 0 ? change : { ...change, activity: [{ at: toInstant(now()), what, count }] }
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
