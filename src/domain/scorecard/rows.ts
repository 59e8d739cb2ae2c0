/**
 * Scorecards whose rows carry their own rule: polarity, target and tolerance beside the figure. The same rating,
 * direction and arithmetic as for an indicator set; a row is read, and nothing else is particular to it.
 */

import { compare, display, type Exact, rounded, whole as wholeNumber } from '../number/exact.ts'
import { movement } from '../ratings/direction.ts'
import { rate } from '../ratings/rating.ts'
import { directionWord, ragWord, ratingSentence } from '../sentences.ts'
import type { Condition, Indicator, Tolerance } from '../set/indicator-set.ts'
import { comparing, type Finding, finding, type Report, type RowKey, summaryOf, worstFirst } from './findings.ts'
import { isMissing, type Printed, type PrintedNumber, readCondition, readPrinted, readTolerance } from './printed.ts'
import { cannotExceed, figureOfRow, type RowFigure } from './row-figure.ts'
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

const polarities: Readonly<Record<string, Indicator['polarity']>> = { h: 'H', l: 'L', t: 'T' }

/** 'H', 'L' or 'T' in any case, null when blank; undefined when it is something else. */
function readPolarity(text: string): Indicator['polarity'] | undefined {
  const word = text.toLowerCase()
  if (isMissing(word)) return null
  return Object.hasOwn(polarities, word) ? polarities[word] : undefined
}

function readRow(row: Row): Read<RatedRow> {
  const [system = '', place = '', code = '', title = ''] = ['system', 'place', 'code', 'title'].map(each =>
    fieldOf(row, each),
  )
  const polarity = readPolarity(fieldOf(row, 'polarity'))
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
  const arrow = readArrow(row, polarity)
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

const hundred = wholeNumber(100)

/** Rows are rated against their own target, however small their whole. */
const rules = { rules: { minimumWhole: 0, smallWhole: 0 } }

/** Findings about the figure itself. */
function figureFindings(row: RatedRow, { kind, contradiction }: RowFigure): readonly Finding<RowKey>[] {
  const { key, value, part, whole } = row
  if (value.type !== 'number') return []
  if (contradiction !== undefined) {
    const data = {
      printed: value.text,
      ...(part && whole ? { part: plainNumber(part), whole: plainNumber(whole) } : {}),
    }
    return [finding(key, 'derived-differs', contradiction, data)]
  }
  if (kind !== 'percent' || !cannotExceed(key.title) || compare(value.value, hundred) <= 0) return []
  const message = overHundredSentence({ kind, decimals: value.decimals }, value)
  return [finding(key, 'percentage-over-100', message, { printed: value.text })]
}

/**
 * Checks every row: its published rating and arrow beside the computed ones, and what contradicts itself. A withheld
 * figure's rating stands; an arrow whose earlier figure the table does not give cannot be checked, and says so.
 */
export function checkRows(rows: readonly RatedRow[]): Report<RowKey> {
  const ratings = comparing<RowKey, Colour>()
  const directions = comparing<RowKey, Arrow>()
  const findings: Finding<RowKey>[] = []
  const withPrevious = new Set(
    rows.filter(row => row.previous.type !== 'missing').map(row => `${row.key.system}|${row.key.place}`),
  )
  for (const row of rows) {
    const figure = figureOfRow({ ...row, title: row.key.title })
    findings.push(...figureFindings(row, figure))
    if (figure.now.state === 'withheld') continue
    if (row.colour !== null) findings.push(...compareRating(row, figure, ratings))
    const givesPrevious = withPrevious.has(`${row.key.system}|${row.key.place}`)
    if (row.arrow !== null) findings.push(...compareArrow(row, figure, givesPrevious, directions))
  }
  const sorted = worstFirst(findings)
  return { ratings: ratings.result(), directions: directions.result(), findings: sorted, summary: summaryOf(sorted) }
}

function compareRating(
  row: RatedRow,
  { now, ...unit }: RowFigure,
  ratings: ReturnType<typeof comparing<RowKey, Colour>>,
): readonly Finding<RowKey>[] {
  const { key, polarity, tolerance, condition, colour } = row
  const rule = { ...unit, polarity, tolerance, ratedAgainst: 'month', informationOnly: false } as const
  const rating = rate(rules, rule, condition, now)
  const computed = rating.rag === null ? null : ragWord[rating.rag]
  if (computed === colour) ratings.agrees()
  else ratings.differs({ ...key, published: colour, computed, reason: ratingSentence(rules, unit, rating) })
  if (colour === null) return []
  const data = { published: colour }
  if (now.state === 'blank')
    return [finding(key, 'rating-without-figure', `${colour} is printed, but there is no figure.`, data)]
  if (now.state === 'nobody')
    return [finding(key, 'rating-of-nobody', `${colour} is printed, but 0 of 0 is nobody to count.`, data)]
  return []
}

/** The figure as an arrow takes it: as printed, or what part and whole make where no value is printed. */
function arrowEnd({ value }: RatedRow, { now, decimals }: RowFigure): PrintedNumber | undefined {
  if (value.type === 'number') return { ...value, ...(now.state === 'measured' ? { value: now.value } : {}) }
  if (now.state !== 'measured') return undefined
  return { type: 'number', text: display(now.value, decimals), value: now.value, decimals }
}

function compareArrow(
  row: RatedRow,
  figure: RowFigure,
  givesPrevious: boolean,
  directions: ReturnType<typeof comparing<RowKey, Arrow>>,
): readonly Finding<RowKey>[] {
  const { key, polarity, condition, arrow, previous } = row
  if (arrow === null || previous.type === 'withheld') return []
  const now = arrowEnd(row, figure)
  if (!now) {
    const message = `${arrow} is printed, but there is no figure.`
    return [finding(key, 'direction-without-figures', message, { published: arrow })]
  }
  if (previous.type !== 'number') {
    // A table without any earlier figures has them elsewhere; one that gives them for other rows lacks this one.
    const message = givesPrevious
      ? `${arrow} is printed, but there is no figure before ${now.text}.`
      : `${arrow} is printed, but the table gives no earlier figures: it cannot be checked.`
    const check = givesPrevious ? 'direction-without-figures' : 'previous-not-given'
    return [finding(key, check, message, { published: arrow })]
  }
  const [coarse, fine] = [now.decimals, previous.decimals].sort((a, b) => a - b) as [number, number]
  // Where one prints fewer decimals ("73" before "74.8"), both are taken at the finer ones.
  const [from, to] = [rounded(previous.value, fine), rounded(now.value, fine)]
  const moved = movement(polarity, from, to, condition)
  const computed = arrowOf[moved]
  // "75" after "74.8" may have been 74.6 or 75.2: no arrow contradicts it.
  const cannotTell = coarse < fine && compare(rounded(from, coarse), rounded(to, coarse)) === 0
  if (computed === arrow || cannotTell) directions.agrees()
  else {
    const reason = arrowReason({ polarity }, now, previous, directionWord[moved], '')
    directions.differs({ ...key, published: arrow, computed, reason })
  }
  return []
}
