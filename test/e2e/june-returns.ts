/** The June 2017 returns of Project Salus's family support, as a provider would type them, and what was published. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Papa from 'papaparse'

const published = resolve(import.meta.dirname, '..', 'published')

const rows = (file: string): readonly Record<string, string>[] =>
  Papa.parse<Record<string, string>>(readFileSync(join(published, file), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  }).data

const isSalus = (row: Record<string, string>): boolean =>
  row['service'] === 'family-support' && row['provider'] === 'Project Salus'

export const districts = [
  'Dartford',
  'Gravesham',
  'Sevenoaks',
  'Maidstone',
  'Tonbridge & Malling',
  'Tunbridge Wells',
] as const
export const contractPath = '/returns/fs-project-salus-2016/2017-06'

interface Typed {
  readonly place: string
  readonly code: string
  readonly field: 'value' | 'part' | 'whole'
  readonly text: string
}

const titles = new Map(rows('indicators.csv').map(row => [row['code'] ?? '', row['short_title'] ?? '']))

/** Codes whose part or whole is another indicator: shown as "of 4", passed over by Tab, not typed. */
const follows = (code: string, operand: 'numerator' | 'denominator'): boolean =>
  /\(CEH\d+\)/.test(rows('indicators.csv').find(row => row['code'] === code)?.[operand] ?? '')

/** Every field a person types for a district, in the order of the sheet. */
export const typedFor = (place: string): readonly Typed[] =>
  rows('returns-2017-06.csv')
    .filter(row => isSalus(row) && row['place'] === place)
    .flatMap((row): Typed[] => {
      const code = row['indicator'] ?? ''
      if (row['count']) return [{ place, code, field: 'value', text: row['count'] }]
      return [
        ...(follows(code, 'numerator') ? [] : [{ place, code, field: 'part', text: row['part'] ?? '' } as const]),
        ...(follows(code, 'denominator') ? [] : [{ place, code, field: 'whole', text: row['whole'] ?? '' } as const]),
      ]
    })

export interface Answer {
  readonly code: string
  readonly kind: 'count' | 'percent' | 'mean'
  /** As a template has them: the count, or the part and the whole. */
  readonly texts: readonly string[]
}

/** Every published figure of a district with its sides in full, those included that follow another indicator. */
export const answersFor = (place: string): readonly Answer[] =>
  rows('returns-2017-06.csv')
    .filter(row => isSalus(row) && row['place'] === place)
    .map(row => ({
      code: row['indicator'] ?? '',
      kind: row['count'] ? 'count' : /equivalent/.test(row['how'] ?? '') ? 'mean' : 'percent',
      texts: row['count'] ? [row['count']] : [row['part'] ?? '', row['whole'] ?? ''],
    }))

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/**
 * The accessible name of a field: 'CEH09 Closed with outcomes achieved, Gravesham, June 2017, part, of 3 closed'. A
 * build of before says neither the month nor what it is of.
 */
export const fieldName = ({ place, code, field }: Pick<Typed, 'place' | 'code' | 'field'>): RegExp =>
  new RegExp(
    `^${escaped(`${code} ${titles.get(code) ?? ''}, ${place}`)}(, June 2017)?${field === 'value' ? '' : `, ${field}(, .*)?`}$`,
  )
export const cellName = (place: string, code: string): string => `${code} ${titles.get(code) ?? ''}, ${place}`

/** Published June ratings of a place: code -> Green, Amber, Red. */
export const publishedRatings = (level: string, place: string): ReadonlyMap<string, string> =>
  new Map(
    rows('statuses.csv')
      .filter(row => isSalus(row) && row['level'] === level && row['place'] === place && row['rag'])
      .map(row => [row['indicator'] ?? '', row['rag'] ?? '']),
  )

/** Published June figures of a place: code -> as printed. */
export const publishedFigures = (level: string, place: string): ReadonlyMap<string, string> =>
  new Map(
    rows('figures.csv')
      .filter(row => isSalus(row) && row['level'] === level && row['place'] === place && row['period'] === '2017-06')
      .map(row => [row['indicator'] ?? '', row['value'] ?? '']),
  )

/**
 * Codes whose contract total must come out of the typed figures: every district's figure was published, or its parts
 * recovered from it. Where parts are only the smallest that print the district's percentage, the total is another's.
 */
export const totalsThatFollow = (): ReadonlySet<string> => {
  const june = rows('returns-2017-06.csv').filter(isSalus)
  const assumed = new Set(june.filter(row => /smallest|assumed/.test(row['how'] ?? '')).map(row => row['indicator']))
  return new Set(june.map(row => row['indicator'] ?? '').filter(code => !assumed.has(code)))
}
