/** Months. A period is a calendar month in Europe/London, written 'YYYY-MM' so that text order is time order. */

declare const periodBrand: unique symbol
export type Period = string & { readonly [periodBrand]: 'Period' }

const shape = /^\d{4}-(0[1-9]|1[0-2])$/

export const isPeriod = (text: string): text is Period => shape.test(text)

/** The period of a text; throws on anything but 'YYYY-MM' (for literals and data already checked). */
export function period(text: string): Period {
  if (!isPeriod(text)) throw new RangeError(`Not a month: ${text}`)
  return text
}

/** Months since year 0, for arithmetic. */
const monthIndex = (p: Period): number => Number(p.slice(0, 4)) * 12 + Number(p.slice(5)) - 1

const fromIndex = (index: number): Period =>
  period(`${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`)

export const addMonths = (p: Period, months: number): Period => fromIndex(monthIndex(p) + months)

/** Whole months from a to b: 0 for the same month, negative when b is earlier. */
export const monthsBetween = (a: Period, b: Period): number => monthIndex(b) - monthIndex(a)

/** Every month from first to last, both included; empty when last is earlier. */
export const periodsFrom = (first: Period, last: Period): readonly Period[] =>
  Array.from({ length: Math.max(0, monthsBetween(first, last) + 1) }, (_, i) => addMonths(first, i))

/**
 * The ordinal (1-12) of a month in the reporting year that begins in the given month of the year (1-12):
 * June 2017 is month 7 of a year that begins in December.
 */
export const monthOfReportingYear = (p: Period, beginsInMonth: number): number =>
  ((Number(p.slice(5)) - beginsInMonth + 12) % 12) + 1

/** January to December. */
export const monthNames: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** 'June 2017'. */
export const periodName = (p: Period): string => `${monthNames[Number(p.slice(5)) - 1] ?? ''} ${p.slice(0, 4)}`
/** 'Jun'. */
export const shortPeriodName = (p: Period): string => (monthNames[Number(p.slice(5)) - 1] ?? '').slice(0, 3)
