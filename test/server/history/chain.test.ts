import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  beginning,
  type ChainedEntry,
  chained,
  isFault,
  type Tip,
  tipOf,
  verify,
} from '../../../src/server/history/chain.ts'

type Content = Omit<ChainedEntry, 'seq' | 'prev' | 'hash'>
const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const perhaps = fc.option(text, { nil: null })
const content: fc.Arbitrary<Content> = fc.record({
  at: text,
  person: perhaps,
  person_name: text,
  what: text,
  contract: perhaps,
  place: perhaps,
  period: perhaps,
  service: perhaps,
  about: text,
})

/** A record as stored: its entries, and where it says it ends. */
function recordOf(contents: readonly Content[]): { readonly entries: ChainedEntry[]; readonly end: Tip } {
  const entries: ChainedEntry[] = []
  let tip = beginning
  for (const each of contents) {
    const entry = chained(each, tip)
    entries.push(entry)
    tip = tipOf(entry)
  }
  return { entries, end: tip }
}

const record = fc.array(content, { minLength: 1, maxLength: 8 }).map(recordOf)
const index = fc.nat()
const columns = Object.keys(
  chained(
    {
      at: '',
      person: null,
      person_name: '',
      what: '',
      contract: null,
      place: null,
      period: null,
      service: null,
      about: '',
    },
    beginning,
  ),
) as (keyof ChainedEntry)[]

/** The first place that does not hold. */
function faultIn(entries: readonly ChainedEntry[], end: Tip): number | undefined {
  const found = verify(entries, end)
  return isFault(found) ? found.seq : undefined
}

describe('the chain', () => {
  it('holds as it was written, with nothing in it too', () => {
    fc.assert(
      fc.property(record, ({ entries, end }) => {
        expect(verify(entries, end)).toEqual(end)
      }),
    )
    expect(verify([], beginning)).toEqual(beginning)
  })

  it('tells a change of any stored field, at the entry or the one after', () => {
    fc.assert(
      fc.property(
        record,
        index,
        fc.constantFrom(...columns),
        fc.oneof(text, fc.constant(null), fc.nat()),
        ({ entries, end }, n, column, value) => {
          const at = n % entries.length
          const entry = entries[at]
          fc.pre(entry !== undefined && entry[column] !== value)
          const changed = entries.map((each, i) => (i === at ? { ...each, [column]: value } : each)) as ChainedEntry[]
          expect(faultIn(changed, end)).toBe(at + 1)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('tells an entry taken out, wherever, the last one too', () => {
    fc.assert(
      fc.property(record, index, ({ entries, end }, n) => {
        expect(faultIn(entries.toSpliced(n % entries.length, 1), end)).toBe((n % entries.length) + 1)
      }),
    )
  })

  it('tells an entry put in, even one that is chained in its place', () => {
    fc.assert(
      fc.property(record, index, content, ({ entries, end }, n, more) => {
        const at = n % (entries.length + 1)
        const before = entries[at - 1]
        const entry = chained(more, before ? tipOf(before) : beginning)
        expect(faultIn(entries.toSpliced(at, 0, entry), end)).toBeDefined()
      }),
    )
  })

  it('tells two entries that changed places, with their numbers or without', () => {
    fc.assert(
      fc.property(record, index, index, fc.boolean(), ({ entries, end }, n, m, numbersToo) => {
        const [a, b] = [n % entries.length, m % entries.length]
        fc.pre(a !== b)
        const [left, right] = [entries[a], entries[b]]
        if (!left || !right) throw new Error('chosen from the list')
        const swapped = entries
          .with(a, numbersToo ? right : { ...right, seq: left.seq })
          .with(b, numbersToo ? left : { ...left, seq: right.seq })
        expect(faultIn(swapped, end)).toBe(Math.min(a, b) + 1)
      }),
    )
  })

  it('reads no two entries alike: where one text ends and the next begins is part of it', () => {
    const one = chained(
      {
        at: 'a',
        person: 'b',
        person_name: '',
        what: '',
        contract: null,
        place: null,
        period: null,
        service: null,
        about: '',
      },
      beginning,
    )
    const two = chained(
      {
        at: 'ab',
        person: '',
        person_name: '',
        what: '',
        contract: null,
        place: null,
        period: null,
        service: null,
        about: '',
      },
      beginning,
    )
    const three = chained(
      {
        at: 'a',
        person: 'b',
        person_name: '',
        what: '',
        contract: 'null',
        place: null,
        period: null,
        service: null,
        about: '',
      },
      beginning,
    )
    expect(new Set([one.hash, two.hash, three.hash]).size).toBe(3)
    // Pinned: another order or algorithm would disown every record there is.
    expect(one.hash).toBe('a198ff77c32ad4835e6ef55d82505fae4ceefc22d04ae60ff67fb82deeaf0a8a')
  })

  it('tells an entry rewritten together with its own hash, by the one after it or by the end', () => {
    fc.assert(
      fc.property(record, index, content, ({ entries, end }, n, more) => {
        const at = n % entries.length
        const before = entries[at - 1]
        const entry = chained(more, before ? tipOf(before) : beginning)
        fc.pre(entry.hash !== entries[at]?.hash)
        expect(verify(entries.with(at, entry), end)).toEqual(
          at + 1 === entries.length ? { because: 'end', seq: at + 1 } : { because: 'link', seq: at + 2 },
        )
      }),
    )
  })

  it('cannot tell by itself a record made anew: that needs a tip written down elsewhere', () => {
    const { entries, end } = recordOf([
      {
        at: 'a',
        person: null,
        person_name: 'x',
        what: 'y',
        contract: null,
        place: null,
        period: null,
        service: null,
        about: '{}',
      },
    ])
    const [entry] = entries
    if (!entry) throw new Error('one entry')
    const anew = recordOf([{ ...entry, person_name: 'somebody else' }])
    expect(isFault(verify(anew.entries, anew.end))).toBe(false)
    expect(isFault(verify(anew.entries, end))).toBe(true)
  })
})
