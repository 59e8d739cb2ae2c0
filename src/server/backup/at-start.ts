/**
 * Before a server opens its data file: is it whole? Somebody may have copied a backup back by hand and left the
 * write-ahead log (`-wal`) of the file that was there before. SQLite cannot know: it would lay the newer pages of that
 * log over the older file. So the file is first read without being changed, with its log and, if that does not agree,
 * without.
 */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { queriesOf } from '../storage/sqlite.ts'
import { isDamage } from './sqlite-errors.ts'
import { stampOf } from './stamp.ts'
import { structureFaults } from './structure.ts'
import { first } from './verify.ts'

export type AtStart =
  | { readonly type: 'whole' }
  /** The log was another file's: it is kept under this name, and the file alone is whole. */
  | { readonly type: 'foreign-log'; readonly kept: string }
  /** Nothing was changed. */
  | { readonly type: 'broken'; readonly faults: readonly string[] }

const faultsTold = 3

/** Whoever calls holds the data file (held.ts): nobody else has it open. */
export async function examine(dataFile: string, now: Date): Promise<AtStart> {
  const log = `${dataFile}-wal`
  const hasLog = existsSync(log) && statSync(log).size > 0
  const keepLog = (): AtStart => {
    const kept = `${dataFile}.foreign-log-${stampOf(now)}`
    renameSync(log, kept)
    rmSync(`${dataFile}-shm`, { force: true })
    return { type: 'foreign-log', kept }
  }
  // A log without its file is nobody's. Left there, SQLite deletes it.
  if (!existsSync(dataFile)) return hasLog ? keepLog() : { type: 'whole' }
  const faults = await faultsOf(() => new DatabaseSync(dataFile, { readOnly: true }))
  if (faults.length === 0) return { type: 'whole' }
  if (hasLog && (await faultsOf(() => alone(dataFile))).length === 0) return keepLog()
  return { type: 'broken', faults }
}

/** The file as it is on disk, whatever log lies beside it. */
function alone(dataFile: string): DatabaseSync {
  const address = pathToFileURL(dataFile)
  address.search = '?mode=ro&immutable=1'
  return new DatabaseSync(address)
}

/** A file that is empty, or not ours, has nothing to agree: what it is, its opening says. */
async function faultsOf(open: () => DatabaseSync): Promise<readonly string[]> {
  try {
    const db = queriesOf(open())
    try {
      const tables = await db.introspection.getTables()
      if (!tables.some(table => table.name === 'scope_log')) return []
      return await first(structureFaults(db, 'quick'), faultsTold)
    } finally {
      await db.destroy()
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    return [`It is damaged: ${error instanceof Error ? error.message : String(error)}.`]
  }
}
