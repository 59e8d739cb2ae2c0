import { describe, expect, test } from 'vitest'
import { knowingLess } from '../../../src/device/sync/knowing-less.ts'
import { loadIndicatorSet } from '../../../src/indicator-sets/load.ts'
import { referenceAnswerSchema } from '../../../src/protocol/exchange.ts'

const reader = knowingLess(referenceAnswerSchema)
const set = loadIndicatorSet('kent-early-help')
const answer = (given: unknown) => ({
  documents: [{ hash: 'a'.repeat(64), document: { type: 'indicator-set', set: given } }],
})

describe('an indicator set of a newer server', () => {
  test('is read as before where it says nothing new', () => {
    expect(reader.safeParse(answer(set))).toMatchObject({ success: true, data: answer(set) })
  })

  test('is read without what this app does not know', () => {
    const newer = {
      ...set,
      palette: 'quiet',
      indicators: set.indicators.map(one => ({ ...one, weight: { of: 3 } })),
      rules: { ...set.rules, later: true },
    }
    expect(referenceAnswerSchema.safeParse(answer(newer)).success).toBe(false)
    expect(reader.safeParse(answer(newer))).toMatchObject({ success: true, data: answer(set) })
  })

  test('is refused where anything else is wrong as well', () => {
    const [first, ...rest] = set.indicators
    const wrong = { ...set, palette: 'quiet', indicators: [{ ...first, kind: 'colour' }, ...rest] }
    expect(reader.safeParse(answer(wrong)).success).toBe(false)
  })
})
