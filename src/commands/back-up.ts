/** A backup as the person at the terminal, or a nightly job, meets it: one sentence; exit 1 when there is none. */
import { makeBackup } from '../server/backup/backup.ts'
import { inWords } from '../server/backup/stamp.ts'
import { counted, dataFileOf, namedFile } from './data-file.ts'
import { Fault, saying } from './listening.ts'

export const backUp = (args: readonly string[]): Promise<void> =>
  saying(async () => {
    const [name, ...more] = args
    if (more.length > 0 || name?.startsWith('-')) throw new Fault('Use: npm run backup -- [FILE]')
    const began = performance.now()
    const { file: dataFile } = dataFileOf(process.env)
    const file = name === undefined ? undefined : namedFile(name, process.env)
    const made = await makeBackup({ dataFile, file, now: () => new Date() })
    if (!made.ok) throw new Fault(made.because)
    const { operations, returns, newest } = made.contents
    const through = newest === null ? 'nothing received yet' : `received up to ${inWords(newest)}`
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(
      `Backed up ${counted(operations, 'change')} of ${counted(returns, 'return')}, ${through}, to ${made.file}: verified, in ${seconds} s.`,
    )
    if (made.warning !== undefined) console.error(made.warning)
  })
