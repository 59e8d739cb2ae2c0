/** A published scorecard, checked whole: statuses compared, and everything in it that contradicts itself. */
import { type Finding, finding, type Report, summaryOf, worstFirst } from './findings.ts'
import { checkRatedZeros } from './rated-zeros.ts'
import { knowledge } from './recover.ts'
import type { Scorecard } from './series.ts'
import { checkSeries } from './series-checks.ts'
import { checkStatuses } from './statuses.ts'
import { checkTotals } from './totals.ts'

/** Every published status beside the computed one, and every finding, worst first. Linear in the figures. */
export function checkScorecard(scorecard: Scorecard): Report {
  const knownOf = knowledge()
  const statuses = checkStatuses(scorecard, knownOf)
  const twice = scorecard.twice.map(({ key, what, first, again }): Finding => {
    const message = `The ${what} is printed twice: ${first} is used; ${again} is not.`
    return finding(key, 'printed-twice', message, { what, first, again })
  })
  const findings = worstFirst([
    ...statuses.findings,
    ...twice,
    ...checkSeries(scorecard, knownOf),
    ...checkTotals(scorecard, knownOf),
    ...checkRatedZeros(scorecard, knownOf),
  ])
  return { ratings: statuses.ratings, directions: statuses.directions, findings, summary: summaryOf(findings) }
}
