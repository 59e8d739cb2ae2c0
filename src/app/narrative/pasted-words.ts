/**
 * What is taken of a paste from a word processor: its words, with paragraphs and lists as lines. Never its markup.
 * Quotes, dashes and accents stay as they are written.
 */

/** Elements that stand on lines of their own. */
const blocks = new Set(
  'P DIV H1 H2 H3 H4 H5 H6 UL OL TABLE TBODY THEAD TR BLOCKQUOTE PRE SECTION ARTICLE HEADER FOOTER DL DT DD'.split(' '),
)
const unread = new Set(['STYLE', 'SCRIPT', 'HEAD', 'TITLE', 'META', 'TEMPLATE', 'NOSCRIPT', 'OBJECT', 'SVG'])
/** What Word puts before an item of a list: a bullet of one of its fonts, or a number. */
const bullet = /^[\s\u00a0]*(?:[·•▪◦§o–\u00b7\uf0b7\uf0a7\u25cf-]|(?<number>\d{1,3}[.)]))[\s\u00a0]+/

/** Paragraphs apart by a blank line; items of a list as lines that begin with a dash, or with their number. */
export function wordsOfHtml(html: string): string {
  // A document that is never shown: nothing in it runs and nothing is fetched.
  const { body } = new DOMParser().parseFromString(html, 'text/html')
  const paragraphs: string[] = []
  let last: 'item' | 'text' = 'text'
  const add = (text: string, kind: 'item' | 'text'): void => {
    const words = text
      .replace(/[^\S\n\u2028]+/g, ' ')
      .replace(/ ?\u2028 ?/g, '\n')
      .trim()
    if (words === '') return
    const before = paragraphs.at(-1)
    if (kind === 'item' && last === 'item' && before !== undefined)
      paragraphs[paragraphs.length - 1] = `${before}\n${words}`
    else paragraphs.push(words)
    last = kind
  }
  const walk = (element: Element): void => {
    let line = ''
    const end = (): void => {
      add(line, 'text')
      line = ''
    }
    for (const node of element.childNodes) {
      if (!(node instanceof Element)) {
        if (node.nodeType === Node.TEXT_NODE) line += (node.textContent ?? '').replace(/\n/g, ' ')
      } else if (unread.has(node.tagName)) continue
      else if (node.tagName === 'LI') {
        end()
        add(itemText(node), 'item')
        for (const inner of node.querySelectorAll(':scope > ul, :scope > ol')) walk(inner)
      } else if (isWordItem(node)) {
        end()
        add(wordItem(inline(node)), 'item')
      } else if (node.tagName === 'TR') {
        end()
        add([...node.children].map(cell => inline(cell).trim()).join(' | '), 'item')
      } else if (blocks.has(node.tagName) || node.querySelector('p, div, li, tr') !== null) {
        end()
        walk(node)
      } else line += inline(node)
    }
    end()
  }
  walk(body)
  return paragraphs.join('\n\n')
}

const isWordItem = (element: Element): boolean =>
  /MsoList/.test(element.className) || /mso-list:(?!\s*none)/.test(element.getAttribute('style') ?? '')

function wordItem(text: string): string {
  const found = bullet.exec(text.replace(/\n/g, ' '))
  const rest = found === null ? text : text.slice(found[0].length)
  return `${found?.groups?.['number'] ?? '-'} ${rest.trim()}`
}

function itemText(item: Element): string {
  const words = [...item.childNodes]
    .filter(node => !(node instanceof Element && ['UL', 'OL'].includes(node.tagName)))
    .map(node => inline(node))
    .join('')
  const parent = item.parentElement
  const nth = parent?.tagName === 'OL' ? `${[...parent.children].indexOf(item) + 1}.` : '-'
  return `${nth} ${words.trim()}`
}

/** The text of something within a line; a line break stays one. */
function inline(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return (node.textContent ?? '').replace(/\n/g, ' ')
  if (!(node instanceof Element) || unread.has(node.tagName)) return ''
  if (node.tagName === 'BR') return '\u2028'
  return [...node.childNodes].map(inline).join('')
}
