/** Hands the month's sheet to the person as a file. Needs no network. */

import type { MonthWork } from '../../sheet/work/month-work.ts'
import { saveFile } from '../../this-device/save-file.ts'
import { writeWorkbook } from '../xlsx.ts'
import { toCsv } from './csv.ts'
import { aboutSheet, definitionsSheet } from './definitions.ts'
import { fileName, monthSheet } from './layout.ts'

export type FileFormat = 'xlsx' | 'csv'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The workbook's bytes: the month's sheet, the definitions, and what the file is of. */
export function monthWorkbook(work: MonthWork): Promise<Uint8Array> {
  const { month, desk } = work
  const { today } = desk.state().installation
  const sheets = [monthSheet(work), definitionsSheet(month), aboutSheet(month, today)]
  return writeWorkbook(fileName(month), sheets, new Date(`${today}T12:00:00Z`))
}

/** The name of the file that was saved. */
export async function saveMonth(work: MonthWork, format: FileFormat): Promise<string> {
  // What is still being typed belongs into the file.
  await work.flush()
  const name = `${fileName(work.month)}.${format}`
  const content =
    format === 'csv'
      ? new Blob([toCsv(monthSheet(work))], { type: 'text/csv;charset=utf-8' })
      : new Blob([new Uint8Array(await monthWorkbook(work))], { type: xlsxType })
  saveFile(content, name)
  return name
}
