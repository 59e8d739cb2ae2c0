/**
 * Watches one person's session from a page: tells the server that somebody is at work there, at most every five
 * minutes, and says beforehand when the session will end. It never asks by the hour: the server is asked when the page
 * opens, when an end is near by the last answer, and when the page or the network comes back. Time, timers and the
 * network are handed in.
 */
import type { PersonId } from '../../domain/ids.ts'
import { type SessionTimes, sessionTimesSchema } from '../../protocol/account.ts'
import type { Platform } from '../platform.ts'
import { type Answer, createApi } from '../sync/api.ts'

/** `endsAt` in milliseconds since 1970, by the device's own clock. `idle`: one key, and it goes on. `limit`: it ends whatever is done. */
export type SessionState =
  | { readonly is: 'going' }
  | { readonly is: 'ending'; readonly why: 'idle' | 'limit'; readonly endsAt: number }
  | { readonly is: 'ended' }
  /** Somebody else has signed in in this browser. */
  | { readonly is: 'other-person' }

export interface SessionWatch {
  state(): SessionState
  /** Called after every change of state; gives back how to stop. */
  subscribe(listener: () => void): () => void
  /** A key, a pointer or a touch: told to the server now and then. */
  active(): void
  /** She says in so many words that she wants to stay signed in. */
  stay(): Promise<void>
  /** Asks the server how it stands: after signing in again, or when it refused something. */
  look(): Promise<void>
  stop(): void
}

interface WatchParts {
  readonly platform: Pick<Platform, 'fetch' | 'origin' | 'isOnline' | 'timeout' | 'now' | 'after' | 'page'>
  readonly person: PersonId
}

const minute = 60_000
/** The server need not hear of every key. */
const tellEvery = 5 * minute
/** How long before its end it is said: where nobody does anything, and whatever is done. */
const idleNotice = 5 * minute
const limitNotice = 15 * minute

/** What the server said, by the device's clock. */
interface Known {
  readonly idleEnds: number
  readonly ends: number
}

export function watchSession({ platform, person }: WatchParts): SessionWatch {
  const api = createApi({ ...platform, person })
  const listeners = new Set<() => void>()
  let state: SessionState = { is: 'going' }
  let known: Known | undefined
  /** The longest that was ever left: where the limit is a few minutes, everything comes sooner. */
  let idleLimit = 0
  let toldAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  let stopped = false
  let callOff: () => void = () => undefined

  const say = (next: SessionState): void => {
    const same =
      next.is === state.is &&
      (next.is !== 'ending' || (state.is === 'ending' && next.why === state.why && next.endsAt === state.endsAt))
    if (same || stopped) return
    state = next
    for (const listener of [...listeners]) listener()
  }

  const shortened = (usual: number, part: number): number =>
    idleLimit === 0 ? usual : Math.min(usual, idleLimit / part)
  const idleFrom = ({ idleEnds }: Known): number => idleEnds - shortened(idleNotice, 3)
  const limitFrom = ({ ends }: Known): number => ends - limitNotice
  const over = ({ idleEnds, ends }: Known): number => Math.min(idleEnds, ends)

  /** What there is to say by the last answer. Of what has passed nothing is said: that is the server's to say. */
  function standing(told: Known): SessionState {
    const now = platform.now()
    if (now >= over(told)) return { is: 'going' }
    if (told.idleEnds < told.ends && now >= idleFrom(told)) return { is: 'ending', why: 'idle', endsAt: told.idleEnds }
    return now >= limitFrom(told) ? { is: 'ending', why: 'limit', endsAt: told.ends } : { is: 'going' }
  }

  function lookWhenDue(told: Known): void {
    const now = platform.now()
    const next = Math.min(...[idleFrom(told), limitFrom(told), over(told)].filter(moment => moment > now))
    callOff()
    if (Number.isFinite(next))
      callOff = platform.after(next - now, () => {
        // Where the server cannot be asked, a time that has passed is taken off the screen.
        if (mayAsk()) void ask()
        else if (state.is === 'ending') say(standing(told))
      })
  }

  const mayAsk = (): boolean => !stopped && platform.page.isVisible() && platform.isOnline()

  function learn(answer: Answer<SessionTimes>): void {
    if (stopped) return
    const code = answer.ok || answer.refusal.type !== 'problem' ? undefined : answer.refusal.code
    if (code === 'not-signed-in') say({ is: 'ended' })
    else if (code === 'wrong-person') say({ is: 'other-person' })
    // No answer says nothing of the session: it is asked again when something happens.
    else if (!answer.ok && known !== undefined && state.is === 'ending') say(standing(known))
    if (!answer.ok) return
    const now = platform.now()
    const { idleEndsAt, endsAt, now: there } = answer.value
    const ahead = there === undefined ? 0 : now - Date.parse(there)
    known = { idleEnds: Date.parse(idleEndsAt) + ahead, ends: Date.parse(endsAt) + ahead }
    idleLimit = Math.max(idleLimit, known.idleEnds - now)
    say(standing(known))
    lookWhenDue(known)
  }

  /** Another tab may have done something since the last answer, so the server is asked before anything is said. */
  function ask(): Promise<void> {
    if (!mayAsk()) return Promise.resolve()
    asking ??= api
      .read(sessionTimesSchema, '/api/session')
      .then(learn)
      .finally(() => {
        asking = undefined
      })
    return asking
  }

  async function tell(): Promise<void> {
    toldAt = platform.now()
    learn(await api.write(sessionTimesSchema, '/api/session/active', {}))
  }

  const unwatch = platform.page.onChange(what => {
    if (what !== 'visible' && what !== 'online') return
    // While all is well by the last answer nothing is asked.
    const near = known === undefined || platform.now() >= Math.min(idleFrom(known), limitFrom(known))
    if (near || state.is !== 'going') void ask()
  })
  void ask()

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    active() {
      if (state.is === 'ended' || state.is === 'other-person' || !mayAsk()) return
      // A clock that was set back must not keep the server from hearing.
      if (Math.abs(platform.now() - toldAt) >= shortened(tellEvery, 4)) void tell()
    },
    async stay() {
      if (mayAsk()) await tell()
    },
    look: ask,
    stop() {
      stopped = true
      callOff()
      unwatch()
      listeners.clear()
    },
  }
}
