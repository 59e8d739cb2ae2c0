/** The counts above the board: each district that is shown is in exactly one of three, so that they add up. Pure. */
import type { ShownRow } from '../board-rows.ts'

export interface Counts {
  /** Rows of districts; `received + sentBack + outstanding`. */
  readonly districts: number
  /** Submitted, accepted or released now. */
  readonly received: number
  /** Of `received`: accepted or released. */
  readonly accepted: number
  /** Sent back, and not submitted again. */
  readonly sentBack: number
  /** Not started or in progress. */
  readonly outstanding: number
  /** Contract-wide parts: rows beside the districts, in none of the above. */
  readonly wide: number
}

export function countsOf(rows: readonly ShownRow[]): Counts {
  const districts = rows.filter(one => !one.wide)
  const among = (...states: readonly ShownRow['state'][]): number =>
    districts.filter(one => states.includes(one.state)).length
  return {
    districts: districts.length,
    received: among('submitted', 'accepted', 'released'),
    accepted: among('accepted', 'released'),
    sentBack: among('sent-back'),
    outstanding: among('not-started', 'in-progress'),
    wide: rows.length - districts.length,
  }
}

/**
 * "41 of 54 received (2 accepted) · 3 sent back · 10 outstanding": 41, 3 and 10 are the 54. `filtered`: they are of
 * the rows that a filter leaves.
 */
export function countsSentence(counts: Counts, filtered: boolean): string {
  const of = filtered ? `the ${counts.districts} shown` : `${counts.districts}`
  const accepted = counts.accepted > 0 ? ` (${counts.accepted} accepted)` : ''
  return [
    `${counts.received} of ${of} received${accepted}`,
    ...(counts.sentBack > 0 ? [`${counts.sentBack} sent back`] : []),
    `${counts.outstanding} outstanding`,
  ].join(' · ')
}
