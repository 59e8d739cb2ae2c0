/** The second and third sheets of a download: what each indicator counts and how it is rated, and what the file is of. */
import { groupThousands, isRatio } from '../../../domain/figures/measure.ts'
import type { IsoDate } from '../../../domain/ids.ts'
import { dayName, withUnit } from '../../../domain/sentences.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { monthNames, periodName } from '../../../domain/time/period.ts'
import { contractTitle, type Month } from '../../month/month.ts'
import { rowTarget } from '../../sheet/target-label.ts'
import { longDate } from '../../words.ts'
import type { GridCell, GridLook, GridSheet } from '../grid.ts'

const cells = (look: GridLook, values: readonly string[]): readonly GridCell[] => values.map(value => ({ look, value }))

const listed = new Intl.ListFormat('en-GB')

/** When a figure is due: 'Every month', 'June and December', and of which month it is. */
function dueWords(indicator: Indicator): string {
  const months = (indicator.dueMonths ?? []).map(month => monthNames[month - 1] ?? '')
  const when = indicator.frequency === 'monthly' ? 'Every month' : `In the returns of ${listed.format(months)}`
  return indicator.lag === 0
    ? when
    : `${when}, of ${indicator.lag === 1 ? 'the month' : `${indicator.lag} months`} before`
}

const sourceWords = {
  provider: 'Typed by the provider',
  imported: 'Supplied by the council',
  derived: 'Worked out from other figures',
} as const

/** How far from target Amber reaches: 'Green when the target is met, Amber down to 65 %, else Red'. */
export function ratingRule(indicator: Indicator): string {
  const { tolerance, polarity, ratedAgainst } = indicator
  if (indicator.informationOnly || ratedAgainst === 'none' || polarity === null) return 'Not rated'
  const points = indicator.kind === 'percent' ? 'percentage points' : 'units'
  switch (tolerance.type) {
    case 'none':
      return 'Green when the target is met, else Red'
    case 'limit':
      return `Green when the target is met, Amber ${polarity === 'L' ? 'up to' : 'down to'} ${withUnit(indicator, tolerance.limit)}, else Red`
    case 'share':
      return `Green when the target is met, Amber from ${Number(tolerance.share) * 100} % of the target, else Red`
    case 'points':
      return `Green when the target is met, Amber within ${groupThousands(tolerance.points)} ${points} of it, else Red`
    case 'relative':
      return `Green when the target is met, Amber within ${groupThousands(tolerance.percent)} % of it, else Red`
  }
}

/** A row an indicator: the words that it is counted and rated by. */
export function definitionsSheet(month: Month): GridSheet {
  const headings = [
    'Code',
    'Indicator',
    'What counts',
    'What does not count',
    'Part',
    'Whole',
    'Target',
    'Rating',
    'Due',
    'Who supplies it',
  ]
  const rows = month.indicators.map(indicator => [
    codeIn(indicator, month.period),
    indicator.title,
    indicator.definition.counts,
    indicator.definition.doesNotCount,
    isRatio(indicator) ? (indicator.part?.label ?? '') : '',
    isRatio(indicator) ? (indicator.whole?.label ?? '') : '',
    rowTarget(month, indicator).words,
    ratingRule(indicator),
    dueWords(indicator),
    sourceWords[indicator.source],
  ])
  return {
    name: 'Definitions',
    rows: [cells('heading', headings), ...rows.map(row => cells('label', row))],
    widths: [9, 34, 48, 48, 26, 26, 20, 34, 24, 22],
    frozen: { rows: 1, columns: 2 },
    headings: 0,
    summary: 'What each indicator counts, its target and how it is rated.',
  }
}

/** Read by the upload too: what contract and month a file is of. */
export const monthLine = (month: Month): string => `Return month: ${periodName(month.period)}`
export const contractLine = (month: Month): string => `Contract: ${month.contract.id}`
export const setLine = (month: Month): string =>
  `Indicator set: ${month.set.id} from ${periodName(month.set.effectiveFrom)}`

export const howToFill: readonly string[] = [
  'Type figures in the white cells. A count goes into the first of a district’s two columns; a percentage needs its part and its whole.',
  'No figure? Type why instead: “Not available: the form came late”, “Not applicable: …” or “To follow: …”.',
  'Grey cells are not typed: they follow another figure, are worked out, or come from the council.',
  'Rows and columns may be moved. Upload the file on the page of the same month: every figure is shown there before it is taken.',
]

/** What the file is of, how it is filled, and when it was made. */
export function aboutSheet(month: Month, today: IsoDate): GridSheet {
  const { collection } = month
  const lines = [
    contractTitle(month.set, month.service, month.contract, month.period),
    monthLine(month),
    contractLine(month),
    setLine(month),
    `Council: ${month.set.council}`,
    ...(collection ? [`Due: ${dayName(collection.due)} ${collection.due.slice(0, 4)}`] : []),
    `Downloaded on ${longDate(today)}`,
  ]
  return {
    name: 'About this file',
    rows: [
      cells('heading', ['About this file']),
      ...lines.map(line => cells('label', [line])),
      cells('heading', ['How to fill it']),
      ...howToFill.map(line => cells('label', [line])),
    ],
    widths: [100],
    frozen: { rows: 0, columns: 0 },
    headings: 0,
    summary: 'The contract and month this file is of, and how to fill it.',
  }
}
