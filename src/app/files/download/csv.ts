/** The month's sheet as CSV: the same rows and columns, UTF-8 with a byte order mark so that Excel reads it as such. */
import Papa from 'papaparse'
import type { GridSheet } from '../grid.ts'

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it. Our own pattern: papaparse's asks
 * for a cell of a single line, and a line break after the formula would get past it.
 */
const formula = /^[=+\-@\t\r\0]/

export function toCsv(sheet: GridSheet): string {
  const rows = sheet.rows.map(row => row.map(cell => cell.value))
  return `\uFEFF${Papa.unparse(rows, { escapeFormulae: formula, newline: '\r\n' })}\r\n`
}
