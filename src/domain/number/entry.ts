/** What a person typed into a field, read as a number or refused with a reason. Nothing is guessed. */
import { type Decimal, parseDecimal } from './exact.ts'

export type EntryProblem = 'unreadable' | 'negative' | 'percentage' | 'not-whole' | 'too-long'
/** `null`: the field is blank. */
export type Entry =
  | { readonly ok: true; readonly value: Decimal | null }
  | { readonly ok: false; readonly problem: EntryProblem }

const refused = (problem: EntryProblem): Entry => ({ ok: false, problem })

// Commas, or ordinary, no-break, thin and narrow no-break spaces, only between groups of three.
const grouped = /^(\d{1,3})([, \u00a0\u2009\u202f])\d{3}(?:\2\d{3})*(?:\.\d+)?$/
const plain = /^(\d+(?:\.\d*)?|\.\d+)$/

/**
 * Reads one field. '1,234', '1 234' and ' 12 ' are numbers; '64%' is a percentage (part and whole are asked for);
 * '-3' is negative; '12a', '1,23' and digits of other scripts are unreadable. `decimals`: how many are allowed where
 * the figure need not be whole (never more than 3). '12.0' is whole.
 */
export function readEntry(text: string, rule: { readonly wholeNumber: boolean; readonly decimals: number }): Entry {
  const typed = text.trim()
  if (typed === '') return { ok: true, value: null }
  if (/^[-\u2212\u2013]\s*[\d.]/.test(typed)) return refused('negative')
  if (/^[\d.,\s]+%$/.test(typed) && /\d/.test(typed)) return refused('percentage')
  const digits = grouped.test(typed) ? typed.replace(/[, \u00a0\u2009\u202f]/g, '') : typed
  if (!plain.test(digits)) return refused('unreadable')
  const [before = '', after = ''] = digits.split('.')
  const fraction = after.replace(/0+$/, '')
  if (rule.wholeNumber && fraction !== '') return refused('not-whole')
  if (fraction.length > Math.min(rule.decimals, 3) && !rule.wholeNumber) return refused('too-long')
  const value = parseDecimal(fraction === '' ? before || '0' : `${before || '0'}.${fraction}`)
  return value === undefined ? refused('too-long') : { ok: true, value }
}
