/** The check of the record as the person at the terminal, or a nightly job, meets it: one sentence; exit 1 if it fails. */
import type { Tip } from '../server/history/chain.ts'
import { verifyHistory } from '../server/history/verify-history.ts'
import { dataFileOf, namedFile } from './data-file.ts'
import { Fault, saying } from './listening.ts'

const use = 'Use: npm run verify-history -- [FILE] [--ending NUMBER:HASH], as an earlier check printed it.'

export const checkHistory = (args: readonly string[]): Promise<void> =>
  saying(async () => {
    const { file, ending } = argumentsOf(args)
    const dataFile = file === undefined ? dataFileOf(process.env).file : namedFile(file, process.env)
    const { ok, sentence } = await verifyHistory(dataFile, ending)
    if (!ok) throw new Fault(sentence)
    console.log(sentence)
  })

function argumentsOf(args: readonly string[]): { readonly file: string | undefined; readonly ending: Tip | undefined } {
  const at = args.indexOf('--ending')
  const files = at < 0 ? args : [...args.slice(0, at), ...args.slice(at + 2)]
  const [file, ...more] = files
  if (more.length > 0 || file?.startsWith('-')) throw new Fault(use)
  return { file, ending: at < 0 ? undefined : tipOf(args[at + 1]) }
}

function tipOf(text: string | undefined): Tip {
  const found = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text ?? '')
  if (!found) throw new Fault(use)
  return { seq: Number(found[1]), hash: found[2] ?? '' }
}
