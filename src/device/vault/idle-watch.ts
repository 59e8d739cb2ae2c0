/**
 * Watches one open desk for fifteen minutes in which nobody did anything, here or in another tab of hers. It says
 * what it sees; locking is the app's, which commits what is typed first. Time and timers are handed in.
 */
import type { Platform } from '../platform.ts'
import { active, heard as heardOf, type Idle, idleLimit, lockable, looked, unlockedAt } from './auto-lock.ts'

/** `warned`: a minute is left. `over`: to be locked. */
export type IdleState = 'active' | 'warned' | 'over'

/** For how many milliseconds nobody had done anything in a tab when the device's clock stood at `at`. */
export interface IdleSaid {
  readonly idle: number
  readonly at: number
}

export interface IdleWatch {
  /** A key, a pointer or a touch in this tab. Once the limit has passed it comes too late. */
  active(): void
  /** She says in so many words that it is to stay unlocked. */
  stay(): void
  /** Another tab of hers says what it knows. */
  heard(said: IdleSaid): void
  /** Another tab of hers asks whether anybody is at work. */
  asked(): void
  /** Whether the limit has passed by the clock, whatever has been said of it. */
  isOver(): boolean
  stop(): void
}

interface IdleParts {
  readonly platform: Pick<Platform, 'now' | 'after' | 'page'>
  /** Tells the other tabs. */
  readonly tell: (said: IdleSaid) => void
  /** Asks the other tabs whether anybody is at work there. */
  readonly ask: () => void
  readonly changed: (now: IdleState) => void
}

/** Milliseconds: other tabs need not hear of every key. */
const tellEvery = 5_000
/** Milliseconds: a clock that is set back in between takes no more than this away. */
const lookEvery = 60_000
/** How long the other tabs have to answer before it is over, in milliseconds. */
const answerWithin = 400

export function watchIdle({ platform, tell, ask, changed }: IdleParts): IdleWatch {
  let state: Idle = unlockedAt(platform.now())
  let said: IdleState = 'active'
  let toldAt = Number.NEGATIVE_INFINITY
  let asking = false
  let stopped = false
  let callOff: () => void = () => undefined

  const say = (now: IdleState): void => {
    if (said === now || stopped) return
    said = now
    changed(now)
  }

  /** What there is to do by the clock, and when to look again. */
  function look(): void {
    if (stopped) return
    state = looked(state, platform.now())
    const found = lockable(state, platform.now())
    if (found.type === 'lock') {
      lastLook()
      return
    }
    asking = false
    callOff()
    say(found.type === 'warned' ? 'warned' : 'active')
    callOff = platform.after(Math.min(found.lookIn, lookEvery), look)
  }

  /** A tab that was frozen, or whose timers were slow, first asks the others whether somebody is at work there. */
  function lastLook(): void {
    if (said === 'over' || asking) return
    callOff()
    asking = true
    ask()
    callOff = platform.after(answerWithin, () => {
      asking = false
      if (lockable(state, platform.now()).type === 'lock') say('over')
      else look()
    })
  }

  const idle = (): number => looked(state, platform.now()).idle
  const begin = (): void => {
    state = unlockedAt(platform.now())
    toldAt = platform.now()
    tell({ idle: 0, at: toldAt })
    look()
  }

  const unwatch = platform.page.onChange(what => {
    if (what === 'visible') look()
  })
  begin()

  return {
    active() {
      const now = platform.now()
      state = active(state, now)
      if (state.idle >= idleLimit || said !== 'active') look()
      // A clock that was set back must not keep the others from hearing.
      if (state.idle < idleLimit && Math.abs(now - toldAt) >= tellEvery) {
        toldAt = now
        tell({ idle: state.idle, at: now })
      }
    },
    stay: begin,
    heard({ idle: there, at }) {
      const now = platform.now()
      state = heardOf(state, there + Math.max(0, now - at), now)
      if (said !== 'active' || asking) look()
    },
    asked() {
      if (idle() < idleLimit) tell({ idle: idle(), at: platform.now() })
    },
    isOver: () => idle() >= idleLimit,
    stop() {
      stopped = true
      callOff()
      unwatch()
    },
  }
}
