import { describe, expect, it } from 'vitest'
import { cellValueSchema } from '../../../src/domain/figures/figure-schemas.ts'
import type { CellKey } from '../../../src/domain/ids.ts'
import { clearedCounts, clearing, unclearedHits } from '../../../src/domain/texts/cleared.ts'
import { scan } from '../../../src/domain/texts/personal-data.ts'

const cell = 'narrative/district' as CellKey
const one = 'Lives at ME10 4HT; aged 7.'
const two = `${one} Moved to CT1 2NX.`

describe('warnings that somebody has looked at', () => {
  const looked = clearing(cell, scan(one), ['postcode'], new Map())

  it('are kept as rule and count beside the text, never as what was found', () => {
    expect(looked).toEqual({ type: 'explanation', text: '', reasons: ['postcode:1'], cells: [cell] })
    expect(cellValueSchema.safeParse(looked).success).toBe(true)
    expect(JSON.stringify(looked)).not.toContain('ME10')
  })
  it('are not said again, while those of another rule are', () => {
    expect(unclearedHits(scan(one), clearedCounts(looked)).map(hit => hit.rule)).toEqual(['age'])
  })
  it('are said again, all of the rule, when the text holds more of them', () => {
    const again = unclearedHits(scan(two), clearedCounts(looked))
    expect(again.map(hit => hit.rule)).toEqual(['postcode', 'age', 'postcode'])
    const both = clearing(cell, scan(two), ['postcode'], clearedCounts(looked))
    expect(both.reasons).toEqual(['postcode:2'])
    expect(unclearedHits(scan(two), clearedCounts(both)).map(hit => hit.rule)).toEqual(['age'])
  })
  it('of one rule leave the others as they were', () => {
    const next = clearing(cell, scan(one), ['age'], clearedCounts(looked))
    expect(next.reasons).toEqual(['age:1', 'postcode:1'])
  })
  it('nobody is cleared by something else in the cell', () => {
    for (const reasons of [['postcode'], ['postcode:x'], ['postcode:99999'], ['everything:9'], [':1']])
      expect(clearedCounts({ type: 'explanation', text: '', reasons, cells: [] })).toEqual(new Map())
    expect(clearedCounts({ type: 'amount', value: '1' as never })).toEqual(new Map())
    expect(clearedCounts(null)).toEqual(new Map())
  })
})
