import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CellValue, canonical, sameValue } from '../../src/domain/figures/figure.ts'
import type { CellKey } from '../../src/domain/ids.ts'
import { parseDecimal } from '../../src/domain/number/exact.ts'
import { seenDigestText } from '../../src/protocol/digests.ts'

const amount = (text: string): CellValue => {
  const value = parseDecimal(text)
  if (value === undefined) throw new Error(text)
  return { type: 'amount', value }
}
const key = (text: string): CellKey => text as CellKey
const sha = (text: string): string => createHash('sha256').update(text).digest('hex')

describe('seen digest', () => {
  it('does not depend on the order in which cells were written', () => {
    const cells: [CellKey, CellValue][] = [
      [key('fs-open'), amount('62')],
      [key('fs-closed'), amount('3')],
      [key('narrative/summary'), { type: 'text', paragraphs: ['One.', 'Two.'], audience: 'council' }],
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(cells, { minLength: 3 }), shuffled => {
        expect(seenDigestText(new Map(shuffled), 'set@2016-12')).toBe(seenDigestText(new Map(cells), 'set@2016-12'))
      }),
    )
  })

  it('a cleared cell is as if it had never been written', () => {
    const with_ = new Map<CellKey, CellValue | null>([
      [key('a'), amount('1')],
      [key('b'), null],
    ])
    expect(seenDigestText(with_, 's')).toBe(seenDigestText(new Map([[key('a'), amount('1')]]), 's'))
  })

  it('changes with any value, any key and the set version', () => {
    const base = seenDigestText(new Map([[key('a'), amount('1')]]), 's')
    const others = [
      seenDigestText(new Map([[key('a'), amount('2')]]), 's'),
      seenDigestText(new Map([[key('b'), amount('1')]]), 's'),
      seenDigestText(new Map([[key('a'), amount('1')]]), 't'),
      seenDigestText(new Map(), 's'),
    ]
    expect(new Set([base, ...others].map(sha)).size).toBe(5)
  })
})

describe('canonical', () => {
  it('ignores the order of keys and keys that are absent', () => {
    expect(canonical({ b: 1, a: [true, null], c: undefined })).toBe('{"a":[true,null],"b":1}')
    expect(
      sameValue({ type: 'ratio', part: amountValue('1'), whole: undefined }, { part: amountValue('1'), type: 'ratio' }),
    ).toBe(true)
  })

  it('gives back by JSON what went in', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(JSON.parse(canonical(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })
})

function amountValue(text: string) {
  const value = amount(text)
  if (value.type !== 'amount') throw new Error('not an amount')
  return value.value
}
