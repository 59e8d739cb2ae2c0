/** A checked scorecard for a person, worst first. */
import { type Check, checks, type Finding, type Report, type Severity } from '../domain/scorecard/findings.ts'

const headings: Readonly<Record<Severity, string>> = {
  error: 'Cannot be right',
  query: 'Needs an explanation',
  note: 'Could not be checked',
}

const titles: Readonly<Record<Check, string>> = {
  'rating-without-figure': 'Rated without a figure',
  'percentage-over-100': 'Percentages above 100',
  'total-differs': 'Totals that are not what their districts add up to',
  'running-total-falls': 'Totals of the year to date that fall',
  'rolling-total-falls': 'Twelve-month totals that fall in the first year',
  subset: 'A part that is more than what it is part of',
  needs: 'Counted without what it needs',
  'derived-differs': 'Figures that are not what they are derived from',
  negative: 'Below zero',
  'not-whole': 'Counts that are not whole',
  'printed-twice': 'Printed twice, differently',
  'direction-without-figures': 'Arrows without two figures',
  'rating-of-nobody': 'Rated where there was nobody to count',
  'zero-everywhere': 'Rated at 0 where every place prints 0',
  'stock-and-flow': 'Open cases that do not follow from the month before',
  'running-total': 'Totals of the year to date that do not follow',
  'whole-differs': 'Percentages that cannot be of the whole they are defined by',
  'previous-not-given': 'Arrows whose earlier figure is not in the table',
}

const isCheck = (name: string): name is Check => Object.hasOwn(checks, name)

/** The text form. `where` names a key: 'Project Salus, Dartford, CEH13, 2017-06'. */
export function scorecardText<K>(report: Report<K>, where: (key: K) => string): string {
  const counts = Object.entries(report.summary)
  const total = counts.reduce((sum, [, count]) => sum + count, 0)
  return [
    ...findingLines(report, where, 'error'),
    ...comparedLines('Ratings', report.ratings, where),
    ...comparedLines('Directions', report.directions, where),
    ...findingLines(report, where, 'query'),
    ...findingLines(report, where, 'note'),
    `${total} findings${total === 0 ? '.' : `: ${counts.map(([check, count]) => `${check} ${count}`).join(', ')}.`}`,
  ].join('\n')
}

function findingLines<K>(report: Report<K>, where: (key: K) => string, severity: Severity): readonly string[] {
  return Object.entries(report.summary).flatMap(([check, count]) => {
    if (!isCheck(check) || checks[check] !== severity) return []
    const own = report.findings.filter((finding: Finding<K>) => finding.check === check)
    return [
      `${headings[severity]} - ${titles[check]}: ${count}`,
      ...own.map(finding => `  ${where(finding)}: ${finding.message}`),
      '',
    ]
  })
}

function comparedLines<K>(
  name: string,
  compared: Report<K>['ratings'] | Report<K>['directions'],
  where: (key: K) => string,
): readonly string[] {
  return [
    `${name}: ${compared.agree} of ${compared.compared} published come out the same.`,
    ...compared.differ.map(
      each =>
        `  ${where(each)}: ${each.published ?? 'nothing'} is printed, ${each.computed ?? 'none'} is computed. ${each.reason}`,
    ),
    '',
  ]
}
