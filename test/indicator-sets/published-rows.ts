/** The published tables, row by row. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'

export type PublishedRow = Readonly<Record<string, string>>

/** A cell of a row; throws when the table has no such column, so that a test cannot pass on a misspelt one. */
export function cell(row: PublishedRow, column: string): string {
  const text = row[column]
  if (text === undefined) throw new Error(`no column ${column}`)
  return text
}

export function publishedRows(table: string): readonly PublishedRow[] {
  const text = readFileSync(join(import.meta.dirname, '..', 'published', `${table}.csv`), 'utf8')
  return Papa.parse<PublishedRow>(text, { header: true, skipEmptyLines: true }).data
}

/** Figures and targets of the levels `contract` and `county` are the contract's as a whole. */
export const isWhole = (row: PublishedRow): boolean => ['contract', 'county'].includes(cell(row, 'level'))
