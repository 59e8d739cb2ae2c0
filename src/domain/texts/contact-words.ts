/** How the ways to reach or find a person look in a text. Every repetition is bounded: the search stays linear. */

/** "ME10 4HT", "me104ht"; the letters that a postcode never has keep "in 2 3rd" out (Royal Mail, PAF). */
export const postcode =
  /(?<![\p{L}\p{N}])(?:GIR[^\S\n]?0AA|[A-PR-UWYZ](?:\d{1,2}|\d[A-HJKPS-UW]|[A-HK-Y]\d{1,2}|[A-HK-Y]\d[ABEHMNPRV-Y])[^\S\n]{0,2}\d(?!st|nd|rd|th)[ABD-HJLNP-UW-Z]{2})(?![\p{L}\p{N}])/giu

/** What may be a UK telephone number: ten or eleven digits from the 0, however they are spaced. */
export const phone =
  /(?<![\p{L}\p{N}+.,/-])(?:\+44|0044|\(0|0)(?:[^\S\n().-]{0,2}[().-]{0,2}[^\S\n().-]{0,2}\d){9,11}(?![\p{L}\p{N}])/gu

/** Area codes and mobiles begin 01, 02, 03, 05, 07, 08 or 09; ten digits are left of the oldest area codes. */
export function isPhone(match: string): boolean {
  const digits = match.replaceAll(/\D/g, '')
  const national = /^(?:\+44|0044)/.test(match) ? `0${digits.replace(/^(?:0044|44)0?/, '')}` : digits
  return /^0(?:[23578]\d{9}|1\d{8,9}|9\d{9})$/.test(national)
}

/** Where an e-mail address stands around an @; undefined: none does. Looks at most 64 characters back and 100 on. */
export function emailAround(text: string, at: number): { readonly start: number; readonly end: number } | undefined {
  const before = /[\p{L}\p{N}._%+'-]{1,64}$/u.exec(text.slice(Math.max(0, at - 64), at))
  const after = /^[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,4}/u.exec(text.slice(at + 1, at + 101))
  if (before === null || after === null) return undefined
  return { start: at - before[0].length, end: at + 1 + after[0].length }
}

const months = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]{0,6}'
const year = '(?:(?:19|20)\\d\\d|\\d\\d)'
const gap = '[^\\S\\n]{0,2}'
/** "3/5/2009", "3 May 2009", "3rd of May, 2009", "May 2009", "2009-05-03". */
const date =
  `(?:\\d{1,2}${gap}[/.-]${gap}\\d{1,2}${gap}[/.-]${gap}${year}|(?:19|20)\\d\\d-\\d\\d-\\d\\d|` +
  `(?:\\d{1,2}(?:st|nd|rd|th)?[^\\S\\n]{1,2}(?:of[^\\S\\n]{1,2})?)?${months}\\.?,?[^\\S\\n]{1,2}${year}|(?:in[^\\S\\n])(?:19|20)\\d\\d)`

/** A date that is said to be of a birth. */
export const birth = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:d\\.?${gap}o\\.?${gap}b\\.?|date${gap}of${gap}birth|birth${gap}?(?:date|day)|born)[^\\p{N}\\n]{0,12}?${date}(?![\\p{L}\\p{N}])`,
  'giu',
)
/** Any whole date, with its year in the group `year`. */
export const wholeDate = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:\\d{1,2}[/.-]\\d{1,2}[/.-](?<year>(?:19|20)\\d\\d)|\\d{1,2}(?:st|nd|rd|th)?[^\\S\\n]{1,2}(?:of[^\\S\\n]{1,2})?${months},?[^\\S\\n]{1,2}(?<named>(?:19|20)\\d\\d))(?![\\p{L}\\p{N}])`,
  'giu',
)
