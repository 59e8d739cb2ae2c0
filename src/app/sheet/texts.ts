/** Paragraphs as typed in one text area, and back: a blank line begins a new one. */
import type { CellValue, Explanation, Text } from '../../domain/figure.ts'
import type { CellKey } from '../../domain/ids.ts'

/** What one text area takes, in characters: the most that one paragraph may hold. */
export const longestText = 10_000

const splitParagraphs = (text: string): string[] =>
  text
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n+/)
    .map(paragraph => paragraph.trim())
    .filter(paragraph => paragraph !== '')

/** The narrative a text area makes; null when it holds nothing. A provider's text starts as the council's to read. */
export function narrativeValue(before: CellValue | null, text: string): Text | null {
  const paragraphs = splitParagraphs(text)
  if (paragraphs.length === 0) return null
  return { type: 'text', paragraphs, audience: before?.type === 'text' ? before.audience : 'council' }
}

/** The explanation a text area makes; null when it holds nothing. `cell` is what it explains. */
export function explanationValue(before: CellValue | null, text: string, cell: CellKey): Explanation | null {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (before?.type === 'explanation') return { ...before, text: trimmed }
  return { type: 'explanation', text: trimmed, reasons: [], cells: [cell] }
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
