/** Which data file a backup or a restore is about, and the files it names. */
import { join, resolve } from 'node:path'
import { root } from './listening.ts'

export interface DataFile {
  readonly file: string
  readonly sample: boolean
}

/** The council's of FIELDFARE_DATA; when that is not set, the sample's, where `npm start` has it. */
export function dataFileOf(env: NodeJS.ProcessEnv): DataFile {
  const council = env['FIELDFARE_DATA']
  if (council) return { file: resolve(council), sample: false }
  return { file: join(env['DATA_DIR'] || join(root, 'data'), 'sample.db'), sample: true }
}

/** A file named at the terminal: npm changes into the project's folder, and says where it was called. */
export const namedFile = (name: string, env: NodeJS.ProcessEnv): string => resolve(env['INIT_CWD'] || '.', name)

/** '1 change', '1,204 changes'. */
export const counted = (count: number, one: string): string =>
  `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`
