/** How a server comes by its data file: alone, and whole. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Instant } from '../../domain/ids.ts'
import { openSqlite } from '../storage/sqlite.ts'
import type { Storage } from '../storage/storage.ts'
import { examine } from './at-start.ts'
import { type Held, hold } from './held.ts'

export interface OpenDataFile {
  readonly storage: Storage
  /** Something the log should say about how it was found; undefined: nothing. */
  readonly remark: string | undefined
  /** Closes it and lets others have it. */
  close(): Promise<void>
}

/** Milliseconds that a server which is just stopping has to let go of the file. */
const patience = 5_000
const between = 100

/** Throws in words when another server has it, or when it does not agree with itself; then nothing was changed. */
export async function openDataFile(dataFile: string, now?: () => Instant): Promise<OpenDataFile> {
  const held = await holdSoon(dataFile)
  try {
    const found = await examine(dataFile, new Date())
    if (found.type === 'broken')
      throw new Error(
        `The data file ${dataFile} does not agree with itself: ${found.faults.join(' ')} Nothing was changed in it. Restore a backup: npm run restore -- FILE`,
      )
    const storage = await openSqlite(dataFile, now)
    return {
      storage,
      remark:
        found.type === 'foreign-log'
          ? `The write-ahead log beside ${dataFile} was another file's, as after a copy by hand. It was kept as ${found.kept}.`
          : undefined,
      async close() {
        await storage.close()
        held.release()
      },
    }
  } catch (error) {
    held.release()
    throw error
  }
}

async function holdSoon(dataFile: string): Promise<Held> {
  for (let waited = 0; ; waited += between) {
    const held = hold(dataFile, 0)
    if (held) return held
    if (waited >= patience)
      throw new Error(
        `Another server has the data file ${dataFile} open. Stop it first: two would not hear of each other.`,
      )
    await pause(between)
  }
}
