/**
 * Scorecards whose rows carry their own rule: polarity, target and tolerance beside the figure. The same rating,
 * direction and arithmetic as for an indicator set; a row is read, and nothing else is particular to it.
 */
import { movement } from '../direction.ts'
import { compare, type Exact, rounded, whole as wholeNumber } from '../exact.ts'
import type { Condition, Indicator, Tolerance } from '../indicator-set.ts'
import { type Measured, ratioOf } from '../measure.ts'
import { rate } from '../rating.ts'
import { directionWord, ragWord, ratingSentence } from '../sentences.ts'
import { comparing, type Finding, finding, type Report, type RowKey, summaryOf, worstFirst } from './findings.ts'
import { type Printed, type PrintedNumber, prints, readCondition, readPrinted, readTolerance } from './printed.ts'
import { overHundredSentence, plainNumber } from './scorecard-sentences.ts'
import { arrowOf, arrowReason } from './statuses.ts'
import { type Arrow, type Colour, faulty, fieldOf, type Read, type Row, readArrow, readColour } from './table.ts'

/** One row, read: its figure, what it is held to, and what was published of it. */
export interface RatedRow {
  readonly key: RowKey
  readonly polarity: Indicator['polarity']
  readonly value: Printed
  readonly part?: Exact
  readonly whole?: Exact
  readonly previous: Printed
  readonly condition?: Condition
  readonly tolerance: Tolerance
  readonly colour: Colour | null
  readonly arrow: Arrow | null
}

const polarities: Readonly<Record<string, Indicator['polarity']>> = { H: 'H', L: 'L', T: 'T', '': null }

function readRow(row: Row): Read<RatedRow> {
  const [system = '', place = '', code = '', title = ''] = ['system', 'place', 'code', 'title'].map(each =>
    fieldOf(row, each),
  )
  const polarity = polarities[fieldOf(row, 'polarity')]
  if (polarity === undefined) return faulty(row, 'polarity', 'H, L, T or nothing')
  const numbers: Partial<Record<'part' | 'whole', Exact>> = {}
  for (const operand of ['part', 'whole'] as const) {
    const printed = readPrinted(fieldOf(row, operand))
    if (!printed || printed.type === 'withheld') return faulty(row, operand, 'a number or nothing')
    if (printed.type === 'number') numbers[operand] = printed.value
  }
  const value = readPrinted(fieldOf(row, 'value'))
  if (!value) return faulty(row, 'value', 'a number, nothing, or a word for withheld')
  const previous = readPrinted(fieldOf(row, 'previous'))
  if (!previous) return faulty(row, 'previous', 'a number, nothing, or a word for withheld')
  const condition = readCondition(fieldOf(row, 'target'), polarity)
  if (condition === undefined) return faulty(row, 'target', 'a target such as 80, >80, <10 or 65..73, or nothing')
  const tolerance = readTolerance(fieldOf(row, 'amber'))
  if (!tolerance) return faulty(row, 'amber', 'pct:5, pts:2.4, abs:65, rel:0.85 or nothing')
  const colour = readColour(row)
  if (!colour.ok) return colour
  const arrow = readArrow(row)
  if (!arrow.ok) return arrow
  return {
    ok: true,
    value: {
      ...{ key: { system, place, code, title }, polarity, value, previous, tolerance, ...numbers },
      ...(condition ? { condition } : {}),
      ...{ colour: colour.value, arrow: arrow.value },
    },
  }
}

/** Reads a table of self-contained rows; the first that cannot be read is the fault. */
export function readRows(rows: readonly Row[]): Read<readonly RatedRow[]> {
  const read: RatedRow[] = []
  for (const row of rows) {
    const one = readRow(row)
    if (!one.ok) return one
    read.push(one.value)
  }
  return { ok: true, value: read }
}

/** Part and whole make a percentage or a mean, whichever prints the value; undefined when neither does. */
function kindOf(
  row: RatedRow,
  printed: PrintedNumber,
): { readonly kind: 'percent' | 'mean'; readonly measured: Measured } | undefined {
  if (!row.part || !row.whole) return undefined
  for (const kind of ['percent', 'mean'] as const) {
    const measured = ratioOf({ kind }, row.part, row.whole)
    if (measured.state === 'measured' && prints(measured.value, printed)) return { kind, measured }
  }
  return undefined
}

/** A published rating of an untitled rule: rated against the row's own target. */
const rules = { rules: { minimumWhole: 0, smallWhole: 0 } }

function figureOf(row: RatedRow): {
  readonly kind: Indicator['kind']
  readonly decimals: number
  readonly now: Measured
} {
  const { value } = row
  if (value.type === 'withheld') return { kind: 'count', decimals: 0, now: { state: 'withheld', note: value.text } }
  if (value.type === 'missing') return { kind: 'count', decimals: 0, now: { state: 'blank' } }
  const made = kindOf(row, value)
  const now: Measured = made?.measured ?? { state: 'measured', value: value.value, source: 'printed' }
  const kind = made?.kind ?? (saysPercentage(row.key.title) ? 'percent' : 'count')
  return { kind, decimals: value.decimals, now }
}

const saysPercentage = (title: string): boolean => /^\s*(?:%|percentage\b|the percentage\b)|: % /i.test(title)

/** Findings about the figure itself. */
function figureFindings(row: RatedRow, kind: Indicator['kind']): readonly Finding<RowKey>[] {
  const { key, value, part, whole } = row
  if (value.type !== 'number') return []
  const unit = { kind, decimals: value.decimals }
  if (kind === 'percent' && compare(value.value, wholeNumber(100)) > 0)
    return [finding(key, 'percentage-over-100', overHundredSentence(unit, value), { printed: value.text })]
  if (!part || !whole || kindOf(row, value)) return []
  const message = `${value.text} is printed, but ${plainNumber(part)} of ${plainNumber(whole)} is neither that percentage nor that mean.`
  return [
    finding(key, 'derived-differs', message, {
      printed: value.text,
      part: plainNumber(part),
      whole: plainNumber(whole),
    }),
  ]
}

/**
 * Checks every row: its published rating and arrow beside the computed ones, and what contradicts itself. A withheld
 * figure's rating stands; an arrow whose earlier figure the table does not give cannot be checked, and says so.
 */
export function checkRows(rows: readonly RatedRow[]): Report<RowKey> {
  const ratings = comparing<RowKey, Colour>()
  const directions = comparing<RowKey, Arrow>()
  const findings: Finding<RowKey>[] = []
  for (const row of rows) {
    const { kind, decimals, now } = figureOf(row)
    findings.push(...figureFindings(row, kind))
    if (now.state === 'withheld') continue
    if (row.colour !== null) findings.push(...compareRating(row, { kind, decimals }, now, ratings))
    if (row.arrow !== null) findings.push(...compareArrow(row, decimals, now, directions))
  }
  const sorted = worstFirst(findings)
  return { ratings: ratings.result(), directions: directions.result(), findings: sorted, summary: summaryOf(sorted) }
}

function compareRating(
  row: RatedRow,
  unit: { readonly kind: Indicator['kind']; readonly decimals: number },
  now: Measured,
  ratings: ReturnType<typeof comparing<RowKey, Colour>>,
): readonly Finding<RowKey>[] {
  const { key, polarity, tolerance, condition, colour } = row
  const rating = rate(
    rules,
    { ...unit, polarity, tolerance, ratedAgainst: 'month', informationOnly: false },
    condition,
    now,
  )
  const computed = rating.rag === null ? null : ragWord[rating.rag]
  if (computed === colour) ratings.agrees()
  else ratings.differs({ ...key, published: colour, computed, reason: ratingSentence(rules, unit, rating) })
  if (now.state !== 'blank' || colour === null) return []
  return [finding(key, 'rating-without-figure', `${colour} is printed, but there is no figure.`, { published: colour })]
}

function compareArrow(
  row: RatedRow,
  decimals: number,
  now: Measured,
  directions: ReturnType<typeof comparing<RowKey, Arrow>>,
): readonly Finding<RowKey>[] {
  const { key, polarity, condition, arrow, value, previous } = row
  if (arrow === null || previous.type === 'withheld') return []
  if (now.state !== 'measured' || value.type !== 'number')
    return [
      finding(key, 'direction-without-figures', `${arrow} is printed, but there is no figure.`, { published: arrow }),
    ]
  if (previous.type !== 'number') {
    const message = `${arrow} is printed, but the table does not give the figure before: it cannot be checked.`
    return [finding(key, 'previous-not-given', message, { published: arrow })]
  }
  const places = Math.max(decimals, previous.decimals)
  // Where the table before prints fewer decimals ("73" before "74.8"), both are taken at the finer ones.
  const [from, to] = [rounded(previous.value, places), rounded(now.value, places)]
  const moved = movement(polarity, from, to, condition)
  const computed = arrowOf[moved]
  if (computed === arrow) directions.agrees()
  else {
    directions.differs({
      ...key,
      published: arrow,
      computed,
      reason: arrowReason({ polarity }, value, previous, directionWord[moved], ''),
    })
  }
  return []
}
