/** A file somebody chose, as cells: whatever program wrote it, nothing judged yet. Plain data that crosses to a worker. */

/**
 * What stands in a cell. `text` is what a person sees, a date as 'YYYY-MM-DD', a percentage as '64%'. A formula's value
 * is its last result, as the file holds it.
 */
export interface FileCell {
  readonly kind: 'text' | 'number' | 'percent' | 'date' | 'error' | 'truth' | 'blank'
  readonly text: string
  readonly formula: boolean
}

/** Rows and columns from 0, both ends included. */
export interface FileRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface FileSheet {
  readonly name: string
  readonly hidden: boolean
  /** An empty cell is undefined. */
  readonly rows: readonly (readonly (FileCell | undefined)[])[]
  readonly merged: readonly FileRange[]
}

/** Why a file was not read at all. */
export type FileProblem =
  | 'too-big'
  | 'empty'
  | 'not-a-spreadsheet'
  | 'old-excel'
  | 'password'
  | 'open-document'
  | 'binary-workbook'
  | 'unpacks-too-big'
  | 'too-many-cells'
  | 'damaged'
  | 'too-slow'

export type FileRead =
  | { readonly ok: true; readonly sheets: readonly FileSheet[] }
  | { readonly ok: false; readonly problem: FileProblem }

const million = 1_000_000

export const limits = {
  /** Bytes of the file: a month's sheet is some 20 kB. */
  file: 5 * million,
  /** Bytes that all its parts may come to, unpacked. */
  unpacked: 25 * million,
  parts: 1_000,
  sheets: 20,
  /** Rows and columns with something in them. */
  rows: 1_000,
  columns: 200,
  /** Merged cells: each is looked at beside every figure. */
  merged: 2_000,
  /** The last cell looked at. Rows that are only coloured, far below, do no harm. */
  readTo: 'IV2000',
  /** Milliseconds. */
  patience: 20_000,
} as const

/** Whether something stands beyond the rows and columns that a month's sheet can have. */
export const isTooLarge = (sheets: readonly FileSheet[]): boolean =>
  sheets.some(
    ({ rows, merged }) =>
      merged.length > limits.merged ||
      rows.some(
        (row, r) =>
          (r >= limits.rows || row.length > limits.columns) &&
          row.some((cell, c) => cell !== undefined && (r >= limits.rows || c >= limits.columns)),
      ),
  )
