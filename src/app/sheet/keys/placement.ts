/** Which row and which column of the sheet each cell of a pasted block is about. */

import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import type { Field } from '../cell/typed-value.ts'
import type { Block } from './block.ts'
import { isBlank } from './cell-text.ts'
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

/** A column of the block: a district's figures, or one side of them. */
export interface Target {
  readonly column: PasteColumn
  readonly field?: Field
}

export interface Placement {
  readonly by: 'labels' | 'position'
  readonly row: (line: number) => PasteRow | undefined
  readonly column: (cell: number) => Target | undefined
  /** Labels, titles and totals: not figures. */
  readonly skips: (line: number, cell: number) => boolean
}

const plain = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')

/** Titles and merged cells stand above the line of district names in many spreadsheets. */
const linesOfTitles = 20

interface Headings {
  /** The line that names districts; -1 when none does. */
  readonly line: number
  readonly named: ReadonlyMap<number, Target>
  /** The first line of figures. */
  readonly figures: number
}

/** The line that names the most districts, among the first ones; under it "Part" and "Whole" may stand. */
function headings(block: Block, columns: readonly PasteColumn[]): Headings {
  let best: Headings = { line: -1, named: new Map(), figures: 0 }
  for (const [line, cells] of block.slice(0, linesOfTitles).entries()) {
    const named = namedIn(cells, columns)
    if (named.size > best.named.size) best = { line, named, figures: line + 1 }
  }
  const under = block[best.line + 1]
  if (best.line < 0 || under === undefined || !under.some(text => sideOf(text) !== undefined)) return best
  return { ...best, named: withSides(best.named, under), figures: best.line + 2 }
}

function sideOf(text: string): Field | undefined {
  const word = plain(text)
  if (word === 'part' || word === 'numerator') return 'part'
  return word === 'whole' || word === 'denominator' ? 'whole' : undefined
}

/** A district's name over two columns stands in the first of them, as a spreadsheet copies merged cells. */
function withSides(named: Headings['named'], under: readonly string[]): Headings['named'] {
  const found = new Map<number, Target>()
  let last: Target | undefined
  for (const [cell, text] of under.entries()) {
    const own = named.get(cell)
    const field = sideOf(text)
    last = own ?? (field === undefined ? undefined : last)
    if (last !== undefined) found.set(cell, field === undefined ? last : { ...last, field })
  }
  return found
}

function namedIn(cells: readonly string[], columns: readonly PasteColumn[]): Headings['named'] {
  const found = new Map<number, Target>()
  for (const [cell, text] of cells.entries()) {
    const [, name = '', side] = /^(.*?)(?:[ ,(-]+(part|whole|numerator|denominator)\)?)?$/.exec(plain(text)) ?? []
    const column = columns.find(one => plain(one.name) === name)
    if (column === undefined) continue
    const field = sideOf(side ?? '')
    found.set(cell, field === undefined ? { column } : { column, field })
  }
  return found
}

function codeColumnOf(block: Block, rows: readonly PasteRow[]): number {
  const codes = new Set(rows.map(row => plain(row.code)))
  return [0, 1, 2].findIndex(cell => block.some(line => codes.has(plain(line[cell] ?? ''))))
}

// A percentage behind a code is a target: it is no figure of any cell.
const isNumberLike = (text: string): boolean => /^[\d.,/ ]+( of [\d.,]+)?$/.test(text.trim()) && !isBlank(text)

/** By labels when the block brings codes or district names along; else by position from `at`, as a spreadsheet does. */
export function placement(
  block: Block,
  sheet: { readonly rows: readonly PasteRow[]; readonly columns: readonly PasteColumn[] },
  at: Spot,
): Placement {
  const { line: headingLine, named, figures: firstLine } = headings(block, sheet.columns)
  const codeColumn = codeColumnOf(block, sheet.rows)
  const byCode = new Map(sheet.rows.map(row => [plain(row.code), row]))
  const width = block.reduce((most, line) => Math.max(most, line.length), 0)
  // Behind a code column come titles and targets as text: figures begin where a column first holds a number.
  const firstNumber = Array.from({ length: width }, (_, cell) => cell).findIndex(
    cell => cell > codeColumn && block.some((line, i) => i >= firstLine && isNumberLike(line[cell] ?? '')),
  )
  const firstFigure = codeColumn < 0 ? 0 : Math.max(codeColumn + 1, firstNumber)
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
      (named.size === 0 && cell < firstFigure) ||
      (named.size > 0 &&
        !named.has(cell) &&
        (cell < firstNamed || plain(block[headingLine]?.[cell] ?? '') === 'total')),
  }
}
