/** Where a sheet's codes and districts stand: found by what they say, wherever they are. */
import { everywhere, type PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { placeById } from '../../../domain/set/places.ts'
import { type Month, nameOfPlace } from '../../month/month.ts'
import { placesInFile } from '../download/layout.ts'
import type { Side } from '../download/written-cell.ts'
import type { FileCell, FileSheet } from '../read/file-cells.ts'

export interface PlaceColumn {
  readonly column: number
  readonly place: PlaceId
  /** Absent where one column holds the whole figure: '3 of 4'. */
  readonly side?: Side
}

/** A column headed by something else. */
export interface OtherColumn {
  readonly column: number
  readonly text: string
  /** A district of the council that is not hers, or nothing known. */
  readonly because: 'not-yours' | 'no-column'
}

export interface Headings {
  /** -1 where no row names a district. */
  readonly row: number
  readonly places: readonly PlaceColumn[]
  readonly others: readonly OtherColumn[]
  /** -1 where no column holds codes. */
  readonly codes: number
}

/** Compared without case, double blanks, and the difference between '&' and 'and'. */
export const plain = (text: string): string => text.trim().toLowerCase().replace(/&/g, ' and ').replace(/\s+/g, ' ')

const textAt = (sheet: FileSheet, row: number, column: number): string => sheet.rows[row]?.[column]?.text ?? ''

/** Every name a place has had, and its id. */
function namesOf(month: Month, place: PlaceId): readonly string[] {
  const names = placeById(month.set, place)?.names.map(({ name }) => name) ?? []
  return [nameOfPlace(month.set, place, month.period), place, ...names].map(plain)
}

const headingPattern = /^(.*?)(?:[ ,(:-]+(part|whole|numerator|denominator|figure)\)?)?$/

function splitHeading(text: string): { readonly name: string; readonly side?: Side } {
  const [, name = '', side] = headingPattern.exec(plain(text)) ?? []
  if (side === undefined || side === 'figure') return { name }
  return { name, side: side === 'part' || side === 'numerator' ? 'part' : 'whole' }
}

/** One heading over two columns is a pair: part and whole. */
const isOverTwo = (sheet: FileSheet, row: number, column: number): boolean =>
  sheet.merged.some(
    one => one.top <= row && row <= one.bottom && one.left === column && one.right === column + 1 && one.top === row,
  )

function placesNamed(sheet: FileSheet, row: number, byName: ReadonlyMap<string, PlaceId>): readonly PlaceColumn[] {
  return (sheet.rows[row] ?? []).flatMap((cell, column): readonly PlaceColumn[] => {
    if (cell === undefined) return []
    const { name, side } = splitHeading(cell.text)
    const place = byName.get(name)
    if (place === undefined) return []
    if (side !== undefined) return [{ column, place, side }]
    return isOverTwo(sheet, row, column)
      ? [
          { column, place, side: 'part' },
          { column: column + 1, place, side: 'whole' },
        ]
      : [{ column, place }]
  })
}

/** Titles stand above the headings, and not many lines of them. */
const headingsWithin = 40
const codesWithin = 12

function codeColumn(sheet: FileSheet, below: number, isCode: (cell: FileCell) => boolean): number {
  let best = { column: -1, found: 0 }
  for (let column = 0; column < codesWithin; column += 1) {
    const found = sheet.rows.filter((row, r) => {
      const cell = row[column]
      return r > below && cell !== undefined && isCode(cell)
    }).length
    if (found > best.found) best = { column, found }
  }
  return best.column
}

const ownHeadings = new Set(['code', 'indicator', 'title', 'measure', 'target', 'total', 'group', 'definition'])

export function findHeadings(sheet: FileSheet, month: Month): Headings {
  const byName = new Map(
    placesInFile(month).flatMap(place => namesOf(month, place).map(name => [name, place] as const)),
  )
  const anyName = new Set(
    month.set.places.flatMap(place => namesOf(month, place.id)).concat(namesOf(month, everywhere)),
  )
  let row = -1
  let places: readonly PlaceColumn[] = []
  for (let r = 0; r < Math.min(sheet.rows.length, headingsWithin); r += 1) {
    const named = placesNamed(sheet, r, byName)
    if (named.length > places.length) {
      row = r
      places = named
    }
  }
  const codes = codeColumn(sheet, row, cell => codesOf(month).has(plain(cell.text)))
  const taken = new Set(places.map(({ column }) => column))
  const others = (sheet.rows[row] ?? []).flatMap((cell, column): readonly OtherColumn[] => {
    if (cell === undefined || taken.has(column) || column === codes) return []
    const { name } = splitHeading(cell.text)
    if (ownHeadings.has(name) || ownHeadings.has(plain(cell.text))) return []
    return [{ column, text: cell.text.trim(), because: anyName.has(name) ? 'not-yours' : 'no-column' }]
  })
  return { row, places, others, codes }
}

/** The codes of that month, in plain letters. */
export const codesOf = (month: Month): ReadonlyMap<string, Indicator> =>
  new Map(month.indicators.map(indicator => [plain(codeIn(indicator, month.period)), indicator]))

export { textAt }
