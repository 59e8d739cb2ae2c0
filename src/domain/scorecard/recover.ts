/**
 * Parts behind a printed percentage, where only one whole number of them can be: 58.3 % of 12 closed is 7. The whole
 * is the published figure that the indicator's definition names.
 */

import { ratioOf } from '../figures/measure.ts'
import type { IndicatorId } from '../ids.ts'
import { compare, type Exact, whole as wholeNumber } from '../number/exact.ts'
import type { Indicator } from '../set/indicator-set.ts'
import type { Period } from '../time/period.ts'
import { type PrintedNumber, prints, rounds } from './printed.ts'
import { type Figure, figureAt, type Series } from './series.ts'

export type Known =
  /** A count, or a ratio whose parts are known. */
  | { readonly state: 'exact'; readonly value: Exact; readonly part?: Exact; readonly whole?: Exact }
  /** Only as printed: no whole is published, or several parts print the same. */
  | { readonly state: 'printed'; readonly value: Exact }
  /** 0 is printed and the published whole is 0. */
  | { readonly state: 'nobody'; readonly value: Exact }
  /** No number of parts out of the published whole prints this; or a derived figure is not what its sources give. */
  | { readonly state: 'contradicted'; readonly value: Exact; readonly part?: Exact; readonly whole: Exact }

const isWhole = (value: Exact): boolean => value.n % value.d === 0n
const toInteger = (value: Exact): bigint => value.n / value.d

/** The published number of an indicator in a series and month. */
export function numberAt(series: Series, indicator: IndicatorId, month: Period): PrintedNumber | undefined {
  const printed = figureAt(series, indicator, month)?.printed
  return printed?.type === 'number' ? printed : undefined
}

/** The whole of a percentage, where the published figure that it is defined as is there. */
export function publishedWhole(series: Series, indicator: Indicator, month: Period): Exact | undefined {
  const id = indicator.derived?.type === 'ratio' ? indicator.derived.whole : indicator.whole?.follows
  const value = id === undefined ? undefined : numberAt(series, id, month)?.value
  return value && isWhole(value) ? value : undefined
}

/** The only part of a whole that prints a percentage; 'none' or 'several' otherwise. */
function partOf(indicator: Indicator, printed: PrintedNumber, whole: Exact): Exact | 'none' | 'several' {
  const unit = 10n ** BigInt(printed.decimals)
  const scaled = (printed.value.n * unit) / printed.value.d
  const out = toInteger(whole)
  const low = ((scaled - 1n) * out) / (100n * unit)
  const high = ((scaled + 1n) * out) / (100n * unit) + 1n
  if (high - low > 12n) return 'several'
  let found: Exact | 'none' = 'none'
  for (let part = low < 0n ? 0n : low; part <= high; part += 1n) {
    const candidate = ratioOf(indicator, wholeNumber(part), whole)
    if (candidate.state !== 'measured' || !prints(candidate.value, printed)) continue
    if (found !== 'none') return 'several'
    found = wholeNumber(part)
  }
  return found
}

function recover(series: Series, { indicator, period }: Figure, printed: PrintedNumber): Known {
  const { value } = printed
  if (indicator.kind === 'count' || indicator.kind === 'money') return { state: 'exact', value }
  const whole = publishedWhole(series, indicator, period)
  if (indicator.kind !== 'percent' || !whole) return { state: 'printed', value }
  if (whole.n === 0n) return value.n === 0n ? { state: 'nobody', value } : { state: 'contradicted', value, whole }
  const derivedPart = indicator.derived?.type === 'ratio' ? numberAt(series, indicator.derived.part, period) : undefined
  if (indicator.derived && !derivedPart) return { state: 'printed', value }
  const part = derivedPart ? derivedPart.value : partOf(indicator, printed, whole)
  if (part === 'several') return { state: 'printed', value }
  if (part === 'none') return { state: 'contradicted', value, whole }
  const measured = ratioOf(indicator, part, whole)
  // Both numbers of a derived figure are printed beside it, so there is no doubt about its last digit.
  const fits = derivedPart ? rounds : prints
  if (measured.state !== 'measured' || !fits(measured.value, printed))
    return { state: 'contradicted', value, part, whole }
  // Above 100 % the published whole is not its whole: an error of its own, and no parts to add up.
  if (!indicator.partMayExceedWhole && compare(part, whole) > 0) return { state: 'printed', value }
  return { state: 'exact', value: measured.value, part, whole }
}

/** Reads what is known of each figure once. */
export function knowledge(): (series: Series, figure: Figure) => Known | undefined {
  const cache = new Map<Figure, Known>()
  return (series, figure) => {
    if (figure.printed.type !== 'number') return undefined
    const cached = cache.get(figure)
    if (cached) return cached
    const known = recover(series, figure, figure.printed)
    cache.set(figure, known)
    return known
  }
}
export type KnownOf = ReturnType<typeof knowledge>
