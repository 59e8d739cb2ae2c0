/** A block of cells copied from a spreadsheet: rows by line, columns by tab, quoted where a cell holds either. */

export type Block = readonly (readonly string[])[]

/** True when a paste is more than one cell, so that it is placed by preview and not typed into the field. */
export const isBlock = (text: string): boolean => /[\t\n\r]/.test(text.replace(/(\r?\n|\r)+$/, ''))

/** The cells of the copied text. A trailing line end is not a row. */
export function readBlock(text: string): Block {
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  const source = text.replace(/\r\n?/g, '\n').replace(/\n+$/, '')
  for (let i = 0; i < source.length; i++) {
    const char = source[i] ?? ''
    if (quoted) {
      if (char === '"' && source[i + 1] === '"') {
        cell += '"'
        i++
      } else if (char === '"') quoted = false
      else cell += char
    } else if (char === '"' && cell === '') quoted = true
    else if (char === '\t' || char === '\n') {
      row.push(cell)
      cell = ''
      if (char === '\n') {
        rows.push(row)
        row = []
      }
    } else cell += char
  }
  row.push(cell)
  rows.push(row)
  return rows
}
