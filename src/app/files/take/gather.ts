/** The cells of a file that are about a figure, by district and indicator; and what is about none. */
import type { PlaceId } from '../../../domain/ids.ts'
import type { Indicator } from '../../../domain/set/indicator-set.ts'
import type { Month } from '../../month/month.ts'
import { isBlank } from '../../sheet/keys/cell-text.ts'
import type { Side } from '../download/written-cell.ts'
import { addressOf } from '../grid.ts'
import type { FileCell, FileRange } from '../read/file-cells.ts'
import { codesOf, plain } from './headings.ts'
import { type Located, serviceOfCode } from './locate.ts'

export interface FoundCell {
  readonly address: string
  readonly cell: FileCell
  /** Absent where the column holds the whole figure. */
  readonly side?: Side
  /** One cell over several figures: whose it is cannot be told. */
  readonly merged: boolean
}

export interface FoundFigure {
  readonly place: PlaceId
  readonly indicator: Indicator
  /** Cells with something in them, in the order of the file; none where the file leaves the figure empty. */
  readonly cells: readonly FoundCell[]
  /** The first cell that is for it. */
  readonly address: string
}

/** Something in the file that is no figure of this return: said, and left alone. */
export interface Ignored {
  /** 'A17', 'column H'. */
  readonly where: string
  readonly text: string
  readonly because: 'no-row' | 'other-service' | 'no-column' | 'not-yours'
  readonly service?: string
}

export interface Gathered {
  readonly figures: readonly FoundFigure[]
  readonly ignored: readonly Ignored[]
}

const holds = (range: FileRange, row: number, column: number): boolean =>
  range.top <= row && row <= range.bottom && range.left <= column && column <= range.right

export function gather({ sheet, headings }: Located, month: Month): Gathered {
  const byCode = codesOf(month)
  // Cells are added in place: a file may name one figure thousands of times.
  const figures = new Map<string, FoundFigure & { readonly cells: FoundCell[] }>()
  const ignored: Ignored[] = []
  const figureColumns = new Set(headings.places.map(({ column }) => column))
  const overSeveral = sheet.merged.filter(
    ({ top, bottom, left, right }) =>
      bottom > headings.row &&
      (bottom > top ||
        Array.from({ length: right - left + 1 }, (_, i) => left + i).filter(c => figureColumns.has(c)).length > 1),
  )
  const filled = new Set<number>()
  for (const [r, row] of sheet.rows.entries()) {
    if (r <= headings.row) continue
    const code = row[headings.codes]
    const indicator = code && byCode.get(plain(code.text))
    if (indicator === undefined) {
      const stray = headings.places.some(({ column }) => row[column] !== undefined)
      if (code === undefined || !stray) continue
      const service = serviceOfCode(month, code.text)
      ignored.push({
        where: addressOf(r, headings.codes),
        text: code.text,
        because: service === undefined ? 'no-row' : 'other-service',
        ...(service === undefined ? {} : { service }),
      })
      continue
    }
    for (const [c, cell] of row.entries()) if (cell !== undefined) filled.add(c)
    for (const { column, place, side } of headings.places) {
      const key = `${place}/${indicator.id}`
      const address = addressOf(r, column)
      const known = figures.get(key) ?? { place, indicator, cells: [], address }
      const cell = row[column]
      figures.set(key, known)
      if (cell === undefined || cell.kind === 'blank' || isBlank(cell.text)) continue
      const merged = overSeveral.some(range => holds(range, r, column))
      known.cells.push({ address, cell, merged, ...(side ? { side } : {}) })
    }
  }
  for (const { column, text, because } of headings.others)
    if (filled.has(column)) ignored.push({ where: `column ${addressOf(0, column).slice(0, -1)}`, text, because })
  return { figures: [...figures.values()], ignored }
}
