/**
 * A backup while the server runs: copied at one moment, verified by playing its record again, and only then named,
 * and only then told to the devices (`durable-through`), which keep what they sent until a verified backup holds it.
 */
import { existsSync, rmSync, statSync } from 'node:fs'
import { backup, DatabaseSync } from 'node:sqlite'
import { sql } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { NewEntry } from '../history/acts.ts'
import { recorded } from '../history/book.ts'
import { advanceDurableThrough, durableThrough } from '../storage/reference-rows.ts'
import { queriesOf } from '../storage/sqlite.ts'
import { flushFile, publish } from './files.ts'
import { likeItsModel } from './held.ts'
import { isBusy } from './sqlite-errors.ts'
import { stampOf } from './stamp.ts'
import { type Contents, verify } from './verify.ts'
import { whatItIs } from './what-it-is.ts'

export interface BackupAsked {
  readonly dataFile: string
  /** Absent: beside the data file, named for the moment. */
  readonly file?: string | undefined
  readonly now: () => Date
  /** For tests: what happens to the copy before it is verified. */
  readonly afterCopy?: (copy: string) => void
}

export type BackedUp =
  | {
      readonly ok: true
      readonly file: string
      readonly contents: Contents
      /** What devices are told from now on; null: nothing was ever received. */
      readonly durableThrough: Instant | null
      /** The backup is good, and could not be noted in the data file. */
      readonly warning?: string
    }
  | { readonly ok: false; readonly because: string }

/** All pages in one step: with several, every write of the server would begin the copy anew. */
const atOnce = 2 ** 31 - 1

const no = (because: string): BackedUp => ({ ok: false, because })

/** Never throws for what can be put right at the terminal: that is said in a sentence, and nothing has been advanced. */
export async function makeBackup({ dataFile, file, now, afterCopy }: BackupAsked): Promise<BackedUp> {
  if (!existsSync(dataFile)) return no(`There is no data file ${dataFile}: nothing to back up.`)
  const target = file ?? `${dataFile}.backup-${stampOf(now())}.db`
  if (existsSync(target)) return no(`There is already a ${target}: a backup never writes over a file.`)
  const kind = whatItIs(dataFile)
  if (kind.type === 'foreign') return no(`${dataFile} is no data file of Fieldfare's${kind.because}.`)
  if (kind.type === 'newer')
    return no(`${dataFile} has been written by a newer Fieldfare (${kind.migration}): back it up with that version.`)
  if (kind.type === 'older')
    return no(
      `${dataFile} is still as an older Fieldfare wrote it: back it up with that version, or start this one first.`,
    )

  const copy = `${target}.unverified-${process.pid}`
  const live = new DatabaseSync(dataFile, { timeout: 5_000 })
  try {
    await backup(live, copy, { rate: atOnce })
    asOneFile(copy)
    likeItsModel(copy, statSync(dataFile))
    afterCopy?.(copy)
    const verified = await verify(copy)
    if (!verified.ok)
      return no(`The backup does not agree with itself and was thrown away: ${verified.faults.join(' ')}`)
    flushFile(copy)
    if (!publish(copy, target)) return no(`There is already a ${target}: a backup never writes over a file.`)
    return { ok: true, file: target, contents: verified.contents, ...(await noted(live, verified.contents, now())) }
  } catch (error) {
    if (isBusy(error)) return no(`${dataFile} is being written without a pause: try again.`)
    throw error
  } finally {
    live.close()
    for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(copy + suffix, { force: true })
  }
}

/** Without a write-ahead log: what is copied elsewhere by hand is the whole of it. */
function asOneFile(file: string): void {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma journal_mode = delete')
  } finally {
    database.close()
  }
}

/** A full disk spoils nothing that is already done: devices only keep what they sent for longer. */
async function noted(
  live: DatabaseSync,
  contents: Contents,
  at: Date,
): Promise<{ durableThrough: Instant | null; warning?: string }> {
  try {
    return { durableThrough: await advance(live, contents, at) }
  } catch (error) {
    const because = error instanceof Error ? error.message : String(error)
    const warning = `The backup is good, but the data file could not note it (${because}): devices keep what they sent until the next one.`
    return { durableThrough: null, warning }
  }
}

/**
 * Everything received up to this instant is in the backup: receipts only grow, from one commit to the next. Should one
 * outside the backup be no later all the same, it ends just before that one. An earlier instant changes nothing.
 */
function advance(live: DatabaseSync, { newest, lastRow }: Contents, at: Date): Promise<Instant | null> {
  const entry = (through: Instant | null): NewEntry => ({
    at: at.toISOString() as Instant,
    person: null,
    what: 'backup-made',
    about: { through },
  })
  return recorded(queriesOf(live), async transaction => {
    if (newest === null) return { value: null, entries: [entry(null)] }
    const since = await transaction
      .selectFrom('operation')
      .select(eb => eb.fn.min('received_at').as('first'))
      .where(sql<number>`rowid`, '>', lastRow)
      .executeTakeFirst()
    const beyond = since?.first ?? undefined
    const through = beyond === undefined || beyond > newest ? newest : new Date(Date.parse(beyond) - 1).toISOString()
    await advanceDurableThrough(transaction, through as Instant)
    const stands = await transaction
      .selectFrom('setting')
      .select('value')
      .where('name', '=', durableThrough)
      .executeTakeFirstOrThrow()
    const value = stands.value as Instant
    return { value, entries: [entry(value)] }
  })
}
