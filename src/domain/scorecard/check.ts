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
  const twice = scorecard.twice.map((figure): Finding => {
    const text = figure.printed.type === 'missing' ? '' : figure.printed.text
    return finding(figure.key, 'printed-twice', `Printed twice with different values; ${text} is not used.`, {
      printed: text,
    })
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
