/**
 * Which hits of the scan somebody has looked at: how many of each rule, never which. Kept in `cleared/KEY` beside the
 * text's own cell; who and when is the write's. More hits of a rule than were looked at warn again, all of them: which
 * ones are new cannot be told without keeping the match.
 */
import type { CellValue, Explanation } from '../figures/figure.ts'
import type { CellKey } from '../ids.ts'
import { type Hit, isRule, type Rule } from './personal-data.ts'

export type Counts = ReadonlyMap<Rule, number>

/** Beyond so many, it is not counted on. */
const most = 999

export function countsOf(hits: readonly Hit[]): Counts {
  const counts = new Map<Rule, number>()
  for (const { rule } of hits) counts.set(rule, Math.min((counts.get(rule) ?? 0) + 1, most))
  return counts
}

/** What a `cleared/` cell holds: 'nhs-number:1'. Anything else in it is passed over. */
export function clearedCounts(value: CellValue | null | undefined): Counts {
  const counts = new Map<Rule, number>()
  if (value?.type !== 'explanation') return counts
  for (const reason of value.reasons) {
    const [rule = '', count = ''] = reason.split(':')
    if (isRule(rule) && /^\d{1,3}$/.test(count)) counts.set(rule, Number(count))
  }
  return counts
}

/** Hits of the rules of which the text holds more than were looked at. */
export function unclearedHits(hits: readonly Hit[], cleared: Counts): readonly Hit[] {
  const counts = countsOf(hits)
  return hits.filter(({ rule }) => (counts.get(rule) ?? 0) > (cleared.get(rule) ?? 0))
}

/** The value to write when somebody has looked at every hit of these rules; other rules stay as they were. */
export function clearing(text: CellKey, hits: readonly Hit[], rules: readonly Rule[], before: Counts): Explanation {
  const now = countsOf(hits)
  const counts = new Map(before)
  for (const rule of rules) counts.set(rule, now.get(rule) ?? 0)
  const reasons = [...counts].filter(([, count]) => count > 0).map(([rule, count]) => `${rule}:${count}`)
  return { type: 'explanation', text: '', reasons: reasons.sort(), cells: [text] }
}
