/** What a published table prints, read exactly: figures, targets, tolerances. Nothing is guessed. */
import { absolute, compare, type Decimal, type Exact, exact, rounded, subtract } from '../number/exact.ts'
import type { Condition, Indicator, Tolerance } from '../set/indicator-set.ts'

/** A printed figure: its value at its printed decimals, withheld by its owner, or not there. */
export type Printed =
  | { readonly type: 'number'; readonly text: string; readonly value: Exact; readonly decimals: number }
  | { readonly type: 'withheld'; readonly text: string }
  | { readonly type: 'missing' }
export type PrintedNumber = Extract<Printed, { type: 'number' }>

const numberShape = /^-?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)$/
const withheldWords = new Set('redacted,suppressed,withheld,confidential,[redacted],(redacted),[c],c,*,**,#'.split(','))
/** '<5', '≤5', 'fewer than 5': too small to be printed, so withheld. */
const tooSmall = /^(?:[<≤]\s*=?|fewer than|less than)\s*\d+$/
const missingWords = new Set([
  ...[
    '',
    '-',
    '--',
    '–',
    '—',
    '..',
    '...',
    '…',
    ':',
    'n/a',
    'na',
    'n/k',
    'tbc',
    'tba',
    'none',
    'null',
    '[x]',
    '[z]',
    'x',
  ],
  ...['no data', 'not available', 'not applicable', 'not published', 'not known', 'not yet available'],
])
/** What stands after a figure and says how it came about, not what it is: '64.3 [r]', '12 [note 3]'. */
const marks = /(?:\s*\[(?:r|p|e|b|u|note\s*\d+)\])+$/i

/** Whether a text is a word or sign for nothing printed here: '', '-', 'n/a'. */
export const isMissing = (text: string): boolean => missingWords.has(text.trim().toLowerCase())

/** '2400' for '2,400', '2 400', '£2,400' or '−2,400 %' with its sign; undefined when it is no plain number. */
function digitsOf(text: string): string | undefined {
  const bare = text
    .replace(marks, '')
    .replace(/\s*(?:%|per cent)$/i, '')
    .replace(/^[−–‐]/, '-')
    .replace(/^([-+]?)\s*£\s*/, '$1')
    .replace(/^\+(?=[\d.])/, '')
  // A space groups thousands as a comma does, but only in threes.
  const grouped = /^-?\d{1,3}(?:\s\d{3})+(?:\.\d+)?$/.test(bare) ? bare.replaceAll(/\s/g, '') : bare
  if (!numberShape.test(grouped)) return undefined
  const plain = grouped.replaceAll(',', '').replace(/^(-?)\./, '$10.')
  return /^-0+(?:\.0+)?$/.test(plain) ? plain.slice(1) : plain
}

const numberOf = (plain: string): PrintedNumber => {
  const point = plain.indexOf('.')
  const decimals = point < 0 ? 0 : plain.length - point - 1
  return { type: 'number', text: plain, value: exact(plain as Decimal), decimals }
}

/**
 * '2,400', '64.3', '64.3 %', '£1,200' or '-3.1', with or without marks such as [r]; undefined when it is neither a
 * number, a word for withheld nor one for missing. What stands for withheld or missing is a fixed list: nothing is
 * guessed.
 */
export function readPrinted(text: string): Printed | undefined {
  const trimmed = text.trim()
  if (/^\d+(?:\.\d+)?$/.test(trimmed)) return numberOf(trimmed)
  const word = trimmed.toLowerCase()
  if (isMissing(word)) return { type: 'missing' }
  if (withheldWords.has(word) || tooSmall.test(word)) return { type: 'withheld', text: trimmed }
  const plain = digitsOf(trimmed)
  return plain === undefined ? undefined : numberOf(plain)
}

const plainNumber = (text: string): Decimal | undefined => {
  const printed = readPrinted(text)
  return printed?.type === 'number' ? (printed.text as Decimal) : undefined
}

/** The two ends of '65..73', '65–73', '65-73', '65 to 73' or 'between 65 and 73'. */
function endsOf(label: string): readonly [string, string] | undefined {
  const worded = /^between\s+(.+?)\s+and\s+(.+)$/i.exec(label)
  const found =
    worded ?? /^(.+?)\s*(?:\.\.|–|\bto\b)\s*(.+)$/.exec(label) ?? /^([\d£.,%]+)\s*-\s*([\d£.,%]+)$/.exec(label)
  const [, low, high] = found ?? []
  return low === undefined || high === undefined ? undefined : [low, high]
}

const atLeast = /^(?:>=?|≥|at least\s)\s*/i
const atMost = /^(?:<=?|≤|at most\s)\s*/i

/**
 * A printed target: '>80' and '>=80' are at least, '<10' and '<=10' at most, '65..73' a range; a bare number is at
 * least for H, at most for L, a range of one for T, and no condition without polarity. `null`: blank, or a word for
 * nothing there; undefined: unreadable.
 */
export function readCondition(text: string, polarity: Indicator['polarity']): Condition | null | undefined {
  const label = text.trim()
  if (isMissing(label) || /^no target$/i.test(label)) return null
  const ends = endsOf(label)
  if (ends) {
    const [low, high] = ends.map(plainNumber)
    if (low === undefined || high === undefined || compare(exact(low), exact(high)) > 0) return undefined
    return { type: 'between', low, high, label }
  }
  const value = plainNumber(label.replace(atLeast, '').replace(atMost, ''))
  if (value === undefined) return undefined
  if (atLeast.test(label)) return { type: 'at-least', value, label }
  if (atMost.test(label)) return { type: 'at-most', value, label }
  if (polarity === 'H') return { type: 'at-least', value, label }
  if (polarity === 'L') return { type: 'at-most', value, label }
  return polarity === 'T' ? { type: 'between', low: value, high: value, label } : null
}

/** 'abs:65', 'rel:0.85', 'pts:2.4', 'pct:5' or blank for none; undefined when unreadable. */
export function readTolerance(text: string): Tolerance | undefined {
  const trimmed = text.trim()
  if (isMissing(trimmed)) return { type: 'none' }
  const [word = '', number = '', ...more] = trimmed.split(':').map(part => part.trim())
  if (more.length > 0) return undefined
  const kind = word.toLowerCase()
  const value = plainNumber(number)
  if (value === undefined || value.startsWith('-')) return undefined
  if (kind === 'abs') return { type: 'limit', limit: value }
  if (kind === 'rel') return { type: 'share', share: value }
  if (kind === 'pts') return { type: 'points', points: value }
  return kind === 'pct' ? { type: 'relative', percent: value } : undefined
}

/** Whether an exact number rounds to what was printed, at its decimals, a half either way. */
export function rounds(value: Exact, printed: PrintedNumber): boolean {
  const unit = 10n ** BigInt(printed.decimals)
  const apart = absolute(subtract(value, printed.value))
  return 2n * apart.n * unit <= apart.d
}

/**
 * Whether an exact number may be what was printed: rounded, or rounded twice by way of one more decimal (154.545 was
 * published as 154.6). Lenient on purpose: where the number itself is not printed, this decides what is accused.
 */
export function prints(value: Exact, printed: PrintedNumber): boolean {
  if (rounds(value, printed)) return true
  const twice = rounded(value, printed.decimals + 1)
  return compare(rounded(twice, printed.decimals), printed.value) === 0
}
