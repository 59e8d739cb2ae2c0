/** A CSV file as a table of rows with their lines, or what is wrong with it: file, line, column, what was expected. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import Papa from 'papaparse'
import type { Fault, Row } from '../domain/scorecard/table.ts'

/** An input that cannot be used; its message is for the person who gave it. */
export class UnusableInput extends Error {}

/** 'F.csv, line 7, column period: expected a month as YYYY-MM, found "2017-13".' */
export const faultMessage = (file: string, fault: Fault): string =>
  `${file}, line ${fault.line}, column ${fault.column}: expected ${fault.expected}, found ${fault.found === '' ? 'nothing' : `"${fault.found}"`}.`

/** Read from where the person stands: npm runs a script in the package's folder, whatever hers was. */
function readText(file: string): string {
  const from = process.env['INIT_CWD'] ?? process.cwd()
  const bytes = readBytes(file, resolve(from, file))
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new UnusableInput(`${file}, ${firstUnreadable(bytes)}: expected CSV text in UTF-8, found other bytes.`)
  }
}

/** 'line 7, column place': where a file stops being UTF-8, as one saved by an old spreadsheet program does. */
function firstUnreadable(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  const line = text.slice(0, text.indexOf('\uFFFD')).split(/\r\n|\r|\n/).length
  const [header = [], ...rows] = Papa.parse<string[]>(text, { delimiter: ',' }).data
  const row = rows.find(fields => fields.some(field => field.includes('\uFFFD')))
  const column = row && header[row.findIndex(field => field.includes('\uFFFD'))]
  return column === undefined || column.includes('\uFFFD') ? `line ${line}` : `line ${line}, column ${column.trim()}`
}

function readBytes(file: string, path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'ENOENT') throw new UnusableInput(`${file}: there is no such file.`)
    if (code === 'EISDIR') throw new UnusableInput(`${file}: expected a CSV file, found a folder.`)
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnusableInput(`${file} cannot be read: ${reason}`)
  }
}

/** 'Monthly Target' is the column monthly_target. */
const columnName = (name: string): string => name.trim().toLowerCase().replaceAll(/\s+/g, '_')

const isBlank = (fields: readonly string[]): boolean => fields.every(field => field.trim() === '')

/**
 * Rows of a CSV text with a header that has these columns, in any order and case; other columns and blank lines are
 * ignored. `fewest`: how many rows there must be.
 */
export function parseTable(file: string, text: string, columns: readonly string[], fewest: 0 | 1 = 0): readonly Row[] {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', header: false })
  const lines: number[] = []
  let line = 1
  for (const fields of parsed.data) {
    lines.push(line)
    line += 1 + fields.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
  }
  const [header = []] = parsed.data
  const [broken] = parsed.errors
  if (broken) {
    const at = broken.row ?? 0
    const column = header[(parsed.data[at]?.length ?? 1) - 1]?.trim() ?? ''
    const where = `line ${lines[at] ?? 1}${at === 0 || column === '' ? '' : `, column ${column}`}`
    const found = broken.code === 'MissingQuotes' ? 'a quoted field without its closing quote' : broken.message
    throw new UnusableInput(`${file}, ${where}: expected well-formed CSV, found ${found}.`)
  }
  const names = header.map(columnName)
  const lacking = columns.filter(column => !names.includes(column))
  if (lacking.length > 0)
    throw new UnusableInput(
      `${file}, line 1, column ${lacking.join(', ')}: expected the columns ${columns.join(', ')}, found ${header.map(name => name.trim()).join(', ') || 'nothing'}.`,
    )
  const twice = names.find((name, at) => columns.includes(name) && names.indexOf(name) !== at)
  if (twice !== undefined)
    throw new UnusableInput(`${file}, line 1, column ${twice}: expected it once, found it twice.`)
  const rows = parsed.data.slice(1).flatMap((fields, at): readonly Row[] => {
    if (isBlank(fields)) return []
    const row = {
      line: lines[at + 1] ?? 0,
      fields: Object.fromEntries(names.map((name, i) => [name, fields[i] ?? ''])),
    }
    if (fields.length !== names.length)
      throw new UnusableInput(
        `${file}, line ${row.line}, column ${names[fields.length] ?? `${names.length + 1}`}: expected ${names.length} fields, found ${fields.length}.`,
      )
    return [row]
  })
  if (rows.length < fewest)
    throw new UnusableInput(
      `${file}, line 2, column ${columns.join(', ')}: expected at least one row, found only the header.`,
    )
  return rows
}

export const readTable = (file: string, columns: readonly string[], fewest: 0 | 1 = 0): readonly Row[] =>
  parseTable(file, readText(file), columns, fewest)
