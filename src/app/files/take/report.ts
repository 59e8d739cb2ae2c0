/** A whole file against the month's work: what would be taken, figure by figure, before anything is. */
import type { Edit } from '../../../device/desk.ts'
import { type CellValue, canonical } from '../../../domain/figures/figure.ts'
import { isRatio } from '../../../domain/figures/measure.ts'
import { indicatorCell, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { periodName } from '../../../domain/time/period.ts'
import type { MonthWork } from '../../sheet/work/month-work.ts'
import { setLine } from '../download/definitions.ts'
import { saysFollows, storedValue } from '../download/written-cell.ts'
import type { FileSheet } from '../read/file-cells.ts'
import { type FoundFigure, gather, type Ignored } from './gather.ts'
import { amountOf, judge, type Outcome } from './judge.ts'
import { locate, type Mismatch } from './locate.ts'

export interface ReportLine {
  /** 'F12', 'F12 and G12': where it stands in the file. */
  readonly address: string
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly now: CellValue | null
  readonly outcome: Outcome
  /** The file works it out: its last result is taken. */
  readonly formula: boolean
}

export interface Report {
  readonly sheet: string
  /** In the order of the file. */
  readonly lines: readonly ReportLine[]
  readonly ignored: readonly Ignored[]
  /** Sentences about the file as a whole. */
  readonly warnings: readonly string[]
}

export type FileReport =
  | { readonly ok: true; readonly report: Report }
  | { readonly ok: false; readonly mismatch: Mismatch }

/** A file may name one figure over and over. */
const shownAddresses = 4

/** Where a figure was read; the words that say what a side follows are no figure. */
function addressOfFigure({ cells, address }: FoundFigure): string {
  const read = cells.filter(({ cell }) => !saysFollows(cell.text)).map(cell => cell.address)
  return read.length === 0 ? address : [...new Set(read.slice(0, shownAddresses))].join(' and ')
}

/** Pure: reads the work, changes nothing. The same file again after a pull may come out differently. */
export function reportOf(work: MonthWork, sheets: readonly FileSheet[]): FileReport {
  const { month } = work
  const located = locate(sheets, month)
  if ('type' in located) return { ok: false, mismatch: located }
  const { figures, ignored } = gather(located, month)
  const outcomes = new Map<FoundFigure, Outcome>()
  const amounts = new Map<string, string>()
  // Amounts first: parts and wholes follow them.
  for (const figure of figures.toSorted((a, b) => Number(isRatio(a.indicator)) - Number(isRatio(b.indicator)))) {
    const outcome = judge(work, figure, id => amounts.get(`${figure.place}/${id}`))
    outcomes.set(figure, outcome)
    const amount = amountOf(outcome)
    if (amount !== undefined) amounts.set(`${figure.place}/${figure.indicator.id}`, amount)
  }
  const lines = figures.map(
    (figure): ReportLine => ({
      address: addressOfFigure(figure),
      place: figure.place,
      indicator: figure.indicator,
      now: storedValue(work, figure.place, figure.indicator),
      outcome: outcomes.get(figure) ?? { type: 'nothing' },
      formula: figure.cells.some(({ cell }) => cell.formula),
    }),
  )
  const { identity, others } = located
  const ourSet = setLine(month).replace(/^[^:]*: /, '')
  const warnings = [
    ...(identity.month === undefined
      ? [`The file does not say which month it is of: make sure that it is of ${periodName(month.period)}.`]
      : []),
    ...(identity.set !== undefined && identity.set !== ourSet
      ? ['The indicators have changed since this file was downloaded: rows are matched by their codes of this month.']
      : []),
    ...(others.length > 0
      ? [`Other sheets of the file look alike and are not read: ${others.map(name => `“${name}”`).join(', ')}.`]
      : []),
  ]
  return { ok: true, report: { sheet: located.sheet.name, lines, ignored, warnings } }
}

export const takenLines = (report: Report): readonly ReportLine[] =>
  report.lines.filter(({ outcome }) => outcome.type === 'new' || outcome.type === 'changes')

/** One save: every figure that the report takes. */
export const editsOf = (work: MonthWork, report: Report): readonly Edit[] =>
  report.lines.flatMap(({ place, indicator, outcome }) =>
    outcome.type === 'new' || outcome.type === 'changes'
      ? [{ sheet: work.sheet(place), cell: indicatorCell(indicator.id), value: outcome.value }]
      : [],
  )

/** Whether two reports of the same file would take the same figures in place of the same ones. */
export const sameReport = (a: Report, b: Report): boolean => {
  const said = ({ lines }: Report): string =>
    canonical(lines.map(({ place, indicator, now, outcome }) => [place, indicator.id, now, outcome.type]))
  return said(a) === said(b)
}
