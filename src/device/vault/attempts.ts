/**
 * Wrong passphrases slow down: after five in a row a second passes before the next is tried, then two, four, up to
 * five minutes; never for good. The count is stored in clear and survives a reload. It stops somebody at the keyboard;
 * whoever has copied the disk is stopped by the 600,000 rounds alone.
 */

/** As stored. `last`: when the last wrong one was tried, milliseconds since 1970 by this device. */
export interface Attempts {
  readonly wrong: number
  readonly last: number
}

export const noAttempts: Attempts = { wrong: 0, last: 0 }

/** From this many wrong ones in a row on there is a wait. */
export const slowFrom = 5
const first = 1_000
const longest = 5 * 60 * 1_000
/** Above this the wait grows no more; counting on would only fill the row. */
const most = 100

/** Milliseconds that follow so many wrong ones in a row. */
export const waitOf = (wrong: number): number =>
  wrong < slowFrom ? 0 : Math.min(first * 2 ** Math.min(wrong - slowFrom, most), longest)

export const wrongTry = ({ wrong }: Attempts, now: number): Attempts => ({
  wrong: Math.min(wrong + 1, most),
  last: now,
})

/**
 * Milliseconds until the next try; 0: now. A clock that was set back, or had been set ahead, never makes it longer
 * than the wait itself.
 */
export function waitLeft(attempts: Attempts, now: number): number {
  const wait = waitOf(attempts.wrong)
  return Math.max(0, Math.min(wait, attempts.last + wait - now))
}

/**
 * As it is to be stored once it has been looked at: a last try that lies ahead, because the clock was set back, is now.
 * Otherwise its wait would not end before the clock is there again.
 */
export const lookedAt = (attempts: Attempts, now: number): Attempts =>
  attempts.last > now ? { ...attempts, last: now } : attempts

/** What was stored, by whatever version: damaged or missing is none, because it must never lock anybody out. */
export function attemptsOf(stored: unknown): Attempts {
  if (typeof stored !== 'object' || stored === null || !('wrong' in stored) || !('last' in stored)) return noAttempts
  const { wrong, last } = stored
  const isCount = typeof wrong === 'number' && Number.isInteger(wrong) && wrong >= 0
  return isCount && typeof last === 'number' && Number.isFinite(last)
    ? { wrong: Math.min(wrong, most), last }
    : noAttempts
}
