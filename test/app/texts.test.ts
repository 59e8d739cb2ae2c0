import { describe, expect, it } from 'vitest'
import { worded } from '../../src/app/sheet/explain/explaining.ts'
import { longestText, narrativeValue, roomSentence, textOf } from '../../src/app/sheet/work/texts.ts'
import { cellValueSchema } from '../../src/domain/figures/figure-schemas.ts'
import type { CellKey } from '../../src/domain/ids.ts'

const written = (text: string) => narrativeValue(null, text)

describe('a text as typed', () => {
  it('is one the server can take, however it is split', () => {
    for (const text of [
      'x\n\n'.repeat(3_333),
      'x'.repeat(longestText),
      'a\r\n\r\nb',
      '\ud83d',
      '<b>=1+1</b>',
      '\u202eabc',
    ])
      expect(cellValueSchema.safeParse(written(text)).success).toBe(true)
  })
  it('loses nothing of more paragraphs than there may be: the rest goes on in the last', () => {
    const value = written(Array.from({ length: 150 }, (_, i) => `p${i}`).join('\n\n'))
    expect(value?.paragraphs).toHaveLength(100)
    expect(textOf(value).split(/\s+/)).toHaveLength(150)
    expect(value?.paragraphs.at(-1)).toMatch(/^p99\np100\n.*p149$/s)
  })
  it('holds no half of a pair, which the server would store as something else', () => {
    expect(worded(null, 'cut \ud83d', ['closed' as CellKey])?.text).toBe('cut \ufffd')
  })
  it('says how much room is left when it is near, and that what is beyond was not taken', () => {
    expect(roomSentence('x'.repeat(longestText - 501))).toBe('')
    expect(roomSentence('x'.repeat(longestText - 500))).toBe('500 characters left')
    expect(roomSentence('x'.repeat(longestText - 1))).toBe('1 character left')
    expect(roomSentence('x'.repeat(longestText))).toMatch(/^No room left: a text holds 10,000 characters/)
  })
})
