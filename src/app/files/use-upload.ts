/** A chosen file on its way into the sheet: read, reported, taken or put away. Nothing is written until it is taken. */
import { useCallback, useRef, useState } from 'react'
import type { MonthWork } from '../sheet/work/month-work.ts'
import type { FileSheet } from './read/file-cells.ts'
import { type ReadChosen, readChosen } from './read/read-chosen.ts'
import { mismatchWords, problemWords } from './take/file-words.ts'
import { editsOf, type Report, reportOf, sameReport, takenLines } from './take/report.ts'

export type Upload =
  | { readonly step: 'choose' }
  | { readonly step: 'reading'; readonly name: string }
  | { readonly step: 'refused'; readonly name: string; readonly sentence: string }
  | {
      readonly step: 'report'
      readonly name: string
      readonly sheets: readonly FileSheet[]
      readonly report: Report
      /** The figures here changed after the report was shown: it is shown again, and nothing has been taken. */
      readonly again: boolean
    }
  | { readonly step: 'taken'; readonly name: string; readonly count: number }

export interface Uploading {
  readonly upload: Upload
  readonly choose: (file: File) => void
  readonly take: () => void
  readonly startAgain: () => void
}

export function useUpload(work: MonthWork, read: ReadChosen = readChosen): Uploading {
  const [upload, setUpload] = useState<Upload>({ step: 'choose' })
  // A file chosen while another is being read takes its place.
  const latest = useRef(0)

  const choose = useCallback(
    (file: File) => {
      const { name } = file
      latest.current += 1
      const mine = latest.current
      const show = (next: Upload): void => {
        if (latest.current === mine) setUpload(next)
      }
      const refuse = (sentence: string): void => show({ step: 'refused', name, sentence })
      setUpload({ step: 'reading', name })
      const report = async (): Promise<void> => {
        const found = await read(file)
        if (!found.ok) return refuse(problemWords(found.problem))
        // What is still being typed counts as here.
        await work.flush()
        const judged = reportOf(work, found.sheets)
        if (!judged.ok) return refuse(mismatchWords(judged.mismatch, work.month))
        show({ step: 'report', name, sheets: found.sheets, report: judged.report, again: false })
      }
      report().catch((error: unknown) => {
        console.warn('Fieldfare: a file could not be opened', error)
        refuse(problemWords('cannot-open'))
      })
    },
    [work, read],
  )

  const take = useCallback(() => {
    if (upload.step !== 'report') return
    const { name, sheets, report } = upload
    void work.flush().then(async () => {
      const now = reportOf(work, sheets)
      if (!now.ok) return setUpload({ step: 'refused', name, sentence: mismatchWords(now.mismatch, work.month) })
      if (!sameReport(report, now.report))
        return setUpload({ step: 'report', name, sheets, report: now.report, again: true })
      await work.apply(editsOf(work, now.report))
      setUpload({ step: 'taken', name, count: takenLines(now.report).length })
    })
  }, [upload, work])

  const startAgain = useCallback(() => {
    latest.current += 1
    setUpload({ step: 'choose' })
  }, [])

  return { upload, choose, take, startAgain }
}
