import { describe, expect, it } from 'vitest'
import { mostOften } from '../../../src/app/scorecard/card-words.ts'

describe('what most rows of a table lack', () => {
  it('is said once, and whether a row lacks something else', () => {
    expect(mostOften(['without Dover', 'without Thanet, Dover', 'without Dover'])).toEqual({
      common: 'without Dover',
      others: true,
    })
    expect(mostOften(['without Dover', 'without Dover'])).toEqual({ common: 'without Dover', others: false })
  })
  it('is nothing where no row lacks anything', () => {
    expect(mostOften([])).toEqual({ common: '', others: false })
  })
})
