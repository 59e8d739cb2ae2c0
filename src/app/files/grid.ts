/** A month's sheet as rows and columns of a spreadsheet, before any file format. */

/** How a cell looks and whether it is open to typing: only `entry` is. `shut` is grey: a figure that is not typed here. */
export type GridLook = 'title' | 'said' | 'heading' | 'label' | 'entry' | 'shut'

export interface GridCell {
  readonly look: GridLook
  readonly value: string | number
}

export interface GridSheet {
  readonly name: string
  readonly rows: readonly (readonly GridCell[])[]
  /** In characters, by column. */
  readonly widths: readonly number[]
  /** How many rows and columns stay in view. */
  readonly frozen: { readonly rows: number; readonly columns: number }
  /** The row (from 0) of the columns' headings. */
  readonly headings: number
  readonly summary: string
}

/** 'F12' of row 11, column 5, both from 0. */
export function addressOf(row: number, column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  return `${letters}${row + 1}`
}
