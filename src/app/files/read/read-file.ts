/** The bytes of a chosen file, read as cells or refused with a reason. Runs in a worker; never throws for a bad file. */
import { readWorkbook } from '../xlsx.ts'
import { type FileRead, type FileSheet, isTooLarge, limits } from './file-cells.ts'
import { decodeText, kindOfFile } from './kind-of-file.ts'
import { readTextTable } from './text-table.ts'
import { sizedZip } from './zip-size.ts'

const refused = (problem: Extract<FileRead, { ok: false }>['problem']): FileRead => ({ ok: false, problem })

const judged = (sheets: readonly FileSheet[]): FileRead => {
  if (isTooLarge(sheets)) return refused('too-many-cells')
  return sheets.every(({ rows }) => rows.every(row => row.every(cell => cell === undefined)))
    ? refused('empty')
    : { ok: true, sheets }
}

async function readZip(bytes: Uint8Array): Promise<FileRead> {
  const zip = await sizedZip(bytes)
  if (typeof zip === 'string') return refused(zip)
  if (zip.names.has('content.xml')) return refused('open-document')
  if (zip.names.has('xl/workbook.bin')) return refused('binary-workbook')
  if (!zip.names.has('xl/workbook.xml')) return refused('not-a-spreadsheet')
  try {
    return judged(await readWorkbook(bytes))
  } catch (error) {
    console.warn('Fieldfare: a file could not be read', error)
    return refused('damaged')
  }
}

export async function readFileBytes(bytes: Uint8Array): Promise<FileRead> {
  if (bytes.length > limits.file) return refused('too-big')
  if (bytes.length === 0) return refused('empty')
  switch (kindOfFile(bytes)) {
    case 'zip':
      return readZip(bytes)
    case 'old-excel':
      return refused('old-excel')
    case 'password':
      return refused('password')
    case 'other':
      return refused('not-a-spreadsheet')
    case 'text':
      return judged([readTextTable(decodeText(bytes) ?? '')])
  }
}
