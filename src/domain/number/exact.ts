/**
 * Exact numbers. No float decides a rating: 1177/1385 is below 85.0 % although it prints 85.0, and
 * 74.6 is exactly 2.4 below 77 although floats disagree. A number is a fraction of two BigInts.
 */

declare const decimalBrand: unique symbol
/** A decimal in canonical form: no sign but a leading '-', no leading or trailing zeros: '0', '12.5', '-3'. */
export type Decimal = string & { readonly [decimalBrand]: 'Decimal' }

/** A fraction n/d with d > 0. Not necessarily in lowest terms. */
export interface Exact {
  readonly n: bigint
  readonly d: bigint
}

const maxDigits = 12
const maxDecimals = 3
const plain = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * The canonical decimal of a plain number text ('012.50' -> '12.5'), or undefined when it is not one, has more
 * than 12 digits or more than 3 decimals. No thousands separators, spaces or percent signs: see `readEntry`.
 */
export function parseDecimal(text: string): Decimal | undefined {
  const found = plain.exec(text)
  if (!found) return undefined
  const whole = (found[2] ?? '').replace(/^0+(?=\d)/, '')
  const fraction = (found[3] ?? '').replace(/0+$/, '')
  if (fraction.length > maxDecimals || (whole === '0' ? 0 : whole.length) + fraction.length > maxDigits)
    return undefined
  const digits = fraction === '' ? whole : `${whole}.${fraction}`
  return (digits === '0' ? '0' : `${found[1]}${digits}`) as Decimal
}

/** The exact value of a canonical decimal. */
export function exact(value: Decimal): Exact {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.')
  const n = BigInt(whole + fraction)
  return { n: value.startsWith('-') ? -n : n, d: 10n ** BigInt(fraction.length) }
}

export const whole = (value: number | bigint): Exact => ({ n: BigInt(value), d: 1n })

export const add = (a: Exact, b: Exact): Exact =>
  a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d }
export const subtract = (a: Exact, b: Exact): Exact => add(a, { n: -b.n, d: b.d })
export const multiply = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d })

/** a / b; undefined when b is zero. */
export function divide(a: Exact, b: Exact): Exact | undefined {
  if (b.n === 0n) return undefined
  return b.n < 0n ? { n: -a.n * b.d, d: a.d * -b.n } : { n: a.n * b.d, d: a.d * b.n }
}

export const absolute = (a: Exact): Exact => (a.n < 0n ? { n: -a.n, d: a.d } : a)

/** -1, 0 or 1 as a is below, equal to or above b: cross-multiplied, never rounded. */
export function compare(a: Exact, b: Exact): -1 | 0 | 1 {
  const left = a.n * b.d
  const right = b.n * a.d
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * The number as printed with so many decimals, halves away from zero ('64.3'); a zero that rounds from below
 * prints without a sign. For display only: nothing compares what this gives.
 */
export function display(value: Exact, decimals: number): string {
  const scale = 10n ** BigInt(decimals)
  const negative = value.n < 0n
  const scaled = (negative ? -value.n : value.n) * scale
  const rounded = (2n * scaled + value.d) / (2n * value.d)
  const digits = rounded.toString().padStart(decimals + 1, '0')
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return negative && rounded !== 0n ? `-${text}` : text
}

/** The value as printed with so many decimals, as a number again: for comparing with what is only known as printed. */
export const rounded = (value: Exact, decimals: number): Exact => exact(display(value, decimals) as Decimal)
