/** What the cells of one return amount to for one indicator. */

import type { IndicatorId } from '../ids.ts'
import {
  add,
  type Decimal,
  display,
  divide,
  type Exact,
  exact,
  multiply,
  whole as wholeNumber,
} from '../number/exact.ts'
import type { Indicator, IndicatorSet } from '../set/indicator-set.ts'
import { indicatorById } from '../set/indicators.ts'
import type { CellValue, Gap } from './figure.ts'

/**
 * `measured`: a percent value is in percentage points (1 of 3 is 33.333...), a mean in its unit, money in pounds.
 * `nobody`: the whole is 0, so there is nobody to count: never 0 %. `printed` figures came without their parts.
 */
export type Measured =
  | {
      readonly state: 'measured'
      readonly value: Exact
      readonly part?: Exact
      readonly whole?: Exact
      readonly source: 'amount' | 'ratio' | 'printed'
    }
  | { readonly state: 'nobody' }
  | { readonly state: 'gap'; readonly gap: Gap }
  | { readonly state: 'withheld'; readonly note: string }
  | { readonly state: 'incomplete'; readonly missing: 'part' | 'whole' | 'both' }
  | { readonly state: 'blank' }

/** The cells of one return. */
export interface CellReader {
  get(id: IndicatorId): CellValue | null | undefined
}

export const isRatio = (indicator: Pick<Indicator, 'kind'>): boolean =>
  indicator.kind === 'percent' || indicator.kind === 'mean'

const hundred = wholeNumber(100)

/** Part over whole in the indicator's unit; `nobody` when the whole is 0. */
export function ratioOf(indicator: Pick<Indicator, 'kind'>, part: Exact, whole: Exact): Measured {
  const share = divide(part, whole)
  if (!share) return { state: 'nobody' }
  return {
    state: 'measured',
    value: indicator.kind === 'percent' ? multiply(share, hundred) : share,
    part,
    whole,
    source: 'ratio',
  }
}

/**
 * What a part or whole takes from the indicator it *is* ("of 4 closed"): that one's typed amount in the same return;
 * undefined when it follows none, or that one has no amount yet.
 */
export function followed(
  set: IndicatorSet,
  indicator: Indicator,
  operand: 'part' | 'whole',
  cells: CellReader,
): Decimal | undefined {
  const id = indicator[operand]?.follows
  if (id === undefined || !indicatorById(set, id)) return undefined
  const value = cells.get(id)
  return value?.type === 'amount' ? value.value : undefined
}

function measureRatio(set: IndicatorSet, indicator: Indicator, cells: CellReader, value: CellValue | null): Measured {
  const typed = value?.type === 'ratio' ? value : undefined
  const part = typed?.part ?? followed(set, indicator, 'part', cells)
  const whole = typed?.whole ?? followed(set, indicator, 'whole', cells)
  // Cases came in, but the deadline of none has passed: nothing to rate yet, and not "nobody".
  if (
    typed?.notYetDue !== undefined &&
    typed.notYetDue !== '0' &&
    (whole === undefined || whole === '0') &&
    (part ?? '0') === '0'
  )
    return { state: 'gap', gap: { type: 'gap', reason: 'to-follow', note: '' } }
  // A followed whole of 0 needs no answer: nobody was there to count.
  if (whole === '0' && (part === undefined || part === '0')) return { state: 'nobody' }
  if (part !== undefined && whole !== undefined) return ratioOf(indicator, exact(part), exact(whole))
  if (!typed || (typed.part === undefined && typed.whole === undefined && typed.notYetDue === undefined))
    return { state: 'blank' }
  return { state: 'incomplete', missing: part !== undefined ? 'whole' : whole !== undefined ? 'part' : 'both' }
}

/** A derived figure from the figures it is made of: as measured in one place, or after adding up over several. */
export function derive(indicator: Indicator, measuredOf: (id: IndicatorId) => Measured): Measured {
  const rule = indicator.derived
  if (!rule) return { state: 'blank' }
  const of = (rule.type === 'sum' ? rule.of : [rule.part, rule.whole]).map(measuredOf)
  const values = of.flatMap(one => (one.state === 'measured' ? [one.value] : []))
  const lacking = of.find(one => one.state !== 'measured')
  if (lacking)
    return values.length > 0 && lacking.state === 'blank' ? { state: 'incomplete', missing: 'part' } : lacking
  const [first, second] = values
  if (!first || !second) return { state: 'blank' }
  if (rule.type === 'ratio') return ratioOf(indicator, first, second)
  return { state: 'measured', value: values.reduce(add), source: 'amount' }
}

/**
 * The figure of an indicator in one return. A part or whole absent from a ratio is taken from the indicator it
 * follows; an overtyped one counts as typed. Derived figures are computed where their sources are there, else read
 * as printed.
 */
export function measure(set: IndicatorSet, indicator: Indicator, cells: CellReader): Measured {
  const value = cells.get(indicator.id) ?? null
  if (indicator.derived) {
    const derived = derive(indicator, id => {
      const source = indicatorById(set, id)
      return source ? measure(set, source, cells) : { state: 'blank' }
    })
    if (derived.state === 'measured' || derived.state === 'nobody' || !value) return derived
  }
  switch (value?.type) {
    case 'amount':
      return { state: 'measured', value: exact(value.value), source: isRatio(indicator) ? 'printed' : 'amount' }
    case 'value':
      return { state: 'measured', value: exact(value.value), source: isRatio(indicator) ? 'printed' : 'amount' }
    case 'gap':
      return { state: 'gap', gap: value }
    case 'withheld':
      return { state: 'withheld', note: value.note }
    default:
      return isRatio(indicator) ? measureRatio(set, indicator, cells, value) : { state: 'blank' }
  }
}

/** '1234.5' -> '1,234.5'. */
export function groupThousands(digits: string): string {
  const [before = '', after] = digits.split('.')
  const grouped = before.replace(/\B(?=(\d{3})+$)/g, ',')
  return after === undefined ? grouped : `${grouped}.${after}`
}

/** What a number needs to be shown: its unit and decimals. */
export type Unit = Pick<Indicator, 'kind' | 'decimals'>

/** A number in the indicator's unit at so many decimals: '33.3 %', '£1,200.00', '16.1'. */
export function showNumber(indicator: Unit, value: Exact, decimals = indicator.decimals): string {
  const digits = groupThousands(display(value, decimals))
  if (indicator.kind === 'percent') return `${digits} %`
  if (indicator.kind === 'money') return digits.startsWith('-') ? `-£${digits.slice(1)}` : `£${digits}`
  return digits
}

export const gapWords = {
  'not-applicable': 'Not applicable',
  'not-available': 'Not available',
  'to-follow': 'To follow',
} as const

/** A figure as shown in a table, at the indicator's decimals, halves away from zero. */
export function showValue(indicator: Unit, measured: Measured): string {
  switch (measured.state) {
    case 'measured':
      return showNumber(indicator, measured.value)
    case 'nobody':
      return 'no cases'
    case 'gap':
      return gapWords[measured.gap.reason]
    case 'withheld':
      return 'withheld'
    case 'incomplete':
    case 'blank':
      return '–'
  }
}
