/** Tables as read from a file, and what is wrong with one: where, what was expected, what was found. */
import { isMissing } from './printed.ts'

/** `line` counts from 1 in the file as a person sees it; the header is usually line 1. */
export interface Row {
  readonly line: number
  readonly fields: Readonly<Record<string, string>>
}

export interface Fault {
  readonly line: number
  readonly column: string
  readonly expected: string
  readonly found: string
}

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault }

export const figureColumns = ['service', 'provider', 'level', 'place', 'indicator', 'period', 'value'] as const
export const targetColumns = [
  ...(['service', 'provider', 'level', 'place', 'indicator'] as const),
  ...(['monthly_target', 'annual_target'] as const),
] as const
export const statusColumns = [
  ...(['service', 'provider', 'level', 'place', 'indicator'] as const),
  ...(['period', 'rag', 'direction'] as const),
] as const
export const rowColumns = [
  ...(['system', 'place', 'code', 'title', 'polarity', 'value', 'part', 'whole'] as const),
  ...(['target', 'amber', 'previous', 'rag', 'direction'] as const),
] as const

export const fieldOf = (row: Row, column: string): string => (row.fields[column] ?? '').trim()

export const faulty = (row: Row, column: string, expected: string): { readonly ok: false; readonly fault: Fault } => ({
  ok: false,
  fault: { line: row.line, column, expected, found: fieldOf(row, column) },
})

export type Colour = 'Green' | 'Amber' | 'Red'
export type Arrow = '↑' | '↓' | '↔'

const colours: Readonly<Record<string, Colour>> = {
  ...{ green: 'Green', amber: 'Amber', red: 'Red' },
  ...{ g: 'Green', a: 'Amber', r: 'Red' },
}
/** Words for a figure that has no rating, or no arrow. */
const noneWords = new Set(['not rated', 'no rating', 'no rag', 'unrated', 'grey', 'gray', 'unknown', 'no arrow'])

const arrows: Readonly<Record<string, Arrow>> = {
  ...{ '↑': '↑', '⬆': '↑', '⇧': '↑', '▲': '↑', '🡅': '↑', improved: '↑', improving: '↑', better: '↑' },
  ...{ '↓': '↓', '⬇': '↓', '⇩': '↓', '▼': '↓', '🡇': '↓', worsened: '↓', worsening: '↓', worse: '↓' },
  ...{ '↔': '↔', '⬌': '↔', '⇔': '↔', '→': '↔', '➡': '↔', '⇨': '↔', '=': '↔' },
  ...{ same: '↔', 'the same': '↔', 'no change': '↔', unchanged: '↔', static: '↔', stable: '↔', maintained: '↔' },
}
/** Whether it went up or down says which way an arrow points only where nothing, or more, is better. */
const ways: Readonly<Record<string, Arrow>> = { up: '↑', down: '↓' }

/** A cell as a word: in lower case, without the invisible sign that asks for an emoji. */
const wordOf = (row: Row, column: string): string => fieldOf(row, column).toLowerCase().replaceAll('\uFE0F', '')

const isNone = (word: string): boolean => isMissing(word) || noneWords.has(word)

/** The published rating of a row: 'Green', 'GREEN', 'g'; null when blank or said to be none. */
export function readColour(row: Row): Read<Colour | null> {
  const word = wordOf(row, 'rag')
  if (isNone(word)) return { ok: true, value: null }
  const colour = Object.hasOwn(colours, word) ? colours[word] : undefined
  return colour ? { ok: true, value: colour } : faulty(row, 'rag', 'Red, Amber, Green or nothing')
}

/**
 * The published arrow of a row, or its word ('Improved', 'Same'); null when blank. 'Up' and 'Down' are read where
 * they can only mean one thing: not where lower, or nearer, is better.
 */
export function readArrow(row: Row, polarity: 'H' | 'L' | 'T' | null): Read<Arrow | null> {
  const word = wordOf(row, 'direction')
  if (isNone(word)) return { ok: true, value: null }
  const arrow = Object.hasOwn(arrows, word) ? arrows[word] : undefined
  if (arrow) return { ok: true, value: arrow }
  const way = polarity !== 'L' && polarity !== 'T' && Object.hasOwn(ways, word) ? ways[word] : undefined
  return way ? { ok: true, value: way } : faulty(row, 'direction', '↑, ↓, ↔, Improved, Worsened, Same or nothing')
}
