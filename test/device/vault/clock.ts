/** A clock and its timers that stand still until a test moves them. */
import type { Platform } from '../../../src/device/platform.ts'

export interface TestClock extends Pick<Platform, 'now' | 'after'> {
  /** Goes on by so many milliseconds; what is due meanwhile runs when it is due. */
  advance(milliseconds: number): void
  /** The clock is set, or the machine slept: time is another, and no timer has run. Milliseconds. */
  jump(milliseconds: number): void
}

export function testClock(begin = Date.UTC(2017, 6, 11, 8)): TestClock {
  let time = begin
  /** By time that has run, whatever the clock was set to. */
  let run = 0
  const timers = new Set<{ readonly at: number; readonly work: () => void }>()
  return {
    now: () => time,
    after(milliseconds, work) {
      const timer = { at: run + milliseconds, work }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    advance(milliseconds) {
      const until = run + milliseconds
      for (;;) {
        const [next] = [...timers].filter(timer => timer.at <= until).sort((a, b) => a.at - b.at)
        if (next === undefined) break
        timers.delete(next)
        time += Math.max(0, next.at - run)
        run = Math.max(run, next.at)
        next.work()
      }
      time += until - run
      run = until
    },
    jump(milliseconds) {
      time += milliseconds
    },
  }
}
