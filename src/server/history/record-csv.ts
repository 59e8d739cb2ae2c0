/** The record as CSV for a spreadsheet: one line an entry, with the hashes that let somebody else check the chain. */
import Papa from 'papaparse'
import { type Names, sentenceOf } from './act-sentences.ts'
import type { ChainedEntry } from './chain.ts'

const columns = [
  'number',
  'when (UTC)',
  'person',
  'what',
  'sentence',
  'contract',
  'place',
  'month',
  'service',
  'details',
  'hash before',
  'hash',
] as const

/**
 * A cell that a spreadsheet would take for a formula is written as text, with an apostrophe before it. Our own
 * pattern: papaparse's asks for a cell of a single line, and a line break after the formula would get past it.
 */
const formula = /^[=+\-@\t\r\0]/

/** Lines of CSV with their line ends; the first part of a file brings the header. */
export function recordCsv(
  entries: readonly ChainedEntry[],
  names: Names,
  header: 'with-header' | 'without-header',
): string {
  const lines = entries.map(entry => [
    entry.seq,
    entry.at,
    entry.person_name,
    entry.what,
    sentenceOf(entry, names),
    entry.contract ?? '',
    entry.place ?? '',
    entry.period ?? '',
    entry.service ?? '',
    entry.about,
    entry.prev,
    entry.hash,
  ])
  const all = header === 'with-header' ? [[...columns], ...lines] : lines
  if (all.length === 0) return ''
  return `${Papa.unparse(all, { escapeFormulae: formula, newline: '\r\n' })}\r\n`
}
