/** Putting a finished file where it belongs, so that a loss of power leaves either all of it there or nothing. */
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Waits until what was written into the file is on the disk. */
export function flushFile(file: string): void {
  const open = openSync(file, 'r+')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** The same for the names in a folder. Windows keeps them by itself and opens no folders. */
export function flushFolderOf(file: string): void {
  if (process.platform === 'win32') return
  const open = openSync(dirname(file), 'r')
  try {
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
}

/** Gives a file its name; false when something has that name already, which is left alone. */
export function publish(from: string, to: string): boolean {
  try {
    linkSync(from, to)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'EEXIST') return false
    if (!cannotLink.includes(String(code))) throw error
    // A disk without links (a memory stick): looked first, then named.
    if (existsSync(to)) return false
    renameSync(from, to)
    flushFolderOf(to)
    return true
  }
  unlinkSync(from)
  flushFolderOf(to)
  return true
}

/** Whether it is a database at all: with a whole log beside it SQLite would take anything for one. */
export function beginsAsDatabase(file: string): boolean {
  const open = openSync(file, 'r')
  try {
    const header = Buffer.alloc(16)
    readSync(open, header, 0, 16, 0)
    return header.toString('latin1') === 'SQLite format 3\0'
  } finally {
    closeSync(open)
  }
}

/** A second name for a file that is about to be replaced; where the disk has no links, a copy. */
export function keepAs(file: string, kept: string): void {
  try {
    linkSync(file, kept)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (!cannotLink.includes(String(code))) throw error
    copyFileSync(file, kept, constants.COPYFILE_EXCL)
    flushFile(kept)
  }
}

const cannotLink = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']
