/**
 * Who has a data file open. A server holds a lock beside its data file (`county.db-lock`) for as long as it runs; the
 * lock is the operating system's, so it is gone with the process, however that ended, and a file left behind means
 * nothing. A restore takes the same lock, so that no server can start in the middle of it.
 */
import { chmodSync, chownSync, existsSync, type Stats, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { isBusy } from './sqlite-errors.ts'

export interface Held {
  release(): void
}

/**
 * Takes the data file for this process; undefined while another has it. Waits at most so many milliseconds, for one
 * that is just stopping.
 */
export function hold(dataFile: string, patience: number): Held | undefined {
  const file = `${dataFile}-lock`
  const isNew = !existsSync(file)
  const lock = new DatabaseSync(file, { timeout: patience })
  try {
    // Nothing is ever written into it: no journal beside it either.
    lock.exec('pragma journal_mode = memory')
    lock.exec('begin exclusive')
  } catch (error) {
    lock.close()
    if (isBusy(error)) return undefined
    throw error
  }
  if (isNew && existsSync(dataFile)) likeItsModel(file, statSync(dataFile))
  return {
    release() {
      lock.exec('rollback')
      lock.close()
    },
  }
}

/**
 * Whether any process has the file open as a database: one from before there was a lock beside it, a backup, a shell.
 * Folds its write-ahead log into it on the way. Throws when it is no database, or a damaged one.
 */
export function isOpenElsewhere(dataFile: string): boolean {
  const database = new DatabaseSync(dataFile, { timeout: 0 })
  try {
    database.exec('pragma locking_mode = exclusive')
    // Leaving write-ahead logging asks for the file alone; every connection to such a file keeps a shared lock on it.
    database.exec('pragma journal_mode = delete')
    database.exec('begin exclusive')
    database.exec('rollback')
    return false
  } catch (error) {
    if (isBusy(error)) return true
    throw error
  } finally {
    database.close()
  }
}

/** A file made by the machine's administrator must be as readable, and to the same account, as the one it stands beside. */
export function likeItsModel(file: string, model: Pick<Stats, 'mode' | 'uid' | 'gid'>): void {
  chmodSync(file, model.mode & 0o777)
  if (process.getuid?.() === 0) chownSync(file, model.uid, model.gid)
}
