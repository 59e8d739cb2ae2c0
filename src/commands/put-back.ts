/** A restore as the person at the terminal meets it: what was put back, where the old file is, what devices will do. */
import { restore } from '../server/backup/restore.ts'
import { inWords } from '../server/backup/stamp.ts'
import { counted, dataFileOf, namedFile } from './data-file.ts'
import { Fault, saying } from './listening.ts'

export const putBack = (args: readonly string[]): Promise<void> =>
  saying(async () => {
    const [name, ...more] = args
    if (name === undefined || more.length > 0 || name.startsWith('-')) throw new Fault('Use: npm run restore -- FILE')
    const { file: dataFile, sample } = dataFileOf(process.env)
    const backup = namedFile(name, process.env)
    const restored = await restore({ backup, dataFile, sample, now: () => new Date() })
    if (!restored.ok) throw new Fault(restored.because)
    const { operations, returns, newest } = restored.contents
    const through = newest === null ? 'nothing received yet' : `received up to ${inWords(newest)}`
    console.log(
      [
        `${dataFile} is now ${backup}: ${counted(operations, 'change')} of ${counted(returns, 'return')}, ${through}.`,
        restored.kept === null ? undefined : `The file that was there is kept as ${restored.kept}.`,
        'Start the server. Devices that sent something since then send it again by themselves, as soon as they reach it.',
        'Not on any device, and to be done again: accounts added since then, access that ended, devices reported lost.',
      ]
        .filter(line => line !== undefined)
        .join('\n'),
    )
  })
