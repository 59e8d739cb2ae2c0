/** Paragraphs as typed in one text area, and back: a blank line begins a new one. */
import type { CellValue, Text } from '../../../domain/figures/figure.ts'

/** What one text area takes, in characters: the most that one paragraph may hold. */
export const longestText = 10_000

/** The most paragraphs that one text may hold: those beyond go on in the last one. */
const mostParagraphs = 100
/** From here on it is said how much room is left, in characters. */
const nearTheEnd = 500

/** Half an emoji (a cut pair) would be another text on the server: it is written as the sign for what cannot be read. */
const cleaned = (text: string): string => text.replace(/\r\n?/g, '\n').toWellFormed()

function splitParagraphs(text: string): string[] {
  const all = cleaned(text)
    .split(/\n[ \t]*\n+/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')
  if (all.length <= mostParagraphs) return all
  return [...all.slice(0, mostParagraphs - 1), all.slice(mostParagraphs - 1).join('\n')]
}

/** "120 characters left", only when it is near the end; what is pasted beyond it does not fit. */
export function roomSentence(text: string): string {
  const left = longestText - text.length
  if (left > nearTheEnd) return ''
  return left > 0
    ? `${left} ${left === 1 ? 'character' : 'characters'} left`
    : `No room left: a text holds ${longestText.toLocaleString('en-GB')} characters, and what is beyond them has not been taken`
}

/** The narrative a text area makes; null when it holds nothing. A provider's text starts as the council's to read. */
export function narrativeValue(before: CellValue | null, text: string): Text | null {
  const paragraphs = splitParagraphs(text)
  if (paragraphs.length === 0) return null
  return { type: 'text', paragraphs, audience: before?.type === 'text' ? before.audience : 'council' }
}

export function textOf(value: CellValue | null | undefined): string {
  if (value?.type === 'text') return value.paragraphs.join('\n\n')
  if (value?.type === 'explanation') return value.text
  return ''
}

export const wordCount = (text: string): number => text.split(/\s+/).filter(word => word !== '').length

/** "1 word", "240 words". */
export const wordsSentence = (text: string): string => {
  const words = wordCount(text)
  return `${words} ${words === 1 ? 'word' : 'words'}`
}
