/** Which month and contract a file says it is of, and which of its sheets is the month's. */
import { monthNames, type Period, period } from '../../../domain/time/period.ts'
import type { FileCell, FileSheet } from '../read/file-cells.ts'

export interface Identity {
  readonly month?: Period
  readonly contract?: string
  readonly set?: string
}

const monthPattern = /^([a-z]{3,9})[ -’']{1,2}(\d{4}|\d\d)$/i

/** 'June 2017', 'Jun-17' or a date that a spreadsheet made of it. */
export function monthIn(cell: Pick<FileCell, 'kind' | 'text'>): Period | undefined {
  if (cell.kind === 'date') return /^\d{4}-\d\d/.test(cell.text) ? period(cell.text.slice(0, 7)) : undefined
  const [, name = '', year = ''] = monthPattern.exec(cell.text.trim()) ?? []
  const month = monthNames.findIndex(
    one =>
      name.length >= 3 &&
      (one.toLowerCase() === name.toLowerCase() || one.slice(0, 3).toLowerCase() === name.toLowerCase()),
  )
  if (month < 0) return undefined
  return period(`${year.length === 2 ? `20${year}` : year}-${String(month + 1).padStart(2, '0')}`)
}

/** Lines that a download writes stand near the top. */
const lookedAt = 30

const said = (sheet: FileSheet, pattern: RegExp): string | undefined => {
  for (const row of sheet.rows.slice(0, lookedAt))
    for (const cell of row) {
      const found = cell?.kind === 'text' ? pattern.exec(cell.text) : null
      if (found?.[1] !== undefined) return found[1]
    }
  return undefined
}

const patterns = {
  month: /\breturn month:\s*([a-z]+ \d{4})/i,
  contract: /\bcontract:\s*([a-z]{2,4}-[a-z0-9-]+)/i,
  set: /\bindicator set:\s*([^|]+?)\s*(?:\||$)/i,
} as const

/** What one sheet says of itself: the lines a download writes, else a month above its headings, else its name. */
export function identityOf(sheet: FileSheet, headingRow: number): Identity {
  const line = said(sheet, patterns.month)
  const titles = sheet.rows.slice(0, Math.max(headingRow, 0)).flatMap(row => row.flatMap(cell => (cell ? [cell] : [])))
  const month =
    (line === undefined ? undefined : monthIn({ kind: 'text', text: line })) ??
    titles.map(monthIn).find(one => one !== undefined) ??
    monthIn({ kind: 'text', text: sheet.name })
  const contract = said(sheet, patterns.contract)
  const set = said(sheet, patterns.set)
  return {
    ...(month === undefined ? {} : { month }),
    ...(contract === undefined ? {} : { contract }),
    ...(set === undefined ? {} : { set }),
  }
}
