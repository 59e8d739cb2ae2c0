import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from '../../../src/app/files/download/csv.ts'
import { fileName, monthSheet } from '../../../src/app/files/download/layout.ts'
import { monthWorkbook } from '../../../src/app/files/download/save-month.ts'
import { editsOf } from '../../../src/app/files/take/report.ts'
import { readWorkbook, writeWorkbook } from '../../../src/app/files/xlsx.ts'
import type { MonthWork } from '../../../src/app/sheet/work/month-work.ts'
import type { CellValue } from '../../../src/domain/figures/figure.ts'
import { amount, printed, ratio } from '../../domain/small-set.ts'
import { FakeDesk } from '../fake-desk.ts'
import { said, text, uploaded, workAt } from './month-at.ts'
import { partOf } from './zip.ts'

const noted = (reason: 'not-available' | 'not-applicable' | 'to-follow', note: string, expected?: string): CellValue =>
  ({ type: 'gap', reason, note, ...(expected ? { expected } : {}) }) as CellValue

function filled(): FakeDesk {
  const desk = new FakeDesk()
  desk.pull('east-a', {
    closed: amount(1234),
    open: noted('not-available', '=HYPERLINK("http://evil.example","the form")'),
    achieved: ratio(3),
    withdrawn: ratio(1, 5),
    caseload: ratio(undefined, '2.3'),
    good: noted('to-follow', 'the forms came late', '2017-07-14'),
  })
  desk.pull('east-b', { closed: amount(0), achieved: ratio(0), survey: printed('61.5') })
  return desk
}

const csvOf = (work: MonthWork): Uint8Array => text(toCsv(monthSheet(work)))
const formats = { xlsx: monthWorkbook, csv: async (work: MonthWork) => csvOf(work) } as const

describe('the files that are downloaded', () => {
  it('are these', async () => {
    const { work } = workAt(filled())
    await expect(toCsv(monthSheet(work))).toMatchFileSnapshot('golden/june.csv')
    const bytes = await monthWorkbook(work)
    for (const [part, golden] of [
      ['xl/worksheets/sheet1.xml', 'sheet.xml'],
      ['xl/worksheets/sheet2.xml', 'definitions.xml'],
      ['xl/worksheets/sheet3.xml', 'about.xml'],
      ['xl/sharedStrings.xml', 'strings.xml'],
      ['xl/styles.xml', 'styles.xml'],
    ] as const)
      await expect(partOf(bytes, part).replace(/></g, '>\n<')).toMatchFileSnapshot(`golden/${golden}`)
  })
  it('are named for the contract and month, in letters any system takes', () => {
    expect(fileName(workAt().work.month)).toBe('support-helper-june-2017')
  })
  it('hold no formula, whatever a note says, and are locked but for the cells to fill', async () => {
    const { work } = workAt(filled())
    const sheet = partOf(await monthWorkbook(work), 'xl/worksheets/sheet1.xml')
    expect(sheet).not.toContain('<f')
    expect(sheet).toContain('<sheetProtection sheet="1"')
    expect(sheet).toMatch(/<pane [^>]*ySplit="4"[^>]*state="frozen"/)
    for (const value of ['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1+1', '\r=1+1']) {
      const grid = { ...monthSheet(work), rows: [[{ look: 'label', value } as const]] }
      expect(toCsv(grid)).toMatch(/^\uFEFF"?'/)
      const [back] = await readWorkbook(await writeWorkbook('a file', [grid], new Date(0)))
      expect(back?.rows[0]?.[0]).toMatchObject({ kind: 'text', formula: false })
    }
  })
})

describe.each(['xlsx', 'csv'] as const)('a %s file that nobody changed', format => {
  it('changes nothing', async () => {
    const { work } = workAt(filled())
    const report = await uploaded(work, await formats[format](work))
    expect(said(report)).toEqual([
      'D6 closed east-a: same',
      'F6 closed east-b: same',
      'D7 open east-a: same',
      'E8 caseload east-a: same',
      'D11 achieved east-a: same',
      'F11 achieved east-b: same',
      'D12 and E12 withdrawn east-a: same',
      'D13 good east-a: same',
    ])
    expect(report).toMatchObject({ ignored: [], warnings: [] })
  })
  it('brings the same figures to a device that has none of them', async () => {
    const from = workAt(filled()).work
    const { work, desk } = workAt()
    const report = await uploaded(work, await formats[format](from))
    if (typeof report === 'string') throw new Error(report)
    await work.apply(editsOf(work, report))
    expect(desk.saves).toHaveLength(1)
    for (const place of ['east-a', 'east-b'] as const)
      for (const id of ['closed', 'open', 'achieved', 'withdrawn', 'caseload', 'good'] as const)
        expect(work.cell(place as never, id as never)?.value, `${place} ${id}`).toEqual(
          from.cell(place as never, id as never)?.value,
        )
    await work.undo()
    expect(desk.saves).toHaveLength(2)
    expect(said(await uploaded(work, await formats[format](from)))).toEqual(said(report))
  })
  it('reads any figures back as they were written', async () => {
    const whole = fc.integer({ min: 0, max: 999_999_999_999 })
    const decimal = fc
      .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 999 }))
      .map(([n, after]) => `${n}.${String(after).padStart(3, '0')}`.replace(/\.?0+$/, after === 0 ? '' : ''))
      .map(one => (/^\d+(\.\d*[1-9])?$/.test(one) ? one : String(Math.trunc(Number(one)))))
    const note = fc.string({ minLength: 1, maxLength: 60 }).map(one => one.replace(/\s+/g, ' ').trim())
    const reason = fc.constantFrom('not-available', 'not-applicable', 'to-follow')
    await fc.assert(
      fc.asyncProperty(whole, whole, decimal, note, reason, async (count, part, mean, why, because) => {
        const desk = new FakeDesk()
        desk.pull('east-a', {
          closed: amount(count),
          good: ratio(part, count),
          caseload: ratio(mean, mean),
          achieved: noted(because as 'to-follow', why),
        })
        const from = workAt(desk).work
        const { work } = workAt()
        const report = await uploaded(work, await formats[format](from))
        if (typeof report === 'string') throw new Error(report)
        const values = new Map(editsOf(work, report).map(({ cell, value }) => [cell as string, value]))
        expect(values.get('closed')).toEqual(amount(count))
        expect(values.get('good')).toEqual(ratio(part, count))
        expect(values.get('caseload')).toEqual(ratio(mean, mean))
        if (why !== '') expect(values.get('achieved')).toEqual(noted(because as 'to-follow', why))
      }),
      { numRuns: 60 },
    )
  })
})
