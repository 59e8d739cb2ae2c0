import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSentences, splitSentences } from '../../../src/device/text/sentences.ts'

const texts = (paragraph: string) => splitSentences(paragraph).map(sentence => sentence.text)

describe('the sentences of a paragraph', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['No full stop', ['No full stop']],
    [
      'We closed 12 cases. We opened 4! Why? Staff left.',
      ['We closed 12 cases.', 'We opened 4!', 'Why?', 'Staff left.'],
    ],
    ['It rose to 85.5 per cent. 3 of 4 agreed.', ['It rose to 85.5 per cent.', '3 of 4 agreed.']],
    [
      'Some visits, e.g. Dover, were late. Others were not.',
      ['Some visits, e.g. Dover, were late.', 'Others were not.'],
    ],
    ['It took approx. 20 days. See fig. 3 for more.', ['It took approx. 20 days.', 'See fig. 3 for more.']],
    ['The lead met Mr. Brown. Both agreed.', ['The lead met Mr. Brown.', 'Both agreed.']],
    ['Toys, books etc. The group goes on.', ['Toys, books etc.', 'The group goes on.']],
    ['Toys, books etc. 4 groups, No. 7 among them.', ['Toys, books etc. 4 groups, No. 7 among them.']],
    ['“We waited.” They came. (All of them.) Good.', ['“We waited.”', 'They came.', '(All of them.)', 'Good.']],
    ['and so on. lower case goes on.', ['and so on. lower case goes on.']],
    ['It cost £4. £5 was planned.', ['It cost £4.', '£5 was planned.']],
    ['Three things:\n- one\n- two. Done\n\n  - three', ['Three things:', '- one', '- two.', 'Done', '  - three']],
    ['So did I. They went.', ['So did I.', 'They went.']],
  ])('%s', (paragraph, expected) => {
    expect(texts(paragraph)).toEqual(expected)
  })

  it('joined are the paragraph again, to the character', () => {
    const piece = fc.constantFrom(
      ...[
        'A',
        'b',
        '7',
        '.',
        '!',
        '?',
        '…',
        ' ',
        '  ',
        '\n',
        '\t',
        '"',
        '”',
        ')',
        '(',
        '£',
        'e.g.',
        'Mr.',
        'etc.',
        '3.5',
        'é',
        '😀',
      ],
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map(parts => parts.join('')),
        ),
        text => {
          expect(joinSentences(splitSentences(text))).toBe(text)
        },
      ),
      { numRuns: 600 },
    )
  })

  it('take no longer for a long text than its length asks for', () => {
    for (const text of [
      ' '.repeat(10_000),
      'word '.repeat(2_000),
      '. '.repeat(5_000),
      ' \n'.repeat(5_000),
      `${'('.repeat(9_000)}A`,
    ]) {
      const began = performance.now()
      splitSentences(text)
      expect(performance.now() - began).toBeLessThan(2_000)
    }
  })
})
