/** A block of cells chosen from the one someone is in, as in a spreadsheet. */

import type { Block } from './block.ts'
import type { Extent, Spot } from './moves.ts'

export interface Chosen {
  /** The cell she is in. */
  readonly from: Spot
  /** The corner across from it. */
  readonly to: Spot
}

export interface Rectangle {
  readonly top: number
  readonly left: number
  readonly rows: number
  readonly columns: number
}

export const rectangleOf = ({ from, to }: Chosen): Rectangle => ({
  top: Math.min(from.row, to.row),
  left: Math.min(from.column, to.column),
  rows: Math.abs(from.row - to.row) + 1,
  columns: Math.abs(from.column - to.column) + 1,
})

const within = (at: number, count: number): number => Math.min(Math.max(at, 0), count - 1)

/** The block with its far corner moved, never out of the sheet. */
export const extended = ({ from, to }: Chosen, rows: number, columns: number, extent: Extent): Chosen => ({
  from,
  to: { row: within(to.row + rows, extent.rows), column: within(to.column + columns, extent.columns) },
})

export const spotsOf = ({ top, left, rows, columns }: Rectangle): readonly (readonly Spot[])[] =>
  Array.from({ length: rows }, (_, row) =>
    Array.from({ length: columns }, (_, column) => ({ row: top + row, column: left + column })),
  )

export const isOneCell = (chosen: Chosen): boolean =>
  chosen.from.row === chosen.to.row && chosen.from.column === chosen.to.column

/** '3 by 2 cells': down, then across. */
export const sizeWords = ({ rows, columns }: Rectangle): string =>
  rows * columns === 1 ? '1 cell' : `${rows} by ${columns} cells`

/** How a block is told to whoever pastes over it: on the element that holds the cells. */
export function markRectangle(box: HTMLElement, rectangle: Rectangle | undefined): void {
  if (rectangle === undefined) delete box.dataset['chosen']
  else box.dataset['chosen'] = JSON.stringify(rectangle)
}

export const markedRectangle = (box: HTMLElement): Rectangle | undefined =>
  box.dataset['chosen'] === undefined ? undefined : (JSON.parse(box.dataset['chosen']) as Rectangle)

const quoted = (text: string): string => (/["\t\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The block as Excel, LibreOffice and Google Sheets read plain text. */
export const asText = (block: Block): string => block.map(line => line.map(quoted).join('\t')).join('\r\n')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replace(/\r?\n/g, '<br>')

/** The same as a table. */
export const asHtml = (block: Block): string =>
  `<table>${block.map(line => `<tr>${line.map(text => `<td>${escaped(text)}</td>`).join('')}</tr>`).join('')}</table>`
