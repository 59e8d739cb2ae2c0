/** Workbooks as other programs write them, made by hand: XML in a zip. */
import { addressOf } from '../../../src/app/files/grid.ts'
import { type ZipPart, zip } from './zip.ts'

export type MadeCell =
  | string
  | number
  | null
  | { readonly formula: string; readonly value: string | number }
  | { readonly error: string; readonly formula?: string }
  /** Days since the last of December 1899, as a spreadsheet counts them. */
  | { readonly date: number }
  | { readonly percent: number }
  | { readonly truth: boolean }

export interface MadeSheet {
  readonly name?: string
  readonly hidden?: boolean
  readonly rows: readonly (readonly MadeCell[])[]
  /** 'C5:D5'. */
  readonly merged?: readonly string[]
  /** More XML within the sheet's data: rows far below. */
  readonly moreRows?: string
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function cellXml(cell: MadeCell, row: number, column: number): string {
  const at = addressOf(row, column)
  if (cell === null) return `<c r="${at}" s="0"/>`
  if (typeof cell === 'number') return `<c r="${at}" s="0" t="n"><v>${cell}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${at}" s="0" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  if ('error' in cell)
    return `<c r="${at}" s="0" t="e">${cell.formula ? `<f>${cell.formula}</f>` : ''}<v>${cell.error}</v></c>`
  if ('formula' in cell) {
    const type = typeof cell.value === 'string' ? 'str' : 'n'
    return `<c r="${at}" s="0" t="${type}"><f aca="false">${escaped(cell.formula)}</f><v>${cell.value}</v></c>`
  }
  if ('date' in cell) return `<c r="${at}" s="1"><v>${cell.date}</v></c>`
  if ('percent' in cell) return `<c r="${at}" s="2"><v>${cell.percent}</v></c>`
  return `<c r="${at}" t="b"><v>${cell.truth ? 1 : 0}</v></c>`
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const sheetXml = ({ rows, merged = [], moreRows = '' }: MadeSheet): string =>
  `${head}<worksheet xmlns="${main}"><sheetFormatPr customHeight="false" defaultRowHeight="12.8"/><sheetData>${rows
    .map(
      (row, r) =>
        `<row r="${r + 1}" customFormat="false" ht="12.8" hidden="false">${row.map((cell, c) => cellXml(cell, r, c)).join('')}</row>`,
    )
    .join('')}${moreRows}</sheetData>${
    merged.length > 0
      ? `<mergeCells count="${merged.length}">${merged.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
      : ''
  }</worksheet>`

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="D\\ MMM"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" xfId="0"/><xf numFmtId="164" applyNumberFormat="true" xfId="0"/><xf numFmtId="9" applyNumberFormat="true" xfId="0"/></cellXfs></styleSheet>`

export function madeParts(sheets: readonly MadeSheet[]): readonly ZipPart[] {
  const names = sheets.map((sheet, i) => sheet.name ?? `Sheet${i + 1}`)
  return [
    {
      name: '[Content_Types].xml',
      content: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      content: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${sheets
        .map(
          (sheet, i) =>
            `<sheet name="${escaped(names[i] ?? '')}" sheetId="${i + 1}" state="${sheet.hidden ? 'hidden' : 'visible'}" r:id="rId${i + 1}"/>`,
        )
        .join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `${head}<Relationships xmlns="${packageRelations}">${sheets
        .map(
          (_, i) =>
            `<Relationship Id="rId${i + 1}" Type="${relations}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
        )
        .join('')}<Relationship Id="rId99" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    },
    { name: 'xl/styles.xml', content: styles },
    ...sheets.map((sheet, i) => ({ name: `xl/worksheets/sheet${i + 1}.xml`, content: sheetXml(sheet) })),
  ]
}

export const madeWorkbook = (...sheets: readonly MadeSheet[]): Uint8Array => zip(madeParts(sheets))
