/** What a published table prints, read exactly: figures, targets, tolerances. Nothing is guessed. */
import { absolute, compare, type Decimal, type Exact, exact, rounded, subtract } from '../exact.ts'
import type { Condition, Indicator, Tolerance } from '../indicator-set.ts'

/** A printed figure: its value at its printed decimals, withheld by its owner, or not there. */
export type Printed =
  | { readonly type: 'number'; readonly text: string; readonly value: Exact; readonly decimals: number }
  | { readonly type: 'withheld'; readonly text: string }
  | { readonly type: 'missing' }
export type PrintedNumber = Extract<Printed, { type: 'number' }>

const numberShape = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/
const withheldWords = new Set(['redacted', 'suppressed', 'withheld', '[c]', 'c', '*'])
const missingWords = new Set(['', '-', '–', '—', 'n/a', 'na', '..'])

/** '2,400', '64.3' or '64.3%'; undefined when it is neither a number, a word for withheld nor one for missing. */
export function readPrinted(text: string): Printed | undefined {
  const trimmed = text.trim()
  const word = trimmed.toLowerCase()
  if (missingWords.has(word)) return { type: 'missing' }
  if (withheldWords.has(word)) return { type: 'withheld', text: trimmed }
  const digits = trimmed.replace(/\s*%$/, '')
  if (!numberShape.test(digits)) return undefined
  const plain = digits.replaceAll(',', '') as Decimal
  return { type: 'number', text: plain, value: exact(plain), decimals: plain.split('.')[1]?.length ?? 0 }
}

const plainNumber = (text: string): Decimal | undefined => {
  const printed = readPrinted(text)
  return printed?.type === 'number' ? (printed.text as Decimal) : undefined
}

/**
 * A printed target: '>80' and '>=80' are at least, '<10' and '<=10' at most, '65..73' a range; a bare number is at
 * least for H, at most for L, a range of one for T, and no condition without polarity. `null`: blank; undefined:
 * unreadable.
 */
export function readCondition(text: string, polarity: Indicator['polarity']): Condition | null | undefined {
  const label = text.trim()
  if (label === '') return null
  const range = /^(.+?)\s*(?:\.\.|–| to )\s*(.+)$/.exec(label)
  if (range) {
    const low = plainNumber(range[1] ?? '')
    const high = plainNumber(range[2] ?? '')
    if (low === undefined || high === undefined || compare(exact(low), exact(high)) > 0) return undefined
    return { type: 'between', low, high, label }
  }
  const value = plainNumber(label.replace(/^(?:>=|<=|>|<|≥|≤)\s*/, ''))
  if (value === undefined) return undefined
  if (/^[>≥]/.test(label)) return { type: 'at-least', value, label }
  if (/^[<≤]/.test(label)) return { type: 'at-most', value, label }
  if (polarity === 'H') return { type: 'at-least', value, label }
  if (polarity === 'L') return { type: 'at-most', value, label }
  return polarity === 'T' ? { type: 'between', low: value, high: value, label } : null
}

/** 'abs:65', 'rel:0.85', 'pts:2.4', 'pct:5' or blank for none; undefined when unreadable. */
export function readTolerance(text: string): Tolerance | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return { type: 'none' }
  const [kind, number = ''] = trimmed.split(':')
  const value = plainNumber(number)
  if (value === undefined || value.startsWith('-')) return undefined
  if (kind === 'abs') return { type: 'limit', limit: value }
  if (kind === 'rel') return { type: 'share', share: value }
  if (kind === 'pts') return { type: 'points', points: value }
  return kind === 'pct' ? { type: 'relative', percent: value } : undefined
}

/**
 * Whether an exact number may be what was printed: rounded to its decimals (a half either way), or rounded twice by
 * way of one more decimal (154.545 was published as 154.6). Lenient on purpose: this decides what is accused.
 */
export function prints(value: Exact, printed: PrintedNumber): boolean {
  const unit = 10n ** BigInt(printed.decimals)
  const apart = absolute(subtract(value, printed.value))
  if (2n * apart.n * unit <= apart.d) return true
  const twice = rounded(value, printed.decimals + 1)
  return compare(rounded(twice, printed.decimals), printed.value) === 0
}
