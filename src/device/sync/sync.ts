/**
 * The sync loop of one unlocked person: push, then pull, when something was saved, the network or the page comes
 * back, the server pokes, or a minute has passed. Failures mean later, never dropped.
 */

import type { DeskStatus, Refusal } from '../desk.ts'
import { waitingCount } from '../outbox/outbox.ts'
import type { Platform } from '../platform.ts'
import type { Api } from './api.ts'
import { fetchPart } from './app-part.ts'
import type { Sending, Stepped } from './push.ts'

/** Pushing and pulling: fetched with the first cycle, for opening a sheet needs none of it. */
type Steps = typeof import('./steps.ts')

export interface SyncParts extends Sending {
  readonly api: Api
  readonly platform: Platform
  /** The name of the lock that one tab at a time holds. */
  readonly lock: string
  /** Tries again to commit what storage refused. */
  readonly flush: () => Promise<unknown>
  readonly connection: (now: DeskStatus['connection']) => void
  /** A whole cycle has been stored: storage works. */
  readonly worked: () => void
  /** Storage faults and bugs: shown and logged by the desk. */
  readonly failed: (error: unknown) => void
  /** Given the data of what the server tells of others who are typing, unread. */
  readonly writing?: (data: string) => void
}

export interface Sync {
  /** One cycle now, or after the one that runs. Never rejects. */
  now(): Promise<void>
  /** Shortly: several saves make one cycle. */
  soon(): void
  /** Another tab has saved, or is going: what it has not sent a little later is sent from here, for it may be closed. */
  inCaseItIsClosed(): void
  stop(): void
}

/** Milliseconds. */
const afterSave = 300
/** Saves that follow each other faster than that hold a push back no longer than this. */
const longestAfterSave = 2_000
/** Longer than a living tab takes to send what it has saved. */
const afterAnothers = 3_000
const pollEvery = 60_000
/** With a stream of pokes open; in case something between holds them back. */
const pollWithStream = 300_000
const firstRetry = 2_000
const lastRetry = 60_000
const busyRetry = 1_000

/** Waiting time before the try after so many failures: doubling, with jitter, at most a minute. */
export const backoff = (failures: number, random: number): number =>
  Math.round(Math.min(lastRetry, firstRetry * 2 ** Math.min(failures - 1, 10)) * (0.5 + random / 2))

const connectionOf = (refusal: Refusal): DeskStatus['connection'] => {
  if (refusal.type !== 'problem') return refusal.type
  // A device reported lost is told nothing more: how it stands is asked as of one without a session.
  if (refusal.code === 'not-signed-in' || refusal.code === 'device-lost') return 'signed-out'
  if (refusal.code === 'wrong-person') return 'wrong-person'
  return refusal.code === 'update-needed' ? 'update-needed' : 'server-down'
}

export function startSync(parts: SyncParts): Sync {
  const { store, platform } = parts
  let stopped = false
  let failures = 0
  /** The last try found no network or no server. */
  let unreachable = false
  let handshake = true
  let fetched: Steps | undefined
  /** What had been pulled when the server was last asked about what it could not decide. */
  let askedWith: number | undefined
  let current: Promise<void> | undefined
  let following: Promise<void> | undefined
  let callOff: () => void = () => undefined
  let debounce: (() => void) | undefined
  let latest: (() => void) | undefined
  let inCase: (() => void) | undefined
  let closeStream: (() => void) | undefined

  const schedule = (milliseconds: number): void => {
    callOff()
    callOff = stopped ? () => undefined : platform.after(milliseconds, () => void now())
  }

  /** What the server could not decide may be decided whenever others have written: hers must not lie over it. */
  const isToAsk = ({ hasUndecided }: Steps): boolean => {
    const { outbox } = store.now()
    return handshake || (outbox.counters.truthRev !== askedWith && hasUndecided(outbox))
  }
  async function send({ push }: Steps, asking: boolean): Promise<Stepped> {
    const { truthRev } = store.now().outbox.counters
    const pushed = await push(parts, asking)
    if (!pushed.ok) return pushed
    handshake = false
    if (asking) askedWith = truthRev
    return pushed
  }

  async function cycle(): Promise<Stepped> {
    const doubtful = unreachable || !platform.isOnline()
    // Said only when it is likely true: no "Sending" with every try while there is no signal.
    if (!doubtful && failures === 0) parts.connection('syncing')
    await parts.flush()
    await store.refresh()
    if (doubtful) {
      // What is marked as sent can no longer be changed in place or taken back: first see that somebody is there.
      const there = await parts.api.installation()
      if (!there.ok && there.refusal.type !== 'problem') return there
    }
    if (fetched === undefined) {
      const part = await fetchPart(() => import('./steps.ts'), platform)
      if (!part.ok) return part
      fetched = part.value
    }
    const steps = fetched
    const pushed = await send(steps, isToAsk(steps))
    if (!pushed.ok && !worthPulling(pushed.refusal)) return pushed
    const pulled = await steps.pull(parts)
    if (!pulled.ok) return pushed.ok ? pulled : pushed
    // Nothing is forgotten while the server has not said whether it lost something.
    if (pulled.settled && pushed.ok) await store.tidy()
    // The server is older than what this device has seen: what it lost goes again at once.
    if (pulled.reset) handshake = true
    else if (!pushed.ok || !isToAsk(steps)) return pushed
    const again = await send(steps, true)
    return again.ok ? await steps.pull(parts) : again
  }

  /** Gives the milliseconds until the next one. */
  async function run(): Promise<number> {
    try {
      const stepped = await locked(cycle)
      if (stepped === 'busy') {
        await store.refresh()
        return waitingCount(store.now().outbox) > 0 ? busyRetry : pollEvery
      }
      unreachable = !stepped.ok && stepped.refusal.type !== 'problem'
      if (stepped.ok) {
        failures = 0
        parts.worked()
        parts.connection('idle')
        openStream()
        return closeStream === undefined ? pollEvery : pollWithStream
      }
      failures += 1
      parts.connection(connectionOf(stepped.refusal))
      return Math.max(backoff(failures, platform.random()), (stepped.retryAfter ?? 0) * 1_000)
    } catch (error) {
      // What was running when the desk was left finds its database closed: that is the order it was given.
      if (stopped) return pollEvery
      failures += 1
      parts.connection('idle')
      parts.failed(error)
      return backoff(failures, platform.random())
    }
  }

  const now = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    if (current === undefined) {
      callOff()
      current = run().then(wait => {
        current = undefined
        schedule(wait)
      })
      return current
    }
    following ??= current.then(() => {
      following = undefined
      return now()
    })
    return following
  }

  /** One tab at a time. Nothing depends on it: two at once only send the same twice. */
  const locked = (work: () => Promise<Stepped>): Promise<Stepped | 'busy'> =>
    platform.locks === undefined
      ? work()
      : platform.locks.request(parts.lock, { ifAvailable: true }, lock => (lock === null ? 'busy' : work()))

  function openStream(): void {
    if (closeStream !== undefined || stopped || !platform.page.isVisible()) return
    closeStream = platform.page.stream?.(
      parts.api.eventsAddress,
      () => void now(),
      () => {
        closeStream = undefined
        schedule(pollEvery)
      },
      parts.writing,
    )
  }
  const endStream = (): void => {
    closeStream?.()
    closeStream = undefined
  }

  const unwatch = platform.page.onChange(what => {
    if (what === 'hidden') {
      endStream()
      if (current === undefined) schedule(pollEvery)
      return
    }
    if (what === 'offline') return parts.connection('offline')
    failures = 0
    void now()
  })

  /** Whichever of the two times came first. */
  const goNow = (): void => {
    if (latest === undefined) return
    debounce?.()
    latest()
    latest = undefined
    void now()
  }

  /** A closed tab may have died before it could say what it saved: read from the disk. */
  const sendForAnother = async (): Promise<void> => {
    // Failed cycles are tried again anyway, at their own pace.
    if (stopped || failures > 0) return
    await store.refresh()
    if (waitingCount(store.now().outbox) > 0) await now()
  }

  return {
    now,
    inCaseItIsClosed: () => {
      if (stopped) return
      inCase?.()
      inCase = platform.after(
        afterAnothers,
        () =>
          void sendForAnother().catch((error: unknown) => {
            if (!stopped) parts.failed(error)
          }),
      )
    },
    soon: () => {
      if (stopped) return
      debounce?.()
      debounce = platform.after(afterSave, goNow)
      latest ??= platform.after(longestAfterSave, goNow)
    },
    stop: () => {
      stopped = true
      callOff()
      debounce?.()
      latest?.()
      inCase?.()
      endStream()
      unwatch()
    },
  }
}

/** Whether a push that failed says that a pull would fail too. */
const worthPulling = (refusal: Refusal): boolean =>
  refusal.type === 'problem' && refusal.code !== 'not-signed-in' && refusal.code !== 'wrong-person'
