/**
 * Where each cell of a pasted block goes, and what does not fit. By labels when the block brings codes or district
 * names along; else by position from the cell in focus, as a spreadsheet does. Nothing is written here.
 */

import { isRatio } from '../../../domain/figures/measure.ts'
import type { PlaceId } from '../../../domain/ids.ts'
import { type EntryProblem, readEntry } from '../../../domain/number/entry.ts'
import type { Decimal } from '../../../domain/number/exact.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import { entryRule, type Field, followedBy, mainField } from '../cell/typed-value.ts'
import type { Block } from './block.ts'
import type { Spot } from './moves.ts'

export interface PasteRow {
  readonly indicator: Indicator
  readonly code: string
}

export interface PasteColumn {
  readonly place: PlaceId
  readonly name: string
  /** False when the return has been submitted, or is not this person's to edit. */
  readonly editable: boolean
}

export interface Fit {
  readonly place: PlaceId
  readonly indicator: Indicator
  readonly texts: ReadonlyMap<Field, string>
  readonly text: string
}

export type UnfitReason =
  | EntryProblem
  | 'no-row'
  | 'no-column'
  | 'not-entered-here'
  | 'read-only'
  | 'needs-a-reason'
  | 'no-whole-here'

export interface Unfit {
  readonly text: string
  /** 'CEH09, Gravesham' or, outside the sheet, 'line 3, column 9'. */
  readonly where: string
  readonly because: UnfitReason
}

export interface PastePlan {
  readonly by: 'labels' | 'position'
  readonly fits: readonly Fit[]
  readonly unfits: readonly Unfit[]
}

export interface PasteSheet {
  readonly rows: readonly PasteRow[]
  readonly columns: readonly PasteColumn[]
  /** Whether this month's return asks for it of this provider. */
  asked(place: PlaceId, indicator: Indicator): boolean
  /** What a part or whole that follows another indicator is now. */
  followed(place: PlaceId, indicator: Indicator, field: Field): Decimal | undefined
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')
const saysGap = /^(n\/?a|n\.a\.?|not (applicable|available)|to follow|tbc|nil return)$/i

interface Placement {
  readonly by: PastePlan['by']
  readonly row: (line: number) => PasteRow | undefined
  readonly column: (cell: number) => { readonly column: PasteColumn; readonly field?: Field } | undefined
  /** Labels, titles and totals: not figures. */
  readonly skips: (line: number, cell: number) => boolean
}

/** Titles and merged cells stand above the line of district names in many spreadsheets. */
const linesOfTitles = 20

interface Headings {
  /** The line that names districts; -1 when none does. */
  readonly line: number
  readonly named: ReadonlyMap<number, { readonly column: PasteColumn; readonly field?: Field }>
}

/** The line that names the most districts, among the first ones. */
function headings(block: Block, columns: readonly PasteColumn[]): Headings {
  let best: Headings = { line: -1, named: new Map() }
  for (const [line, cells] of block.slice(0, linesOfTitles).entries()) {
    const named = namedIn(cells, columns)
    if (named.size > best.named.size) best = { line, named }
  }
  return best
}

function namedIn(cells: readonly string[], columns: readonly PasteColumn[]): Headings['named'] {
  const found = new Map<number, { readonly column: PasteColumn; readonly field?: Field }>()
  for (const [cell, text] of cells.entries()) {
    const [, name = '', side] = /^(.*?)(?:[ ,(-]+(part|whole|numerator|denominator)\)?)?$/.exec(plain(text)) ?? []
    const column = columns.find(one => plain(one.name) === name)
    if (column === undefined) continue
    const field = side === undefined ? undefined : side === 'part' || side === 'numerator' ? 'part' : 'whole'
    found.set(cell, field === undefined ? { column } : { column, field })
  }
  return found
}

function codeColumnOf(block: Block, rows: readonly PasteRow[]): number {
  const codes = new Set(rows.map(row => plain(row.code)))
  return [0, 1, 2].findIndex(cell => block.some(line => codes.has(plain(line[cell] ?? ''))))
}

function placement(block: Block, sheet: PasteSheet, at: Spot): Placement {
  const { line: headingLine, named } = headings(block, sheet.columns)
  const codeColumn = codeColumnOf(block, sheet.rows)
  const firstLine = headingLine + 1
  const byCode = new Map(sheet.rows.map(row => [plain(row.code), row]))
  // Behind a code column come titles and targets as text: figures begin where a column first holds a number.
  // A percentage there is a target: it is no figure of any cell.
  const isNumberLike = (text: string): boolean => /^[\d.,/ ]+( of [\d.,]+)?$/.test(text.trim()) && text.trim() !== ''
  const firstFigure =
    codeColumn < 0
      ? 0
      : Math.max(
          codeColumn + 1,
          Array.from(
            { length: block.reduce((most, line) => Math.max(most, line.length), 0) },
            (_, cell) => cell,
          ).findIndex(
            cell => cell > codeColumn && block.some((line, i) => i >= firstLine && isNumberLike(line[cell] ?? '')),
          ),
        )
  const firstNamed = Math.min(...named.keys())
  return {
    by: named.size > 0 || codeColumn >= 0 ? 'labels' : 'position',
    row: line =>
      codeColumn >= 0 ? byCode.get(plain(block[line]?.[codeColumn] ?? '')) : sheet.rows[at.row + line - firstLine],
    column: cell => {
      if (named.size > 0) return named.get(cell)
      const column = sheet.columns[at.column + cell - firstFigure]
      return column === undefined ? undefined : { column }
    },
    skips: (line, cell) =>
      line < firstLine ||
      cell === codeColumn ||
      cell < firstFigure ||
      (named.size > 0 &&
        !named.has(cell) &&
        (cell < firstNamed || plain(block[headingLine]?.[cell] ?? '') === 'total')),
  }
}

function textsOf(text: string, indicator: Indicator, field: Field | undefined): ReadonlyMap<Field, string> {
  if (!isRatio(indicator)) return new Map([['value', text]])
  if (field !== undefined) return new Map([[field, text]])
  const sides = /^([^/]+?)\s*(?:\/|\bof\b)\s*([^/]+)$/i.exec(text.trim())
  if (sides)
    return new Map<Field, string>([
      ['part', sides[1] ?? ''],
      ['whole', sides[2] ?? ''],
    ])
  return new Map([[mainField(indicator), text]])
}

/** The plan for a block pasted with the focus at `at`. Empty cells are left as they are. */
export function planPaste(block: Block, sheet: PasteSheet, at: Spot): PastePlan {
  const where = placement(block, sheet, at)
  const texts = new Map<string, { row: PasteRow; column: PasteColumn; fields: Map<Field, string>; text: string }>()
  const unfits: Unfit[] = []
  for (const [line, cells] of block.entries())
    for (const [cell, raw] of cells.entries()) {
      const text = raw.trim()
      if (text === '' || where.skips(line, cell)) continue
      const row = where.row(line)
      const target = where.column(cell)
      if (row === undefined || target === undefined) {
        const position = `line ${line + 1}, column ${cell + 1}`
        unfits.push({ text, where: position, because: row === undefined ? 'no-row' : 'no-column' })
        continue
      }
      const name = `${row.code}, ${target.column.name}`
      const problem = refusal(text, row.indicator, target.column, target.field, sheet)
      if (problem !== undefined) {
        unfits.push({ text, where: name, because: problem })
        continue
      }
      const key = `${target.column.place}/${row.indicator.id}`
      const entry = texts.get(key) ?? { row, column: target.column, fields: new Map<Field, string>(), text: '' }
      for (const [field, value] of textsOf(text, row.indicator, target.field)) entry.fields.set(field, value)
      texts.set(key, { ...entry, text: entry.text === '' ? text : `${entry.text} of ${text}` })
    }
  const pasted = (place: PlaceId, id: string | undefined): string | undefined =>
    texts.get(`${place}/${id}`)?.fields.get('value')
  const fits = [...texts.values()].map(({ row, column, fields, text }): Fit => {
    const own = new Map(fields)
    for (const [field, value] of fields) {
      const other = followedBy(row.indicator, field)
      if (other === undefined) continue
      const now = pasted(column.place, other) ?? sheet.followed(column.place, row.indicator, field)
      // "of 4" that is 4 anyway goes on following, and is not stored.
      if (now !== undefined && sameNumber(now, value, row.indicator)) own.delete(field)
    }
    return { place: column.place, indicator: row.indicator, texts: own, text }
  })
  return { by: where.by, fits: fits.filter(fit => fit.texts.size > 0), unfits }
}

function sameNumber(a: string, b: string, indicator: Indicator): boolean {
  const left = readEntry(a, entryRule(indicator))
  const right = readEntry(b, entryRule(indicator))
  return left.ok && right.ok && left.value !== null && left.value === right.value
}

function refusal(
  text: string,
  indicator: Indicator,
  column: PasteColumn,
  field: Field | undefined,
  sheet: PasteSheet,
): UnfitReason | undefined {
  if (!sheet.asked(column.place, indicator)) return 'not-entered-here'
  if (!column.editable) return 'read-only'
  if (saysGap.test(text)) return 'needs-a-reason'
  if (field === 'whole' && !isRatio(indicator)) return 'no-whole-here'
  for (const value of textsOf(text, indicator, isRatio(indicator) ? field : undefined).values()) {
    const entry = readEntry(value, entryRule(indicator))
    if (!entry.ok) return entry.problem
  }
  return undefined
}
