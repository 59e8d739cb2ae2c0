/** Tables as read from a file, and what is wrong with one: where, what was expected, what was found. */

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

const colours: readonly Colour[] = ['Green', 'Amber', 'Red']
const arrows: readonly Arrow[] = ['↑', '↓', '↔']

/** The published rating of a row; null when blank. */
export function readColour(row: Row): Read<Colour | null> {
  const text = fieldOf(row, 'rag')
  if (text === '') return { ok: true, value: null }
  const colour = colours.find(each => each.toLowerCase() === text.toLowerCase())
  return colour ? { ok: true, value: colour } : faulty(row, 'rag', 'Red, Amber, Green or nothing')
}

/** The published arrow of a row; null when blank. */
export function readArrow(row: Row): Read<Arrow | null> {
  const text = fieldOf(row, 'direction')
  if (text === '') return { ok: true, value: null }
  const arrow = arrows.find(each => each === text)
  return arrow ? { ok: true, value: arrow } : faulty(row, 'direction', '↑, ↓, ↔ or nothing')
}
