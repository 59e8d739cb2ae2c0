// @vitest-environment jsdom
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wordsOfHtml } from '../../../src/app/narrative/pasted-words.ts'

describe('the words of a paste', () => {
  it('are paragraphs and lists of a word processor, with its quotes, and none of its markup', () => {
    const word =
      '<html><head><style>@font-face{font-family:Symbol}</style><title>t</title></head><body lang=EN-GB>' +
      '<!--StartFragment--><h1>Heading</h1><p class=MsoNormal>It is <b>“so”</b>\r\nand – well – caf\u00e9.<o:p></o:p></p>' +
      '<p class=MsoListParagraphCxSpFirst style="mso-list:l0 level1 lfo1"><![if !supportLists]><span>\u00b7<span>&nbsp;&nbsp;&nbsp; </span></span><![endif]>first</p>' +
      '<p class=MsoListParagraphCxSpLast style="mso-list:l0 level1 lfo1"><span>2.<span>&nbsp; </span></span>second</p>' +
      '<p class=MsoNormal>&nbsp;</p><p class=MsoNormal>End<br>of it.</p><!--EndFragment--></body></html>'
    expect(wordsOfHtml(word)).toBe('Heading\n\nIt is “so” and – well – café.\n\n- first\n2. second\n\nEnd\nof it.')
  })
  it('keep lists of other programs, nested and numbered, and cells of a table apart', () => {
    expect(wordsOfHtml('<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol><p>d</p>')).toBe('1. a\n2. b\n- c\n\nd')
    expect(wordsOfHtml('<table><tr><td>CEH04</td><td>12</td></tr><tr><td>CEH05</td><td>3</td></tr></table>')).toBe(
      'CEH04 | 12\nCEH05 | 3',
    )
    expect(wordsOfHtml('plain <i>words</i>')).toBe('plain words')
  })
  it('run nothing and fetch nothing', () => {
    expect(wordsOfHtml('<script>document.title="x"</script><img src=x onerror="document.title=1"><p>ok</p>')).toBe('ok')
    expect(document.title).toBe('')
  })
  it('lose no word, whatever they stand in', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/)
    const leaf = word.map(text => ({ html: text, words: [text] }))
    const { node } = fc.letrec<{ node: { html: string; words: string[] } }>(tie => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc
          .tuple(
            fc.constantFrom('p', 'div', 'span', 'b', 'ul', 'li', 'h2', 'blockquote', 'section', 'td'),
            fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
          )
          .map(([tag, inner]) => ({
            html: `<${tag}>${inner.map(one => one.html).join(' ')}</${tag}>`,
            words: inner.flatMap(one => one.words),
          })),
      ),
    }))
    fc.assert(
      fc.property(node, ({ html, words }) => {
        const found = wordsOfHtml(html).match(/[a-z]+/g) ?? []
        expect([...found].sort()).toEqual([...words].sort())
      }),
    )
  })
})
