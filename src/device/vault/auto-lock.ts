/**
 * The vault locks after fifteen minutes in which nobody did anything, and says so a minute before. Pure: time is the
 * clock's, handed in. A hidden tab's timers are slowed down and a sleeping machine's stand still, so idle time is not
 * counted by timers: whenever one runs, or the tab is seen again, the clock says how long it was.
 */

/** Milliseconds. */
export const idleLimit = 15 * 60 * 1_000
export const warning = 60 * 1_000

/** `idle`: how long nobody had done anything when the clock stood at `seen`. */
export interface Idle {
  readonly idle: number
  readonly seen: number
}

export type Lockable =
  /** `lookIn`: milliseconds until something changes unless somebody does something. */
  | { readonly type: 'open'; readonly lookIn: number }
  | { readonly type: 'warned'; readonly lookIn: number; readonly locksIn: number }
  | { readonly type: 'lock' }

export const unlockedAt = (now: number): Idle => ({ idle: 0, seen: now })

/** A clock that was set back takes nothing away of what has passed, and adds nothing. */
export const looked = ({ idle, seen }: Idle, now: number): Idle => ({ idle: idle + Math.max(0, now - seen), seen: now })

/** Key, pointer or touch, in this tab or another of the same person. Once the limit has passed it comes too late. */
export function active(state: Idle, now: number): Idle {
  const passed = looked(state, now)
  return passed.idle >= idleLimit ? passed : unlockedAt(now)
}

/**
 * Another tab says for how long nobody has done anything there. Where that tab is still within the limit by its own
 * clock, its word counts here too, however late this one looks: a frozen tab must not lock one that is at work.
 */
export const heard = (state: Idle, idle: number, now: number): Idle => ({
  idle: idle >= 0 && idle < idleLimit ? Math.min(idle, looked(state, now).idle) : looked(state, now).idle,
  seen: now,
})

/** What is to be done at this moment. */
export function lockable(state: Idle, now: number): Lockable {
  const { idle } = looked(state, now)
  const left = idleLimit - idle
  if (left <= 0) return { type: 'lock' }
  if (left <= warning) return { type: 'warned', lookIn: left, locksIn: left }
  return { type: 'open', lookIn: left - warning }
}
