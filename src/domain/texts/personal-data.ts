/**
 * The personal-data scan: what in a free text looks as if it were about one person. It warns and never blocks, and
 * somebody looks at each hit. A hit says where and by which rule, never what: the match is nobody's to log. Pure, and
 * linear in the length of the text. It finds what has a shape; it misses what a person would know by reading. Numbers
 * equal to a suppressed cell are looked for at release: before it, nothing is suppressed, and a text may name any count.
 */
import { isInsuranceNumber, isNhsNumber, isPupilNumber } from './check-digits.ts'
import { birth, emailAround, isPhone, phone, postcode, wholeDate } from './contact-words.ts'
import { agePatterns, isNoName, namePatterns } from './people-words.ts'

export const rules = [
  'nhs-number',
  'ni-number',
  'upn',
  'email',
  'phone',
  'postcode',
  'date-of-birth',
  'case-reference',
  'age',
  'name',
] as const
export type Rule = (typeof rules)[number]

export interface Hit {
  readonly rule: Rule
  /** In UTF-16 units of the text; the end is after the last. */
  readonly start: number
  readonly end: number
}

export interface ScanOptions {
  /** `rules.caseReferences` of the set: # is a digit, @ a letter, anything else itself. */
  readonly caseReferences?: readonly string[]
  /** The year of the return: a whole date of three years before or more may be one of birth. */
  readonly year?: number
}

/** 'Looks like an NHS number'. */
export const hitSentence = (rule: Rule): string => `Looks like ${ruleWords[rule]}`

const ruleWords: Readonly<Record<Rule, string>> = {
  'nhs-number': 'an NHS number',
  'ni-number': 'a National Insurance number',
  upn: 'a unique pupil number',
  email: 'an e-mail address',
  phone: 'a telephone number',
  postcode: 'a full postcode',
  'date-of-birth': 'a date of birth',
  'case-reference': 'a case reference',
  age: 'a person’s age',
  name: 'a person’s name',
}
/** 'an NHS number', for lists of what was looked at. */
export const ruleName = (rule: Rule): string => ruleWords[rule]

export const isRule = (text: string): text is Rule => rules.some(rule => rule === text)

/** Every hit in reading order; of two that overlap, the longer. */
export function scan(text: string, { caseReferences = [], year }: ScanOptions = {}): readonly Hit[] {
  const found: Hit[] = [
    ...all(
      text,
      /(?<![\p{L}\p{N}])\d{3}[^\S\n-]{0,2}-?[^\S\n-]{0,2}\d{3}[^\S\n-]{0,2}-?[^\S\n-]{0,2}\d{4}(?![\p{L}\p{N}])/gu,
      'nhs-number',
      match => isNhsNumber(match.replaceAll(/\D/g, '')),
    ),
    ...all(
      text,
      /(?<![\p{L}\p{N}])[a-z]{2}[^\S\n]?\d{2}[^\S\n]?\d{2}[^\S\n]?\d{2}[^\S\n]?[a-d](?![\p{L}\p{N}])/giu,
      'ni-number',
      match => isInsuranceNumber(match.replaceAll(/\s/g, '')),
    ),
    ...all(text, /(?<![\p{L}\p{N}])[a-z]\d{11}[\da-z](?![\p{L}\p{N}])/giu, 'upn', isPupilNumber),
    ...all(text, postcode, 'postcode'),
    ...all(text, phone, 'phone', isPhone),
    ...all(text, birth, 'date-of-birth'),
    ...(year === undefined ? [] : oldDates(text, year)),
    ...agePatterns.flatMap(pattern => all(text, pattern, 'age')),
    ...names(text),
    ...emails(text),
    ...caseReferences.flatMap(pattern => all(text, referencePattern(pattern), 'case-reference')),
  ]
  return withoutOverlaps(found)
}

function all(
  text: string,
  pattern: RegExp,
  rule: Rule,
  holds: (match: string) => boolean = () => true,
): readonly Hit[] {
  return [...text.matchAll(pattern)]
    .filter(([match]) => holds(match))
    .map(({ 0: match, index }) => ({ rule, start: index, end: index + match.length }))
}

/** A date long before the return: what a service reports is younger than the people it helps. */
const oldDates = (text: string, now: number): readonly Hit[] =>
  [...text.matchAll(wholeDate)]
    .filter(({ groups }) => Number(groups?.['year'] ?? groups?.['named']) <= now - 3)
    .map(({ 0: match, index }) => ({ rule: 'date-of-birth', start: index, end: index + match.length }))

const names = (text: string): readonly Hit[] =>
  namePatterns.flatMap(pattern =>
    [...text.matchAll(pattern)].flatMap(({ 0: match, index, groups }): readonly Hit[] => {
      const name = groups?.['name'] ?? ''
      if (isNoName(name)) return []
      const start = index + match.lastIndexOf(name)
      return [{ rule: 'name', start, end: start + name.length }]
    }),
  )

function emails(text: string): readonly Hit[] {
  const found: Hit[] = []
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const around = emailAround(text, at)
    if (around !== undefined) found.push({ rule: 'email', ...around })
  }
  return found
}

/** Character by character: nothing in it can repeat, so whatever a set says is searched in linear time. */
function referencePattern(pattern: string): RegExp {
  const each = [...pattern].map(character => {
    if (character === '#') return '\\d'
    if (character === '@') return '\\p{L}'
    return character === ' ' ? '[^\\S\\n]' : character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
  })
  return new RegExp(`(?<![\\p{L}\\p{N}])${each.join('')}(?![\\p{L}\\p{N}])`, 'giu')
}

function withoutOverlaps(found: readonly Hit[]): readonly Hit[] {
  const inOrder = found.toSorted((a, b) => a.start - b.start || b.end - a.end)
  const kept: Hit[] = []
  for (const hit of inOrder) {
    const last = kept.at(-1)
    if (last === undefined || hit.start >= last.end) kept.push(hit)
    else if (hit.end - hit.start > last.end - last.start) kept[kept.length - 1] = hit
  }
  return kept
}
