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
  try {
    const bytes = readFileSync(resolve(from, file))
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) throw new UnusableInput(`${file}, line 1: expected a CSV file in UTF-8.`)
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnusableInput(missing ? `${file}: there is no such file.` : `${file} cannot be read: ${reason}`)
  }
}

/** Rows of a CSV text with a header that has these columns, in any order; other columns are ignored. */
export function parseTable(file: string, text: string, columns: readonly string[]): readonly Row[] {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { delimiter: ',', header: false })
  const lines: number[] = []
  let line = 1
  for (const fields of parsed.data) {
    lines.push(line)
    line += 1 + fields.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0)
  }
  const [broken] = parsed.errors
  if (broken)
    throw new UnusableInput(
      `${file}, line ${lines[broken.row ?? 0] ?? 1}: expected well-formed CSV, found: ${broken.message}.`,
    )
  const [header = []] = parsed.data
  const names = header.map(name => name.trim())
  const lacking = columns.filter(column => !names.includes(column))
  if (lacking.length > 0)
    throw new UnusableInput(
      `${file}, line 1, column ${lacking.join(', ')}: expected the columns ${columns.join(', ')}, found ${names.join(', ') || 'nothing'}.`,
    )
  const twice = names.find((name, at) => columns.includes(name) && names.indexOf(name) !== at)
  if (twice !== undefined)
    throw new UnusableInput(`${file}, line 1, column ${twice}: expected it once, found it twice.`)
  return parsed.data.slice(1).flatMap((fields, at) => {
    if (fields.length === 1 && (fields[0] ?? '').trim() === '') return []
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
}

export const readTable = (file: string, columns: readonly string[]): readonly Row[] =>
  parseTable(file, readText(file), columns)
