import { deflateRawSync } from 'node:zlib'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { isTooLarge } from '../../../src/app/files/read/file-cells.ts'
import { readChosen } from '../../../src/app/files/read/read-chosen.ts'
import { sizedZip } from '../../../src/app/files/read/zip-size.ts'
import { type MadeCell, type MadeSheet, madeParts, madeWorkbook } from './made-workbook.ts'
import { said, text, uploaded, workAt } from './month-at.ts'
import { zip } from './zip.ts'

const { work } = workAt()
const upload = (bytes: Uint8Array) => uploaded(work, bytes)
const june: MadeSheet = {
  rows: [
    ['Code', 'Indicator', 'A', 'Shepway'],
    ['closed', 'Closed', 5, 6],
  ],
}
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})

describe('a file that is no spreadsheet', () => {
  const magic = (...start: readonly number[]) => new Uint8Array([...start, ...new Array(2_000).fill(0)])
  const utf16 = (word: string) => [...word].flatMap(letter => [letter.charCodeAt(0), 0])
  const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
  it.each([
    ['a picture', magic(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), /^This is not a spreadsheet\./],
    ['a PDF', text('%PDF-1.4\n1 0 obj'), /^This is not a spreadsheet\./],
    ['a page', text('<html><table><tr><td>CEH01</td></tr></table></html>'), /^This is not a spreadsheet\./],
    ['a letter in rich text', text('{\\rtf1 closed}'), /^This is not a spreadsheet\./],
    ['an old Excel file', magic(...ole), /^This is an old Excel file \(\.xls\)/],
    ['one with a password', magic(...ole, ...utf16('Root Entry'), ...utf16('EncryptedPackage')), /has a password/],
    ['nothing', new Uint8Array(), /^There is nothing in this file\.$/],
    ['blank lines', text('\r\n,,\r\n'), /^There is nothing in this file\.$/],
    ['an empty workbook', madeWorkbook({ rows: [] }), /^There is nothing in this file\.$/],
    ['a letter', zip([{ name: 'word/document.xml', content: '<w/>' }]), /^This is not a spreadsheet\./],
    ['an OpenDocument file', zip([{ name: 'content.xml', content: '<o/>' }]), /OpenDocument file \(\.ods\)/],
    ['a binary workbook', zip([{ name: 'xl/workbook.bin', content: 'x' }]), /binary Excel file \(\.xlsb\)/],
    ['half a workbook', madeWorkbook(june).slice(0, 900), /damaged or not complete/],
    ['a workbook without its sheet', zip(madeParts([june]).slice(0, -1)), /damaged|nothing in this file/],
    [
      'a workbook of broken XML',
      zip([...madeParts([june]).slice(0, 2), { name: 'xl/workbook.xml', content: '<a' }]),
      /damaged/,
    ],
    [
      'a paragraph',
      text('Two of three families withdrew in June.'),
      /^No row of this file begins with a code of this return, such as \w+\./,
    ],
  ])('%s is said to be that', async (_, bytes, sentence) => {
    expect(await upload(bytes)).toMatch(sentence)
  })
  it('of more than 5 MB is refused before a byte of it is read', async () => {
    const file = new File([], 'sheet.xlsx')
    Object.defineProperty(file, 'size', { value: 100_000_000 })
    const reading = vi.spyOn(file, 'arrayBuffer')
    expect(await readChosen(file)).toEqual({ ok: false, problem: 'too-big' })
    expect(reading).not.toHaveBeenCalled()
  })
})

describe('a file that swells', () => {
  const zeros = deflateRawSync(new Uint8Array(60_000_000))
  const within = (parts: Parameters<typeof zip>[0]) => zip([...madeParts([june]), ...parts])
  it('is refused by what its list declares', async () => {
    const bomb = within([{ name: 'xl/media/a.xml', content: '', packed: deflateRawSync(''), declared: 4_000_000_000 }])
    expect(await upload(bomb)).toMatch(/^Unpacked, this file is far larger/)
  })
  it('is refused by what it really is, when its list lies, and is not unpacked to its end', async () => {
    const bomb = within([{ name: 'xl/worksheets/sheet9.xml', content: '', packed: zeros, declared: 10 }])
    expect(bomb.length).toBeLessThan(100_000)
    const chunks: number[] = []
    const Real = DecompressionStream
    vi.stubGlobal(
      'DecompressionStream',
      class {
        readonly #real = new Real('deflate-raw')
        readonly writable = this.#real.writable
        readonly readable = this.#real.readable.pipeThrough(
          new TransformStream<Uint8Array, Uint8Array>({
            transform(chunk, to) {
              chunks.push(chunk.byteLength)
              to.enqueue(chunk)
            },
          }),
        )
      },
    )
    expect(await upload(bomb)).toMatch(/^Unpacked, this file is far larger/)
    vi.unstubAllGlobals()
    expect(chunks.reduce((sum, one) => sum + one, 0)).toBeLessThan(35_000_000)
  })
  it('is refused when many parts share one body', async () => {
    const packed = deflateRawSync(new Uint8Array(9_000_000))
    const parts = [1, 2, 3].map(n => ({ name: `xl/${n}.xml`, content: '', packed, declared: 1 }))
    expect(await sizedZip(zip(parts))).toBe('unpacks-too-big')
  })
  it('is refused when its list hides how long a part is', async () => {
    const parts = [{ name: 'xl/workbook.xml', content: '', packed: zeros, declared: 0 }]
    const bytes = zip(parts)
    const view = new DataView(bytes.buffer)
    const list = view.getUint32(bytes.length - 6, true)
    view.setUint32(list + 20, 0, true)
    expect(await sizedZip(bytes)).toBe('damaged')
  })
  it('does not open a zip file within the zip file', async () => {
    const inner = zip([{ name: 'a.xml', content: '', packed: zeros, declared: 60_000_000 }])
    expect(said(await upload(within([{ name: 'xl/inner.zip', content: inner }])))).toHaveLength(2)
  })
  it('does not open entities of entities', async () => {
    const [last] = madeParts([june]).slice(-1)
    const laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    const content = String(last?.content).replace('<worksheet', `${laughs}<worksheet`).replace('Closed', '&b;&b;')
    const report = await upload(zip([...madeParts([june]).slice(0, -1), { name: last?.name ?? '', content }]))
    expect(JSON.stringify(report)).not.toContain('haha')
  })
  it('is refused by its rows and columns; colours far below do no harm', async () => {
    const long = text(`Code,A\n${'x,1\n'.repeat(1_200)}`)
    expect(await upload(long)).toMatch(/more than 1,000 rows, 200 columns/)
    expect(isTooLarge([{ name: '', hidden: false, merged: [], rows: [new Array(500).fill(undefined)] }])).toBe(false)
    const wide = [...new Array<MadeCell>(201).fill(null), 'x']
    expect(await upload(madeWorkbook({ rows: [...june.rows, wide] }))).toMatch(/more than 1,000 rows, 200 columns/)
    const mergedBeyond = new Array<string>(2_001).fill('A9:XFD1048576')
    expect(await upload(madeWorkbook({ ...june, merged: mergedBeyond }))).toMatch(/more than 1,000 rows/)
    expect(said(await upload(madeWorkbook({ ...june, merged: ['A9:XFD1048576'] })))).toHaveLength(2)
    const coloured = madeWorkbook({ ...june, moreRows: '<row r="1048576"><c r="XFD1048576" s="1"/></row>' })
    expect(said(await upload(coloured))).toHaveLength(2)
  })
})

describe('a file of something else', () => {
  const csv = (...lines: readonly string[]) => upload(text(lines.join('\n')))
  it('of another month says which', async () => {
    for (const line of ['Return month: May 2017', 'May 2017', 'May-17'])
      expect(await csv(line, 'Code,A', 'closed,5')).toBe(
        'This file is of May 2017. This page is of June 2017: upload it on its own month’s page.',
      )
    expect(await upload(madeWorkbook({ ...june, name: 'May 2017' }))).toMatch(/^This file is of May 2017\./)
    expect(await upload(madeWorkbook({ rows: [[{ date: 42856 }], ...june.rows] }))).toMatch(
      /^This file is of May 2017\./,
    )
  })
  it('without a month is taken with a warning', async () => {
    expect(await csv('Code,A', 'closed,5')).toMatchObject({
      warnings: ['The file does not say which month it is of: make sure that it is of June 2017.'],
    })
  })
  it('of another contract says which', async () => {
    expect(await csv('Contract: fs-other-2016', 'Code,A', 'closed,5')).toBe(
      'This file is of another contract: fs-other-2016. This page is of Support, Helper, June 2017.',
    )
  })
  it('without codes, or without districts, says what is missing', async () => {
    expect(await csv('Code,A', 'other,5')).toMatch(/^No row of this file begins with a code/)
    expect(await csv('Code,Thanet', 'closed,5')).toMatch(/^No column of this file is headed by a district/)
  })
  it('on a hidden sheet is not read in secret', async () => {
    expect(await upload(madeWorkbook({ rows: [['Notes']] }, { ...june, hidden: true, name: 'Old' }))).toBe(
      'The figures are on a hidden sheet, “Old”. Show it, save the file and choose it again.',
    )
  })
  it('among several sheets is the one of this month, or the first that matches; the others are named', async () => {
    const may = { ...june, name: 'May 2017' }
    const right = { ...june, name: 'June 2017' }
    expect(await upload(madeWorkbook({ rows: [['Notes']], name: 'Notes' }, may, right))).toMatchObject({
      sheet: 'June 2017',
      warnings: [],
    })
    expect(await upload(madeWorkbook({ ...june, name: 'One' }, { ...june, name: 'Two' }))).toMatchObject({
      sheet: 'One',
      warnings: [
        expect.stringContaining('which month'),
        'Other sheets of the file look alike and are not read: “Two”.',
      ],
    })
  })
})

describe('rows and columns', () => {
  it('are found by what they say, in any order, past titles, in districts’ old and new names', async () => {
    const report = await upload(
      text('Support return\n\nNote,folkestone AND hythe,Indicator,a,CODE\nx,6,Closed,5,closed\n,7,Open,8, OPEN '),
    )
    expect(said(report)).toEqual([
      'B4 closed east-b: nothing -> 6',
      'D4 closed east-a: nothing -> 5',
      'B5 open east-b: nothing -> 7',
      'D5 open east-a: nothing -> 8',
    ])
  })
  it('that are not of this return are left alone and named', async () => {
    const report = await upload(text('Code,A,East,Total,Remarks\nclosed,5,9,14,ok\nce99,7,,,\n,3,,,\nopen,8,,,'))
    expect(report).toMatchObject({
      ignored: [
        { where: 'A3', text: 'ce99', because: 'no-row' },
        { where: 'column C', text: 'East', because: 'not-yours' },
        { where: 'column E', text: 'Remarks', because: 'no-column' },
      ],
    })
    expect(said(report)).toHaveLength(2)
  })
  it('twice with different figures are refused; with the same, taken', async () => {
    expect(said(await upload(text('Code,A\nclosed,5\nclosed,5\nopen,1\nopen,2')))).toEqual([
      'B2 and B3 closed east-a: nothing -> 5',
      'B5 open east-a: The file has two different figures for this: leave one.',
    ])
  })
  it('of semicolons, tabs, UTF-16 and old Windows letters are read', async () => {
    const lines = ['closed east-a', 'closed east-b']
    for (const bytes of [
      text('Code;A;Shepway\nclosed;5;6'),
      text('Code\tA\tShepway\nclosed\t5\t6'),
      new Uint8Array([0xff, 0xfe, ...Buffer.from('Code\tA\tShepway\r\nclosed\t5\t6', 'utf16le')]),
      new Uint8Array([...Buffer.from('Caf\xe9\nCode,A,Shepway\nclosed,5,6', 'latin1')]),
    ]) {
      const found = said(await upload(bytes))
      expect(Array.isArray(found) && found.map(line => line.replace(/^\S+ (.*):.*$/, '$1'))).toEqual(lines)
    }
  })
})

describe('a cell', () => {
  const cell = async (row: string, ...cells: readonly MadeCell[]) =>
    said(
      await upload(
        madeWorkbook({
          rows: [
            ['Code', 'A, part', 'A, whole'],
            [row, ...cells],
          ],
        }),
      ),
    )
  it.each<[string, string, readonly MadeCell[], string]>([
    ['a count', 'closed', [5], 'B2 closed east-a: nothing -> 5'],
    ['a text with a comma', 'closed', ['1,234'], 'B2 closed east-a: nothing -> 1234'],
    ['a formula', 'closed', [{ formula: 'SUM(X1:X9)', value: 7 }], 'B2 closed east-a: nothing -> 7 (formula)'],
    [
      'a formula of texts',
      'closed',
      [{ formula: '"1"&"2"', value: '12' }],
      'B2 closed east-a: nothing -> 12 (formula)',
    ],
    [
      'a sum of floats',
      'caseload',
      [null, { formula: '0.1+0.2', value: 0.30000000000000004 }],
      'C2 caseload east-a: nothing -> of 0.3 (formula)',
    ],
    [
      'an error',
      'closed',
      [{ error: '#REF!', formula: '#REF!' }],
      'B2 closed east-a: “#REF!” is an error of the spreadsheet, not a figure.',
    ],
    [
      'a date',
      'good',
      [{ date: 42795 }],
      'B2 good east-a: The spreadsheet has made a date, 1 March 2017, of what was typed: “1/3” becomes 1 March. Type part and whole each in its own column.',
    ],
    [
      'a percentage',
      'good',
      [{ percent: 0.64 }],
      'B2 good east-a: “64%” is a percentage: type the part and the whole.',
    ],
    ['a text percentage', 'good', ['64 %'], 'B2 good east-a: “64 %” is a percentage: type the part and the whole.'],
    ['a negative', 'closed', [-3], 'B2 closed east-a: “-3” is below zero: figures are 0 or more.'],
    ['half a case', 'closed', [2.5], 'B2 closed east-a: “2.5” is not a whole number.'],
    ['a word', 'closed', ['about five'], 'B2 closed east-a: “about five” is not a number.'],
    ['yes', 'closed', [{ truth: true }], 'B2 closed east-a: “TRUE” is not a number.'],
    [
      'a whole of a count',
      'closed',
      [5, 6],
      'C2 closed east-a: This indicator has no whole: its figure goes into the first column.',
    ],
    [
      'a figure worked out here',
      'seen',
      [5],
      'B2 seen east-a: Not typed here: it is supplied by the council, worked out, or not due this month.',
    ],
    [
      'a figure not due',
      'survey',
      [5, 6],
      'B2 survey east-a: Not typed here: it is supplied by the council, worked out, or not due this month.',
    ],
    [
      'a gap without a reason',
      'good',
      ['Not available'],
      'B2 good east-a: Choose this in the cell, where the reason can be given, or type it behind: “Not available: the form came late”.',
    ],
    [
      'an n/a',
      'closed',
      ['N/A'],
      'B2 closed east-a: Choose this in the cell, where the reason can be given, or type it behind: “Not available: the form came late”.',
    ],
    [
      'a nil return',
      'closed',
      ['Nil return'],
      'B2 closed east-a: Choose this in the cell, where the reason can be given, or type it behind: “Not available: the form came late”.',
    ],
    [
      'a gap with a reason',
      'good',
      ['not available - not published'],
      'B2 good east-a: nothing -> Not available: not published',
    ],
    [
      'a day to follow',
      'good',
      ['To follow, expected 14 July 2017: forms late'],
      'B2 good east-a: nothing -> To follow, expected 14 July: forms late',
    ],
    [
      'a gap and a figure',
      'good',
      ['Not available: late', 4],
      'B2 good east-a: The file has a figure and “Not available: late” for this: leave one.',
    ],
    ['a word that only begins like a gap', 'closed', ['Nathan'], 'B2 closed east-a: “Nathan” is not a number.'],
    ['a whole that follows', 'achieved', [3, 'follows closed'], 'B2 achieved east-a: nothing -> 3'],
  ])('with %s', async (_, row, cells, outcome) => {
    const lines = await cell(row, ...cells)
    expect(lines).toEqual([outcome])
  })
  it('over several figures is nobody’s; a heading over two columns is a pair', async () => {
    const report = await upload(
      madeWorkbook({
        rows: [
          ['Code', 'A', null, 'Shepway'],
          ['good', 3, 4, 1],
          ['closed', 5, null, 6],
        ],
        merged: ['B1:C1', 'B3:D3'],
      }),
    )
    expect(said(report)).toEqual([
      'B2 and C2 good east-a: nothing -> 3 of 4',
      'D2 good east-b: nothing -> 1',
      'B3 closed east-a: One merged cell covers several figures: whose it is cannot be told. Unmerge it.',
      'D3 closed east-b: One merged cell covers several figures: whose it is cannot be told. Unmerge it.',
    ])
  })
  it('of one side that cannot be read takes neither side', async () => {
    expect(await cell('good', 3, 'four')).toEqual(['C2 good east-a: “four” is not a number.'])
  })
  it('follows the figure that the same file brings', async () => {
    const report = await upload(text('Code,"A, part","A, whole"\nachieved,3,5\nclosed,5,\nwithdrawn,1,4'))
    expect(said(report)).toEqual([
      'B2 and C2 achieved east-a: nothing -> 3',
      'B3 closed east-a: nothing -> 5',
      'B4 and C4 withdrawn east-a: nothing -> 1 of 4',
    ])
  })
  it('of one column holds both sides: "3 of 4"', async () => {
    expect(said(await upload(text('Code,A\ngood,3 of 4\nachieved,2')))).toEqual([
      'B2 good east-a: nothing -> 3 of 4',
      'B3 achieved east-a: nothing -> 2',
    ])
  })
})
