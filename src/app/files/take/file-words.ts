/** What a file's report says, in sentences. */

import type { IsoDate } from '../../../domain/ids.ts'
import { entrySentence } from '../../../domain/sentences.ts'
import { codeIn } from '../../../domain/set/indicators.ts'
import { periodName } from '../../../domain/time/period.ts'
import { contractTitle, type Month } from '../../month/month.ts'
import { longDate } from '../../words.ts'
import type { FileProblem } from '../read/file-cells.ts'
import type { Ignored } from './gather.ts'
import type { Mismatch } from './locate.ts'
import type { ReportLine } from './report.ts'

const problems: Readonly<Record<FileProblem | 'cannot-open', string>> = {
  'too-big': 'This file is larger than 5 MB. A month’s sheet is far smaller: choose the sheet itself.',
  empty: 'There is nothing in this file.',
  'not-a-spreadsheet': 'This is not a spreadsheet. Choose an Excel file (.xlsx), a CSV file or tab-separated text.',
  'old-excel': 'This is an old Excel file (.xls). Open it, save it as “Excel workbook (.xlsx)” and choose that.',
  password: 'This file has a password. Save it without one and choose it again.',
  'open-document': 'This is an OpenDocument file (.ods). Save it as “Excel 2007–365 (.xlsx)” and choose that.',
  'binary-workbook': 'This is a binary Excel file (.xlsb). Save it as “Excel workbook (.xlsx)” and choose that.',
  'unpacks-too-big': 'Unpacked, this file is far larger than any month’s sheet: it has not been opened.',
  'too-many-cells':
    'This file has more than 1,000 rows, 200 columns or 2,000 merged cells: choose the month’s sheet itself.',
  damaged: 'This file is damaged or not complete: it cannot be read. Save it again and choose it again.',
  'too-slow': 'Reading this file took too long, so it was stopped. Choose the month’s sheet itself.',
  'cannot-open': 'This file cannot be opened: it may have been moved, or be open in another program.',
}

export const problemWords = (problem: FileProblem | 'cannot-open'): string => problems[problem]

export function mismatchWords(mismatch: Mismatch, month: Month): string {
  const ours = `${contractTitle(month.set, month.service, month.contract, month.period)}, ${periodName(month.period)}`
  switch (mismatch.type) {
    case 'wrong-month':
      return `This file is of ${mismatch.month}. This page is of ${periodName(month.period)}: upload it on its own month’s page.`
    case 'wrong-contract':
      return `This file is of another contract: ${mismatch.contract}. This page is of ${ours}.`
    case 'other-service':
      return `The codes in this file are those of another service: ${mismatch.service}. This page is of ${ours}.`
    case 'no-places':
      return 'No column of this file is headed by a district of this return. Each column of figures needs its district’s name above it.'
    case 'no-codes': {
      const [first] = month.indicators
      const such = first === undefined ? '' : `, such as ${codeIn(first, month.period)}`
      return `No row of this file begins with a code of this return${such}. Each row of figures needs its code.`
    }
    case 'hidden':
      return `The figures are on a hidden sheet, “${mismatch.sheet}”. Show it, save the file and choose it again.`
  }
}

/** Why a figure is not taken, with the text of its cell. */
export function refusalWords({ outcome, indicator }: Pick<ReportLine, 'outcome' | 'indicator'>): string {
  if (outcome.type !== 'refused') return ''
  const { text } = outcome.cell.cell
  switch (outcome.because) {
    case 'date':
      return text === ''
        ? 'The spreadsheet has made a date of what was typed. Type the number there, or in the cell here.'
        : `The spreadsheet has made a date, ${longDate(text as IsoDate)}, of what was typed: “1/3” becomes 1 March. Type part and whole each in its own column.`
    case 'error':
      return `“${text}” is an error of the spreadsheet, not a figure.`
    case 'merged':
      return 'One merged cell covers several figures: whose it is cannot be told. Unmerge it.'
    case 'twice':
      return 'The file has two different figures for this: leave one.'
    case 'contested':
      return 'Entered differently by more than one person: choose one in the cell first.'
    case 'lines':
      return 'This figure is the sum of its lines: change them in the cell.'
    case 'figure-and-gap':
      return `The file has a figure and “${shortened(text)}” for this: leave one.`
    case 'not-entered-here':
      return 'Not typed here: it is supplied by the council, worked out, or not due this month.'
    case 'read-only':
      return 'This return cannot be changed now.'
    case 'needs-a-reason':
      return 'Choose this in the cell, where the reason can be given, or type it behind: “Not available: the form came late”.'
    case 'no-whole-here':
      return 'This indicator has no whole: its figure goes into the first column.'
    default:
      return entrySentence(outcome.because, indicator, shortened(text))
  }
}

export function ignoredWords({ because, service }: Ignored): string {
  switch (because) {
    case 'no-row':
      return 'not a code of this return.'
    case 'other-service':
      return `a code of another service (${service ?? ''}).`
    case 'no-column':
      return 'not a district of this return.'
    case 'not-yours':
      return 'not one of your districts of this contract.'
  }
}

const longestShown = 60
export const shortened = (text: string): string =>
  text.length > longestShown ? `${text.slice(0, longestShown)}…` : text
