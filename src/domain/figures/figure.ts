/** The value of a cell: one union, written and merged as one. */
import type { CellValue } from './figure-schemas.ts'

export type { Action, CellValue, Explanation, Gap, Meeting, Note, NoteValue, Plan, Text } from './figure-schemas.ts'

export const gapReasons = ['not-applicable', 'not-available', 'to-follow'] as const
export type GapReason = (typeof gapReasons)[number]

/**
 * A value as canonical JSON: keys sorted, absent keys left out. Two values are the same figure exactly when this
 * text is the same; digests hash it. A cleared cell is null.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`
  }
  return JSON.stringify(value ?? null)
}

export const sameValue = (a: CellValue | null, b: CellValue | null): boolean => canonical(a) === canonical(b)
