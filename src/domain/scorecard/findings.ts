/** What a check of a scorecard gives: statuses compared, and findings, each as data with one sentence. */
import type { Arrow, Colour } from './table.ts'

/** Where a figure stands in a county's scorecard; `indicator` is its printed code. */
export interface Key {
  readonly service: string
  readonly provider: string
  readonly level: string
  readonly place: string
  readonly indicator: string
  readonly period: string
}

/** Where a self-contained row stands. */
export interface RowKey {
  readonly system: string
  readonly place: string
  readonly code: string
  readonly title: string
}

/** `error` cannot be right; `query` needs an explanation; `note` could not be checked. */
export type Severity = 'error' | 'query' | 'note'

/** Every check, worst first within its severity. */
export const checks = {
  'rating-without-figure': 'error',
  'percentage-over-100': 'error',
  'total-differs': 'error',
  'running-total-falls': 'error',
  subset: 'error',
  'derived-differs': 'error',
  negative: 'error',
  'not-whole': 'error',
  'printed-twice': 'error',
  // Both have reasons that a person may give: counted in another district, grown out of the age group.
  needs: 'query',
  'rolling-total-falls': 'query',
  'direction-without-figures': 'query',
  'rating-of-nobody': 'query',
  'zero-everywhere': 'query',
  'stock-and-flow': 'query',
  'running-total': 'query',
  'whole-differs': 'query',
  'previous-not-given': 'note',
} as const satisfies Readonly<Record<string, Severity>>
export type Check = keyof typeof checks

export type Finding<K = Key> = K & {
  readonly check: Check
  readonly severity: Severity
  readonly message: string
  /** The numbers of the message. */
  readonly data: Readonly<Record<string, string | number | readonly string[]>>
}

export type Differing<K, T> = K & {
  readonly published: T | null
  readonly computed: T | null
  readonly reason: string
}

export interface Comparing<K, T> {
  readonly compared: number
  readonly agree: number
  readonly differ: readonly Differing<K, T>[]
}

export interface Report<K = Key> {
  readonly ratings: Comparing<K, Colour>
  readonly directions: Comparing<K, Arrow>
  readonly findings: readonly Finding<K>[]
  readonly summary: Readonly<Record<string, number>>
}

export const finding = <K>(key: K, check: Check, message: string, data: Finding['data'] = {}): Finding<K> => ({
  check,
  severity: checks[check],
  ...key,
  message,
  data,
})

const order = Object.keys(checks)
const rank = (check: Check): number => order.indexOf(check)

/** Worst first; within a check as the table has them. */
export const worstFirst = <K>(findings: readonly Finding<K>[]): readonly Finding<K>[] =>
  findings.toSorted((a, b) => rank(a.check) - rank(b.check))

/** How many findings each check has, worst first. */
export function summaryOf<K>(findings: readonly Finding<K>[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const each of findings) counts[each.check] = (counts[each.check] ?? 0) + 1
  return counts
}

/** Counts statuses as they are compared. */
export function comparing<K, T>() {
  const differ: Differing<K, T>[] = []
  let compared = 0
  return {
    agrees: (): void => {
      compared += 1
    },
    differs: (one: Differing<K, T>): void => {
      compared += 1
      differ.push(one)
    },
    result: (): Comparing<K, T> => ({ compared, agree: compared - differ.length, differ }),
  }
}
