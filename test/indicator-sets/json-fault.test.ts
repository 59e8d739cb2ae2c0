import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsonFault } from '../../src/indicator-sets/json-fault.ts'

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('where a text stops being JSON', () => {
  it.each([
    ['{\n  "a": 1,\n}', 3, 1, 'a name in double quotes is expected here'],
    ['[1 2]', 1, 4, '"," or "]" is expected here'],
    ['{"a" 1}', 1, 6, '":" is expected here'],
    ["{'a': 1}", 1, 2, 'a name in double quotes or "}" is expected here'],
    ['[1, 2', 1, 6, 'the file ends, but "," or "]" is expected here'],
    ['', 1, 1, 'the file ends, but a value is expected here'],
    ['{"a": x}', 1, 7, 'a value is expected here'],
    ['[01]', 1, 3, '"," or "]" is expected here'],
    ['[]\n]', 2, 1, 'nothing more is expected here'],
    ['[{"a": 1,\n "b": 2, "a": 3}]', 2, 10, 'the name "a" stands twice in the same object'],
  ])('%j: line %i, column %i', (text, line, column, reason) => {
    expect(jsonFault(text)).toEqual({ line, column, reason })
  })

  it('takes a name that stands in two objects', () => {
    expect(jsonFault('[{"a": {"a": 1}}, {"a": [2, {}, []]}]')).toBeUndefined()
  })

  it('agrees with JSON.parse on every text, whole or damaged', () => {
    const damaged = fc
      .tuple(
        fc.json(),
        fc.nat(),
        fc.nat(3),
        fc.constantFrom('', ',', ']', '}', '{', '"', ':', '1', '\\', '\n', '-', 'e', '.'),
      )
      .map(([text, at, length, insert]) => {
        const cut = at % (text.length + 1)
        return text.slice(0, cut) + insert + text.slice(cut + length)
      })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          damaged,
          fc.json().map(text => JSON.stringify(JSON.parse(text), null, 2)),
        ),
        text => {
          const fault = jsonFault(text)
          // The one thing that JSON.parse lets pass and this does not.
          fc.pre(!fault?.reason.includes('stands twice'))
          expect(fault === undefined).toBe(isJson(text))
        },
      ),
      { numRuns: 2_000 },
    )
  })
})
