import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Attempts,
  attemptsOf,
  lookedAt,
  noAttempts,
  waitLeft,
  waitOf,
  wrongTry,
} from '../../../src/device/vault/attempts.ts'

const second = 1_000
const longest = 300 * second
const triedWrong = (wrong: number, now = 0): Attempts => {
  let attempts = noAttempts
  for (let n = 0; n < wrong; n++) attempts = wrongTry(attempts, now)
  return attempts
}

describe('wrong passphrases', () => {
  it('cost nothing four times, then 1, 2, 4 ... seconds, and five minutes at most', () => {
    expect([0, 1, 4, 5, 6, 7, 12, 13, 14, 100].map(wrong => waitOf(wrong) / second)).toEqual([
      0, 0, 0, 1, 2, 4, 128, 256, 300, 300,
    ])
    expect(waitLeft(triedWrong(4), 0)).toBe(0)
    expect(waitLeft(triedWrong(5, 7_000), 7_000)).toBe(second)
    expect(waitLeft(triedWrong(5, 7_000), 7_400)).toBe(600)
    expect(waitLeft(triedWrong(5, 7_000), 8_000)).toBe(0)
  })

  it('never lock anybody out, however many and whatever the clock does', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.integer(), fc.integer(), (wrong, last, now) => {
        const left = waitLeft({ wrong, last }, now)
        expect(left).toBeGreaterThanOrEqual(0)
        expect(left).toBeLessThanOrEqual(longest)
        // And it ends, counted from whenever it is looked at.
        expect(waitLeft({ wrong, last }, Math.max(now, last) + longest)).toBe(0)
      }),
    )
  })

  it('end their wait once they have been looked at, whatever the clock is set back to', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer(), fc.integer(), (wrong, last, now) => {
        const looked = lookedAt({ wrong, last }, now)
        expect(waitLeft(looked, now + longest)).toBe(0)
        expect(lookedAt(looked, now)).toBe(looked)
        expect(looked.wrong).toBe(wrong)
      }),
    )
  })

  it('are still counted after a reload', () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(), (wrong, now) => {
        const stored: unknown = JSON.parse(JSON.stringify(triedWrong(wrong, now)))
        expect(attemptsOf(stored)).toEqual(triedWrong(wrong, now))
      }),
    )
  })

  it('are none where what was stored is damaged', () => {
    for (const odd of [
      undefined,
      null,
      5,
      'five',
      [],
      {},
      { wrong: 9 },
      { wrong: -1, last: 0 },
      { wrong: 1.5, last: 0 },
      { wrong: 9, last: Number.NaN },
      { wrong: '9', last: 0 },
      { wrong: Number.POSITIVE_INFINITY, last: 0 },
    ])
      expect(attemptsOf(odd)).toEqual(noAttempts)
    expect(waitLeft(attemptsOf({ wrong: 1e300, last: 0 }), 0)).toBe(longest)
  })

  it('make a dictionary of a thousand take days, and a forgetful person wait moments', () => {
    const all = Array.from({ length: 1_000 }, (_, wrong) => waitOf(wrong)).reduce((sum, wait) => sum + wait, 0)
    expect(all).toBeGreaterThan(3 * 24 * 60 * 60 * second)
    expect([...Array(8).keys()].map(waitOf).reduce((sum, wait) => sum + wait, 0)).toBe(7 * second)
  })
})
