import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { difference } from '../../../src/device/text/difference.ts'
import { proposeMerge } from '../../../src/device/text/merge.ts'
import { isBreak, paragraphsOf, tokensOf } from '../../../src/device/text/tokens.ts'
import type { Text } from '../../../src/domain/figures/figure.ts'

const text = (...paragraphs: string[]): Text => ({ type: 'text', paragraphs, audience: 'council' })

const original = text('Cases rose. Staff left. We hired two.', 'Next month is calmer.')

describe('two versions of a text', () => {
  it('that change different sentences are put together', () => {
    const mine = text('Cases rose by 12. Staff left. We hired two.', 'Next month is calmer.')
    const theirs = text('Cases rose. Staff left. We hired two.', 'Next month is calmer. A review is due.')
    expect(proposeMerge(original, mine, theirs)).toMatchObject({
      type: 'merged',
      text: text('Cases rose by 12. Staff left. We hired two.', 'Next month is calmer. A review is due.'),
    })
  })

  it('keep their paragraphs, and a list its lines', () => {
    const before = text('Done. Agreed.', 'Left:\n- one\n- two')
    const mine = text('Done in May. Agreed.', 'Left:\n- one\n- two')
    const theirs = text('Done. Agreed.', 'A new paragraph.', 'Left:\n- one\n- two\n- three')
    expect(proposeMerge(before, mine, theirs)).toMatchObject({
      type: 'merged',
      text: text('Done in May. Agreed.', 'A new paragraph.', 'Left:\n- one\n- two\n- three'),
    })
  })

  it('that change the same sentence are given side by side, never word by word', () => {
    const mine = text('Cases rose by 132. Staff left. We hired two.', 'Next month is calmer.')
    const theirs = text('Cases rose by 118. Staff left. We hired two.', 'Next month is calmer.')
    expect(proposeMerge(original, mine, theirs)).toEqual({
      type: 'overlap',
      mine: [
        { kind: 'removed', sentence: 'Cases rose.' },
        { kind: 'added', sentence: 'Cases rose by 132.' },
        ...['Staff left.', 'We hired two.', 'Next month is calmer.'].map(sentence => ({ kind: 'same', sentence })),
      ],
      theirs: expect.arrayContaining([{ kind: 'added', sentence: 'Cases rose by 118.' }]),
    })
  })

  it('that both began from nothing are given side by side, unless they are the same', () => {
    expect(proposeMerge(null, text('One.'), text('Two.')).type).toBe('overlap')
    expect(proposeMerge(null, text('One.'), text('One.'))).toMatchObject({ type: 'merged', text: text('One.') })
  })

  it('that are too long together are given side by side', () => {
    const filler = 'Word '.repeat(900)
    const before = text(`${filler}a. Middle. ${filler}b.`)
    const mine = text(`Begin ${filler}. ${filler}a. Middle. ${filler}b.`.slice(0, 10_000))
    expect(mine.paragraphs[0]?.length).toBeLessThanOrEqual(10_000)
    const many = (first: string, last: string) =>
      text(first, ...Array.from({ length: 98 }, (_none, index) => `Paragraph ${index}.`), last)
    const base = text(...Array.from({ length: 98 }, (_none, index) => `Paragraph ${index}.`))
    expect(proposeMerge(base, text('First.', ...base.paragraphs), text(...base.paragraphs, 'Last.')).type).toBe(
      'merged',
    )
    const more = many('First.', 'Last.')
    expect(proposeMerge(more, text('Before.', ...more.paragraphs), text(...more.paragraphs, 'After.')).type).toBe(
      'overlap',
    )
    expect(proposeMerge(before, before, mine)).toMatchObject({ type: 'merged', text: mine })
  })

  it('that each dropped or moved another of two equal sentences are given side by side', () => {
    const twice = text('None. Staff left. Cases rose. None.')
    expect(proposeMerge(twice, text('Staff left. Cases rose. None.'), text('None. Staff left. Cases rose.')).type).toBe(
      'overlap',
    )
    const before = text('One. Two. Three. Four. Five.')
    expect(proposeMerge(before, text('Two. One. Three. Four. Five.'), text('Two. Three. Four. One. Five.')).type).toBe(
      'overlap',
    )
  })

  it('say who it is for by the one who changed that', () => {
    const published = { ...original, audience: 'published' as const }
    const mine = text('Cases fell. Staff left. We hired two.', 'Next month is calmer.')
    expect(proposeMerge(original, mine, published)).toMatchObject({ text: { ...mine, audience: 'published' } })
  })
})

/** Few sentences, so that versions share them; breaks among them. */
const sentence = fc.constantFrom(
  'A one.',
  'B two!',
  'C three?',
  'D, e.g. four.',
  'E five',
  '- f six',
  '7 seven.',
  'H. I.',
)
const paragraph = fc
  .array(sentence, { maxLength: 4 })
  .chain(parts => fc.constantFrom(' ', '\n').map(between => parts.join(between)))
const anyText = fc.record({ paragraphs: fc.array(paragraph, { maxLength: 4 }), published: fc.boolean() }).map(
  ({ paragraphs, published }): Text => ({
    type: 'text',
    paragraphs,
    audience: published ? 'published' : 'council',
  }),
)

/** A version as a person makes one: a few sentences of the original changed, dropped, added or swapped. */
const versionOf = (from: Text): fc.Arbitrary<Text> =>
  fc
    .array(
      fc.record({ at: fc.nat(20), how: fc.constantFrom('drop', 'change', 'add', 'break', 'swap'), what: sentence }),
      {
        maxLength: 3,
      },
    )
    .map(edits => {
      let tokens = [...tokensOf(from)]
      for (const { at, how, what } of edits) {
        const place = tokens.length === 0 ? 0 : at % (tokens.length + 1)
        const swapped = tokens[place]
        if (how === 'drop') tokens = tokens.toSpliced(place, 1)
        if (how === 'change') tokens = tokens.toSpliced(place, 1, `Changed ${what}`)
        if (how === 'add') tokens = tokens.toSpliced(place, 0, what)
        if (how === 'break') tokens = tokens.toSpliced(place, 0, '\n\n')
        if (how === 'swap' && swapped !== undefined) tokens = [...tokens.toSpliced(place, 1), swapped]
      }
      return { ...from, paragraphs: [...paragraphsOf(tokens)] }
    })
const versions = anyText.chain(from => fc.tuple(fc.constant(from), versionOf(from), versionOf(from)))
const runs = { numRuns: 1_500 }
const sentencesOf = (of: Text | null) => tokensOf(of).filter(token => !isBreak(token))

describe('merging', () => {
  it('P15: merge(a, o, o) = a and merge(o, o, b) = b, to the character', () => {
    const wild = fc.array(fc.string({ unit: 'binary' }), { maxLength: 3 }).map(paragraphs => text(...paragraphs))
    fc.assert(
      fc.property(fc.oneof(fc.tuple(anyText, anyText), fc.tuple(wild, wild)), ([a, o]) => {
        expect(proposeMerge(o, a, o)).toMatchObject({ type: 'merged', text: a })
        expect(proposeMerge(o, o, a)).toMatchObject({ type: 'merged', text: a })
        expect(proposeMerge(null, a, a)).toMatchObject({ type: 'merged', text: a })
      }),
      { numRuns: 400 },
    )
  })

  it('P15: it is the same whoever comes first', () => {
    fc.assert(
      fc.property(fc.oneof(versions, fc.tuple(anyText, anyText, anyText)), ([o, a, b]) => {
        const [one, other] = [proposeMerge(o, a, b), proposeMerge(o, b, a)]
        if (one.type === 'overlap') expect(other).toEqual({ type: 'overlap', mine: one.theirs, theirs: one.mine })
        else expect(other).toEqual(one)
      }),
      runs,
    )
  })

  it('P15: invents no sentence, keeps what both kept, and takes what both did once', () => {
    let merges = 0
    fc.assert(
      fc.property(versions, ([o, a, b]) => {
        const proposal = proposeMerge(o, a, b)
        if (proposal.type === 'overlap') return
        if (![a, b].some(one => JSON.stringify(one) === JSON.stringify(o))) merges += 1
        const [mine, theirs, result] = [sentencesOf(a), sentencesOf(b), sentencesOf(proposal.text)]
        for (const each of result) expect([...mine, ...theirs]).toContain(each)
        for (const each of sentencesOf(o))
          if (mine.includes(each) && theirs.includes(each)) expect(result).toContain(each)
        // A sentence that either of them wrote is there.
        for (const [version, other] of [
          [mine, theirs],
          [theirs, mine],
        ] as const)
          for (const each of version) if (!sentencesOf(o).includes(each)) expect(result, String(other)).toContain(each)
      }),
      runs,
    )
    expect(merges).toBeGreaterThan(100)
  })

  it('P15: identical changes are no overlap', () => {
    fc.assert(
      fc.property(versions, ([o, a]) => {
        expect(proposeMerge(o, a, { ...a })).toMatchObject({ type: 'merged', text: a })
      }),
      runs,
    )
  })
})

describe('the difference', () => {
  it('of texts far too long to compare is all of both, at once', () => {
    const long = (word: string) => text(...Array.from({ length: 100 }, () => `${word}. `.repeat(1_000)))
    const began = performance.now()
    expect(difference(long('A'), long('B'))).toHaveLength(200_000)
    expect(proposeMerge(long('A'), long('B'), long('C')).type).toBe('overlap')
    expect(performance.now() - began).toBeLessThan(20_000)
  })

  it('holds both texts: without what was added the one before, without what was removed the one after', () => {
    fc.assert(
      fc.property(anyText, anyText, (before, after) => {
        const changes = difference(before, after)
        const without = (kind: 'added' | 'removed') =>
          changes.filter(change => change.kind !== kind).map(change => change.sentence)
        expect(without('added')).toEqual(sentencesOf(before))
        expect(without('removed')).toEqual(sentencesOf(after))
      }),
      runs,
    )
  })
})
