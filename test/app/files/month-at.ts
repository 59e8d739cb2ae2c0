/** A month's work at a desk in memory, and what a file would do to it. */
import { readFileBytes } from '../../../src/app/files/read/read-file.ts'
import { mismatchWords, problemWords, refusalWords } from '../../../src/app/files/take/file-words.ts'
import { type Report, reportOf } from '../../../src/app/files/take/report.ts'
import { monthOf } from '../../../src/app/month/month.ts'
import { valueWords } from '../../../src/app/sheet/sides/value-words.ts'
import { MonthWork } from '../../../src/app/sheet/work/month-work.ts'
import { Unsaved } from '../../../src/app/sheet/work/unsaved.ts'
import { contract } from '../../domain/small-set.ts'
import { FakeDesk, june } from '../fake-desk.ts'

export function workAt(desk = new FakeDesk()): { readonly desk: FakeDesk; readonly work: MonthWork } {
  const month = monthOf(desk.state(), contract.id, june)
  if (!month) throw new Error('no month')
  const work = new MonthWork(desk, month, new Unsaved())
  work.start()
  return { desk, work }
}

export const text = (csv: string): Uint8Array => new TextEncoder().encode(csv)

/** The report of a file, or the sentence that refuses it. */
export async function uploaded(work: MonthWork, bytes: Uint8Array): Promise<Report | string> {
  const read = await readFileBytes(bytes)
  if (!read.ok) return problemWords(read.problem)
  const judged = reportOf(work, read.sheets)
  return judged.ok ? judged.report : mismatchWords(judged.mismatch, work.month)
}

/** Each figure of a report in words: 'D6 closed east-a: nothing -> 5', 'D6 closed east-a: refused: why'. */
export const said = (report: Report | string): readonly string[] | string =>
  typeof report === 'string'
    ? report
    : report.lines.flatMap(line => {
        const { outcome } = line
        const name = `${line.address} ${line.indicator.id} ${line.place}`
        if (outcome.type === 'nothing') return []
        if (outcome.type === 'refused')
          return [`${outcome.cell.address} ${line.indicator.id} ${line.place}: ${refusalWords(line)}`]
        if (outcome.type === 'new' || outcome.type === 'changes')
          return [`${name}: ${valueWords(line.now)} -> ${valueWords(outcome.value)}${line.formula ? ' (formula)' : ''}`]
        return [`${name}: ${outcome.type}`]
      })
