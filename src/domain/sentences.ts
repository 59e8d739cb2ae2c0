/** All wording of figures, ratings, directions and problems. Reasons are data; this is how they are said. */

import type { Problem } from './checks/checks.ts'
import type { Gap } from './figures/figure.ts'
import { gapWords, groupThousands, showNumber, type Unit } from './figures/measure.ts'
import type { IsoDate } from './ids.ts'
import type { EntryProblem } from './number/entry.ts'
import { compare, type Decimal, display, type Exact, rounded } from './number/exact.ts'
import type { Direction } from './ratings/direction.ts'
import { boundsOf, type NotRated, type Rag, type Rating, type RatingReason } from './ratings/rating.ts'
import type { Indicator, IndicatorSet } from './set/indicator-set.ts'
import { indicatorById } from './set/indicators.ts'
import { conditionLabel, type RatedCondition } from './set/target.ts'
import { workingDaysUntil } from './time/calendar.ts'
import { monthNames } from './time/period.ts'

export const ragWord: Readonly<Record<Rag, 'Green' | 'Amber' | 'Red'>> = { green: 'Green', amber: 'Amber', red: 'Red' }
export const ragShape: Readonly<Record<Rag, '▲' | '●' | '■'>> = { green: '▲', amber: '●', red: '■' }

/** A number as it is, with the indicator's unit: '80 %', '£1,200', '16.5'. */
export function withUnit(indicator: Unit, value: Decimal): string {
  const digits = groupThousands(value)
  return indicator.kind === 'percent' ? `${digits} %` : indicator.kind === 'money' ? `£${digits}` : digits
}

/** An exact number without needless zeros, to 2 decimals at most. */
const short = (value: Exact): Decimal =>
  (display(value, 2).includes('.') ? display(value, 2).replace(/\.?0+$/, '') : display(value, 2)) as Decimal

type Judged = Exclude<RatingReason, { type: 'not-rated' }>

/** The fewest decimals, from the indicator's own, at which the figure stands on the right side of every limit. */
function tellingDecimals(indicator: Unit, value: Exact, limits: readonly Exact[]): number | undefined {
  const most = indicator.decimals + 8
  for (let decimals = indicator.decimals; decimals <= most; decimals += 1) {
    const shown = rounded(value, decimals)
    if (limits.every(limit => compare(shown, limit) === compare(value, limit))) return decimals
  }
  return undefined
}

/** '64.3 % (18 of 28)'; where rounding would hide why: '85.0 % (1,177 of 1,385; 84.98 % unrounded)'. */
function figureSentence(indicator: Unit, reason: Judged): string {
  const { value, part, whole } = reason.measured
  const bounds = boundsOf(reason.condition)
  const limits = [bounds.low, bounds.high, reason.amberEdge].filter(limit => limit !== undefined)
  const decimals = tellingDecimals(indicator, value, limits)
  const shown = showNumber(indicator, value)
  const between = indicator.kind === 'percent' ? 'of' : 'for'
  const parts = part && whole ? `${groupThousands(short(part))} ${between} ${groupThousands(short(whole))}` : undefined
  const unrounded =
    decimals === indicator.decimals
      ? undefined
      : decimals === undefined
        ? closeTo(value, limits)
        : `${showNumber(indicator, value, decimals)} unrounded`
  const more = [parts, unrounded].filter(text => text !== undefined)
  return more.length > 0 ? `${shown} (${more.join('; ')})` : shown
}

/** Which side of the limit that no printable number of decimals tells apart. */
function closeTo(value: Exact, limits: readonly Exact[]): string {
  return limits.some(limit => compare(value, limit) < 0) ? 'just below' : 'just above'
}

const targetSentence = (indicator: Unit, condition: RatedCondition): string => {
  const label = conditionLabel(condition, value => withUnit(indicator, value))
  const toDate = condition.exactly ? ' to date' : ''
  return condition.type === 'between' ? `a target of ${label}` : `${label}${toDate}`
}

/** 'Amber begins at 65 %.' where more is better, 'Amber goes up to 15 %.' where less is. */
function amberSentence(indicator: Unit, reason: Judged): string {
  if (!reason.amberEdge || reason.type === 'met') return ''
  const { low } = boundsOf(reason.condition)
  const below = low !== undefined && compare(reason.measured.value, low) < 0
  const edge = withUnit(indicator, short(reason.amberEdge))
  return below ? ` Amber begins at ${edge}.` : ` Amber goes up to ${edge}.`
}

const notRatedSentences: Readonly<Record<Exclude<NotRated, 'gap' | 'whole-too-small'>, string>> = {
  blank: 'No figure: not rated.',
  incomplete: 'Not complete yet: not rated.',
  nobody: 'No cases: not rated.',
  'no-target': 'No target: not rated.',
  'part-over-whole': 'The part is more than the whole: not rated.',
  'no-polarity': 'Neither higher nor lower is better: not rated.',
  'information-only': 'For information only: not rated.',
  'not-rated-by-rule': 'Not rated in this indicator set.',
  withheld: 'Withheld by its owner: not rated here.',
}

const reasonRags = { met: 'green', 'within-tolerance': 'amber', 'beyond-tolerance': 'red' } as const

/** Why a figure has its rating: "64.3 % (18 of 28) against at least 80 %: Red. Amber begins at 65 %." */
export function ratingSentence(_set: Pick<IndicatorSet, 'rules'>, indicator: Unit, rating: Rating): string {
  const { reason } = rating
  if (reason.type === 'not-rated') {
    if (reason.because === 'gap') return `${reason.gap ? gapWords[reason.gap.reason] : 'No figure'}: not rated.`
    if (reason.because === 'whole-too-small')
      return `Of ${reason.whole ? short(reason.whole) : 'few'} only: not rated below ${reason.minimumWhole ?? 0}.`
    return notRatedSentences[reason.because]
  }
  const word = ragWord[reasonRags[reason.type]]
  const small = reason.small ? ' Small numbers.' : ''
  const figure = figureSentence(indicator, reason)
  return `${figure} against ${targetSentence(indicator, reason.condition)}: ${word}.${amberSentence(indicator, reason)}${small}`
}

export const directionWord = {
  improved: 'Improved',
  worsened: 'Worsened',
  same: 'Same',
  up: 'Up',
  down: 'Down',
  unknown: 'Unknown',
} as const

/** Up always means Improved. Up and Down without polarity are words only. */
export function directionArrow(direction: Pick<Direction, 'type'>): '↑' | '↓' | '↔' | '' {
  const arrows = { improved: '↑', worsened: '↓', same: '↔', up: '', down: '', unknown: '' } as const
  return arrows[direction.type]
}

const unknownSentences = {
  'no-figure': 'No figure to compare',
  'no-previous': 'No earlier figure to compare with',
  'series-broken': 'The definition has changed: not comparable with earlier figures',
} as const

/** 'Worsened from 61.5 %', 'Same as before: 80.0 %', 'No earlier figure'. */
export function directionSentence(indicator: Unit, direction: Direction): string {
  if (direction.type === 'unknown') return unknownSentences[direction.because]
  if (direction.type === 'same') {
    // A figure close to a target from either side is the same distance, not the same number.
    const equal = compare(direction.from, direction.to) === 0
    return equal
      ? `Same: ${showNumber(indicator, direction.from)}`
      : `Same distance from target as ${showNumber(indicator, direction.from)}`
  }
  const alike = display(direction.from, indicator.decimals) === display(direction.to, indicator.decimals)
  const from = showNumber(indicator, direction.from, alike ? indicator.decimals + 2 : indicator.decimals)
  return `${directionWord[direction.type]} from ${from}`
}

const operandLabel = (indicator: Indicator | undefined, operand: 'value' | 'part' | 'whole'): string =>
  operand === 'value' ? 'The figure' : (indicator?.[operand]?.label ?? (operand === 'part' ? 'The part' : 'The whole'))

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** What is wrong and what would put it right, with the numbers. The caller names code and place. */
export function problemSentence(set: IndicatorSet, problem: Problem): string {
  const indicator = indicatorById(set, problem.indicator)
  switch (problem.check) {
    case 'part-over-whole':
      return `${groupThousands(problem.data.part)} of ${groupThousands(problem.data.whole)}: the part cannot be more than the whole.`
    case 'unanswered':
      return 'No answer yet: type the figure, or say why there is none.'
    case 'incomplete':
      if (problem.data.missing === 'both') return 'The part and the whole are missing.'
      return `${capital(problem.data.missing === 'part' ? 'the part' : 'the whole')} is missing: ${operandLabel(indicator, problem.data.missing)}.`
    case 'unreadable':
      return `“${problem.data.text}” is not a figure and has not been sent.`
    case 'not-whole':
      return `${capital(operandLabel(indicator, problem.data.operand))}: ${problem.data.value} is not a whole number.`
  }
}

/** What is asked for where the council's figure is disputed, or another figure of an earlier month is proposed. */
export const sayWhySentences = {
  dispute: 'Say why it is disputed, or type your own figure.',
  correction: 'Say why it is to be corrected.',
} as const

/** Why what was typed is kept beside the cell and not taken as a figure. `text` is what was typed. */
export function entrySentence(problem: EntryProblem, indicator: Indicator, text?: string): string {
  const typed = text === undefined ? 'This' : `“${text.trim()}”`
  switch (problem) {
    case 'percentage':
      return indicator.kind === 'percent'
        ? `${typed} is a percentage: type the part and the whole.`
        : `${typed} is a percentage: type a number.`
    case 'negative':
      return `${typed} is below zero: figures are 0 or more.`
    case 'not-whole':
      return `${typed} is not a whole number.`
    case 'too-long':
      return indicator.kind === 'count' || indicator.kind === 'percent'
        ? `${typed} has too many digits.`
        : `${typed} has too many digits or decimals.`
    case 'unreadable':
      return `${typed} is not a number.`
  }
}

/** '14 July'. */
export const dayName = (date: IsoDate): string =>
  `${Number(date.slice(8))} ${monthNames[Number(date.slice(5, 7)) - 1] ?? ''}`

/** 'To follow, expected 14 July: the form came late' */
export function gapSentence(gap: Gap): string {
  const expected = gap.expected === undefined ? '' : `, expected ${dayName(gap.expected)}`
  const why = gap.note.trim() === '' ? '' : `: ${gap.note.trim()}`
  return `${gapWords[gap.reason]}${expected}${why}`
}

const workingDays = (count: number): string => `${count} working ${count === 1 ? 'day' : 'days'}`

/** 'Due 14 July (in 3 working days)', 'Due today', 'Late by 2 working days'. */
export function dueSentence(today: IsoDate, due: IsoDate): string {
  if (today === due) return 'Due today'
  const days = workingDaysUntil(today, due)
  if (today < due) return days === 0 ? `Due ${dayName(due)}` : `Due ${dayName(due)} (in ${workingDays(days)})`
  return days === 0 ? `Late since ${dayName(due)}` : `Late by ${workingDays(-days)}`
}
