/**
 * Comparisons of the set: `left op right`, each a signed sum of figures. The same rule runs over a return as it is
 * typed (with margins, as queries) and over a published series (without).
 */
import { absolute, add, compare, type Exact, exact, subtract, whole } from '../number/exact.ts'
import type { Comparison } from '../set/indicator-set.ts'
import { monthOfReportingYear, monthsBetween, type Period } from '../time/period.ts'

export type Term = Comparison['left'][number]

/** What a comparison found: both sides with their numbers, exact. `difference` is left less right. */
export interface Compared {
  readonly comparison: Comparison
  readonly left: readonly Exact[]
  readonly right: readonly Exact[]
  readonly leftSum: Exact
  readonly rightSum: Exact
  readonly difference: Exact
}

/** When a comparison holds for a contract: not across a reset, not when a rolling total may fall. */
export function appliesIn(
  comparison: Comparison,
  month: Period,
  contract: { readonly start: Period; readonly reportingYearBegins: number },
): boolean {
  const unless = comparison.unless ?? []
  if (
    unless.includes('first-month-of-reporting-year') &&
    monthOfReportingYear(month, contract.reportingYearBegins) === 1
  )
    return false
  return !(unless.includes('after-first-year') && monthsBetween(contract.start, month) >= 12)
}

const sumOf = (terms: readonly Term[], values: readonly Exact[]): Exact =>
  values.reduce((sum, value, at) => (terms[at]?.sign === '-' ? subtract(sum, value) : add(sum, value)), whole(0))

function valuesOf(terms: readonly Term[], figureOf: (term: Term) => Exact | undefined): Exact[] | undefined {
  const values: Exact[] = []
  for (const term of terms) {
    const value = figureOf(term)
    if (!value) return undefined
    values.push(value)
  }
  return values
}

/** A broken comparison with its numbers; undefined when it holds within the margin or a figure is not there. */
export function broken(
  comparison: Comparison,
  figureOf: (term: Term) => Exact | undefined,
  margin: Exact = exact(comparison.margin),
): Compared | undefined {
  const left = valuesOf(comparison.left, figureOf)
  const right = left && valuesOf(comparison.right, figureOf)
  if (!left || !right) return undefined
  const leftSum = sumOf(comparison.left, left)
  const rightSum = sumOf(comparison.right, right)
  const difference = subtract(leftSum, rightSum)
  if (holds(comparison.op, leftSum, rightSum, difference, margin)) return undefined
  return { comparison, left, right, leftSum, rightSum, difference }
}

function holds(op: Comparison['op'], left: Exact, right: Exact, difference: Exact, margin: Exact): boolean {
  const none = whole(0)
  switch (op) {
    case '=':
      return compare(absolute(difference), margin) <= 0
    case '<=':
      return compare(difference, margin) <= 0
    case '>=':
      return compare(subtract(none, difference), margin) <= 0
    case 'needs':
      return compare(left, margin) <= 0 || compare(right, none) > 0
  }
}
