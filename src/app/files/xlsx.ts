/** The one place that knows the spreadsheet library: grids to an XLSX file, and an XLSX file to cells as they stand. */
import { type Cell, type CellStyle, type CellValue, readXlsx, type Sheet, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { GridCell, GridLook, GridSheet } from './grid.ts'
import { type FileCell, type FileSheet, limits } from './read/file-cells.ts'

const border = { style: 'thin', color: { rgb: '8A9396' } } as const
const box = { top: border, bottom: border, left: border, right: border }
const fill = (rgb: string): NonNullable<CellStyle['fill']> => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } })

const looks: Readonly<Record<GridLook, CellStyle>> = {
  title: { font: { bold: true, size: 14 } },
  said: { font: { color: { rgb: '3B4346' } } },
  heading: {
    font: { bold: true, color: { rgb: 'FFFFFF' } },
    fill: fill('1D4F5C'),
    border: box,
    alignment: { wrapText: true, vertical: 'center' },
    protection: { locked: true },
  },
  label: { border: box, alignment: { wrapText: true, vertical: 'top' }, protection: { locked: true } },
  entry: { border: box, alignment: { vertical: 'top' }, protection: { locked: false } },
  shut: {
    font: { color: { rgb: '3B4346' } },
    fill: fill('E6EAEB'),
    border: box,
    alignment: { vertical: 'top' },
    protection: { locked: true },
  },
}

/** An empty text is an empty cell; every other text is written as text, whatever it begins with. */
const written = ({ value }: GridCell): CellValue => (value === '' ? null : value)

function writeSheet(sheet: GridSheet): WriteSheet {
  const cells = new Map<string, Partial<Cell>>(
    sheet.rows.flatMap((row, r) =>
      row.map((cell, c) => [`${r},${c}`, { value: written(cell), style: looks[cell.look] }] as const),
    ),
  )
  return {
    name: sheet.name,
    rows: sheet.rows.map(row => row.map(written)),
    cells,
    columns: sheet.widths.map(width => ({ width })),
    ...(sheet.frozen.rows > 0 ? { freezePane: sheet.frozen } : {}),
    // No password: whoever knows better may unlock it. It stops slips, and the upload judges every cell anyhow.
    protection: { sheet: true, formatColumns: true, formatRows: true },
    pageSetup: {
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `$${sheet.headings + 1}:$${sheet.headings + 1}`,
    },
    a11y: { summary: sheet.summary, headerRow: sheet.headings },
  }
}

/** `made` is written into the file as the day it was made. */
export const writeWorkbook = (title: string, sheets: readonly GridSheet[], made: Date): Promise<Uint8Array> =>
  writeXlsx({
    sheets: sheets.map(writeSheet),
    defaultFont: { name: 'Arial', size: 11 },
    properties: {
      title,
      creator: 'Fieldfare',
      created: made,
      modified: made,
      custom: { Language: 'en-GB' },
    },
  })

/** What Excel shows: 15 digits, so that a formula's 0.30000000000000004 is 0.3. */
const digits = (value: number): string => {
  const plain = String(Number(value.toPrecision(15)))
  return /e/.test(plain) ? value.toLocaleString('en-GB', { useGrouping: false, maximumFractionDigits: 20 }) : plain
}

function readCell(value: CellValue, detail: Cell | undefined): FileCell | undefined {
  const formula = detail?.formula !== undefined
  if (detail?.type === 'error') return { kind: 'error', text: String(value), formula }
  if (value === null || value === '') return formula ? { kind: 'blank', text: '', formula } : undefined
  if (typeof value === 'string') return { kind: 'text', text: value, formula }
  if (typeof value === 'boolean') return { kind: 'truth', text: value ? 'TRUE' : 'FALSE', formula }
  if (value instanceof Date)
    return { kind: 'date', text: Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10), formula }
  return /%/.test(detail?.style?.numFmt ?? '')
    ? { kind: 'percent', text: `${digits(value * 100)}%`, formula }
    : { kind: 'number', text: digits(value), formula }
}

const readSheet = (sheet: Sheet): FileSheet => ({
  name: sheet.name,
  hidden: sheet.hidden === true || sheet.veryHidden === true,
  rows: sheet.rows.map((row, r) => row.map((value, c) => readCell(value, sheet.cells?.get(`${r},${c}`)))),
  merged: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
    top: startRow,
    left: startCol,
    // Columns merged to the right edge of the sheet are no more than those that are looked at.
    bottom: Math.min(endRow, limits.rows),
    right: Math.min(endCol, limits.columns),
  })),
})

/** The sheets of a workbook whose size has been looked at; throws on one that is damaged. */
export async function readWorkbook(bytes: Uint8Array): Promise<readonly FileSheet[]> {
  const { sheets } = await readXlsx(bytes, {
    readStyles: true,
    sheets: (_, index) => index < limits.sheets,
    range: `A1:${limits.readTo}`,
  })
  return sheets.map(readSheet)
}
