/**
 * Puts a backup in the place of the data file: verified first, the present file kept under another name, and never
 * under a running server.
 */
import { constants, copyFileSync, existsSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import type { Instant } from '../../domain/ids.ts'
import { openSqlite } from '../storage/sqlite.ts'
import { beginsAsDatabase, flushFile, flushFolderOf, keepAs } from './files.ts'
import { hold, isOpenElsewhere, likeItsModel } from './held.ts'
import { isDamage } from './sqlite-errors.ts'
import { stampOf } from './stamp.ts'
import { type Contents, verify } from './verify.ts'
import { whatItIs } from './what-it-is.ts'

export interface RestoreAsked {
  readonly backup: string
  readonly dataFile: string
  /** Whether the data file is the sample's: neither takes the other's backups. */
  readonly sample: boolean
  readonly now: () => Date
}

export type Restored =
  | {
      readonly ok: true
      readonly contents: Contents
      /** Where the data file is that was there before; null: there was none. */
      readonly kept: string | null
    }
  | { readonly ok: false; readonly because: string }

const no = (because: string): Restored => ({ ok: false, because })

/** Never throws for what can be put right at the terminal: that is said in a sentence, and nothing has been changed. */
export async function restore(asked: RestoreAsked): Promise<Restored> {
  const { backup, dataFile } = asked
  if (!existsSync(backup)) return no(`There is no ${backup}.`)
  if (existsSync(dataFile) && realpathSync(backup) === realpathSync(dataFile))
    return no(`${backup} is the data file itself.`)
  const held = hold(dataFile, 0)
  if (!held) return no(inUse(dataFile))
  const copy = `${dataFile}.restoring-${process.pid}`
  try {
    // Verified is the copy that will be put in place: on the same disk, and out of everybody's hands.
    copyFileSync(backup, copy, constants.COPYFILE_EXCL)
    if (existsSync(`${backup}-wal`)) copyFileSync(`${backup}-wal`, `${copy}-wal`)
    const ready = await prepare(copy, asked)
    if (!ready.ok) return ready
    if (existsSync(dataFile) && openElsewhere(dataFile)) return no(inUse(dataFile))
    await noteRestored(copy, ready.contents, asked.now())
    return { ok: true, contents: ready.contents, kept: replace(dataFile, copy, asked.now()) }
  } finally {
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
    held.release()
  }
}

const inUse = (dataFile: string): string =>
  `A server (or a backup) has ${dataFile} open. Stop it, then restore: what it is sent meanwhile would be lost.`

/** Brings the copy to this program's shape, as one file, and verifies it. */
async function prepare(
  copy: string,
  { backup, dataFile, sample, now }: RestoreAsked,
): Promise<{ readonly ok: true; readonly contents: Contents } | { readonly ok: false; readonly because: string }> {
  const kind = whatItIs(copy)
  if (kind.type === 'foreign') return { ok: false, because: `${backup} is no backup of Fieldfare's${kind.because}.` }
  if (kind.type === 'newer')
    return {
      ok: false,
      because: `${backup} has been written by a newer Fieldfare (${kind.migration}): restore it with that version.`,
    }
  if (kind.sample && !sample)
    return {
      ok: false,
      because: `${backup} holds the sample county, whose passwords everybody can read. It was not put into ${dataFile}.`,
    }
  if (!kind.sample && sample)
    return { ok: false, because: `${backup} is a council's own, not the sample's. It was not put into ${dataFile}.` }
  const wrong = await broughtUpToDate(copy, instant(now()))
  const verified = wrong === undefined ? await verify(copy) : ({ ok: false, faults: [wrong] } as const)
  if (!verified.ok)
    return {
      ok: false,
      because: `${backup} does not agree with itself, nothing was changed: ${verified.faults.join(' ')}`,
    }
  return verified
}

const instant = (at: Date): Instant => at.toISOString() as Instant

/** The record says itself that it goes on from a backup: what came after that is in the file that is kept. */
async function noteRestored(copy: string, { newest }: Contents, at: Date): Promise<void> {
  const storage = await openSqlite(copy)
  try {
    await storage.record.note({ at: instant(at), person: null, what: 'backup-restored', about: { through: newest } })
  } finally {
    await storage.close()
  }
  flushFile(copy)
}

/**
 * What SQLite says of it when it cannot be; closing it folds its log into it. One from before there was a record gets
 * the beginning of one.
 */
async function broughtUpToDate(copy: string, at: Instant): Promise<string | undefined> {
  try {
    const storage = await openSqlite(copy)
    try {
      await storage.record.begin(at)
    } finally {
      await storage.close()
    }
    return undefined
  } catch (error) {
    if (!isDamage(error)) throw error
    return `It is damaged: ${error instanceof Error ? error.message : String(error)}.`
  }
}

/** A file too damaged to be asked is in nobody's use that the lock does not show, and is left as it is. */
function openElsewhere(dataFile: string): boolean {
  if (!beginsAsDatabase(dataFile)) return false
  try {
    return isOpenElsewhere(dataFile)
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/**
 * At every moment there is a whole data file under its name: the old one gets a second name, then the new one takes
 * the first. A log that could not be folded into the old one goes with it, before that.
 */
function replace(dataFile: string, copy: string, now: Date): string | null {
  const kept = `${dataFile}.before-restore-${stampOf(now)}.db`
  for (const suffix of ['-wal', '-shm']) if (existsSync(dataFile + suffix)) renameSync(dataFile + suffix, kept + suffix)
  const there = existsSync(dataFile)
  if (there) {
    likeItsModel(copy, statSync(dataFile))
    keepAs(dataFile, kept)
  }
  renameSync(copy, dataFile)
  flushFolderOf(dataFile)
  return there ? kept : null
}
