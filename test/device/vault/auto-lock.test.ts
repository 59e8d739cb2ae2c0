import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { active, heard, type Idle, lockable, looked, unlockedAt } from '../../../src/device/vault/auto-lock.ts'

const minute = 60_000
const begin = 1_000_000

describe('auto-lock', () => {
  const opened = unlockedAt(begin)

  it('locks after 15 idle minutes, and says so a minute before', () => {
    expect(lockable(opened, begin)).toEqual({ type: 'open', lookIn: 14 * minute })
    expect(lockable(opened, begin + 14 * minute - 1)).toEqual({ type: 'open', lookIn: 1 })
    expect(lockable(opened, begin + 14 * minute)).toEqual({ type: 'warned', lookIn: minute, locksIn: minute })
    expect(lockable(opened, begin + 15 * minute - 1)).toEqual({ type: 'warned', lookIn: 1, locksIn: 1 })
    expect(lockable(opened, begin + 15 * minute)).toEqual({ type: 'lock' })
  })

  it('begins anew with anything that somebody does, in the last minute too', () => {
    for (const at of [begin + 1, begin + 14 * minute + 59_000]) {
      expect(lockable(active(opened, at), at)).toEqual({ type: 'open', lookIn: 14 * minute })
    }
  })

  it('is not undone by a key that comes after the limit: a machine that slept is locked when it wakes', () => {
    const woken = active(opened, begin + 8 * 60 * minute)
    expect(lockable(woken, begin + 8 * 60 * minute)).toEqual({ type: 'lock' })
    expect(lockable(active(woken, begin + 8 * 60 * minute + 1), begin + 8 * 60 * minute + 1)).toEqual({ type: 'lock' })
  })

  it('counts by the clock, however seldom a hidden tab looks', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20 * minute), { maxLength: 20 }), steps => {
        let state: Idle = opened
        let now = begin
        for (const step of steps) {
          now += step
          state = looked(state, now)
        }
        expect(lockable(state, now)).toEqual(lockable(opened, now))
      }),
    )
  })

  it('is neither hurried nor stopped by a clock that is set back', () => {
    const half = looked(opened, begin + 7 * minute)
    const back = looked(half, begin - 60 * minute)
    expect(lockable(back, begin - 60 * minute)).toEqual({ type: 'open', lookIn: 7 * minute })
    expect(lockable(back, begin - 52 * minute)).toEqual({ type: 'lock' })
  })

  it('always looks again before anything could change, and never without an end', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20 * minute, max: 20 * minute }), step => {
        let now = begin + step
        const state = looked(opened, now)
        for (let looks = 0; ; looks += 1) {
          const found = lockable(state, now)
          if (found.type === 'lock') break
          expect(found.lookIn).toBeGreaterThan(0)
          const before = lockable(state, now + found.lookIn - 1)
          expect(before.type).toBe(found.type)
          now += found.lookIn
          expect(looks).toBeLessThan(3)
        }
      }),
    )
  })

  it('takes another tab’s word for the time that is shorter, and none from one that is past the limit itself', () => {
    const late = begin + 20 * minute
    expect(lockable(heard(opened, 3 * minute, late), late)).toEqual({ type: 'open', lookIn: 11 * minute })
    for (const idle of [15 * minute, 8 * 60 * minute, -1])
      expect(lockable(heard(opened, idle, late), late)).toEqual({ type: 'lock' })
    const at = begin + 2 * minute
    expect(lockable(heard(opened, 10 * minute, at), at)).toEqual({ type: 'open', lookIn: 12 * minute })
  })
})
