/** CSV, semicolons or tabs: a text file as one sheet of texts. */
import Papa from 'papaparse'
import type { FileSheet } from './file-cells.ts'

/** An apostrophe that keeps a spreadsheet from taking a text for a formula is not part of the text. */
const guarded = /^'(?=[=+\-@\t\r])/

export function readTextTable(text: string): FileSheet {
  const { data } = Papa.parse<string[]>(text, { delimitersToGuess: ['\t', ',', ';'] })
  return {
    name: '',
    hidden: false,
    rows: data.map(row =>
      row.map(cell =>
        cell.trim() === '' ? undefined : { kind: 'text' as const, text: cell.replace(guarded, ''), formula: false },
      ),
    ),
    merged: [],
  }
}
