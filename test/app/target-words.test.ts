import { describe, expect, it } from 'vitest'
import { targetWords } from '../../src/app/sheet/dock/target-words.ts'
import { readCell } from '../../src/domain/reading.ts'
import type { Indicator, Target } from '../../src/domain/set/indicator-set.ts'
import { amount, atLeast, type Cells, context, indicator, set, target } from '../domain/small-set.ts'

function words(more: Partial<Indicator>, of: Partial<Target>, cells: Cells = { supported: amount(409) }): string {
  const supported = indicator('supported', more)
  // The contract's year begins in December: June is its seventh month.
  const at = {
    ...context(cells),
    set: { ...set, indicators: [supported], targets: [target(supported, 'east-a', of)] },
  }
  return targetWords(at, readCell(at, supported))
}
const year = { year: atLeast('688') }

describe('a target in words', () => {
  it('to date says so, with the year and what is left of it', () => {
    expect(words({ ratedAgainst: 'to-date', basis: 'ytd' }, year)).toBe(
      'at least 401.3 to date (at least 688 for the year, 279 left)',
    )
  })
  it('of the year says what is due by now, where the figure counts towards it, rated or not', () => {
    for (const ratedAgainst of ['year', 'none'] as const)
      expect(words({ ratedAgainst, basis: 'ytd' }, year)).toBe('at least 688 for the year (401.3 to date, 279 left)')
    expect(words({ ratedAgainst: 'year', basis: 'r12m' }, year)).toBe('at least 688 for the year (279 short)')
    expect(words({ ratedAgainst: 'year', basis: 'month' }, year)).toBe('at least 688 for the year')
    expect(words({ ratedAgainst: 'year', basis: 'ytd' }, year, { supported: amount(688) })).toContain('reached')
    expect(words({ ratedAgainst: 'year', basis: 'ytd' }, year, {})).toBe('at least 688 for the year (401.3 to date)')
  })
  it('of the month is that, with the year beside it where both are printed', () => {
    expect(words({}, { month: atLeast('60') })).toBe('at least 60')
    expect(words({ basis: 'ytd' }, { month: atLeast('60'), ...year })).toBe(
      'at least 60 (at least 688 for the year, 401.3 to date, 279 left)',
    )
    expect(words({}, {})).toBe('none')
  })
  it('of a share leaves nothing', () => {
    expect(words({ kind: 'percent', ratedAgainst: 'year', basis: 'ytd' }, { year: atLeast('80') }, {})).toBe(
      'at least 80 % for the year',
    )
  })
})
