/** node:sqlite under Kysely: everything that is particular to SQLite is in this file. */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import { migrate } from './migrations/migrate.ts'
import { RelationalStorage } from './relational-storage.ts'
import type { Storage } from './storage.ts'
import type { Tables } from './tables.ts'

/** Prepared statements kept: a push uses about ten, their length following the number of rows. */
const statementsKept = 200

/** Kysely expects better-sqlite3's `prepare`; this gives it node:sqlite's. */
function dressed(database: DatabaseSync): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare(text) {
      const known = kept.get(text)
      if (known) return known
      const statement = database.prepare(text)
      const values = (parameters: readonly unknown[]) => parameters as readonly SQLInputValue[]
      const made: SqliteStatement = {
        reader: statement.columns().length > 0,
        all: parameters => statement.all(...values(parameters)),
        run: parameters => statement.run(...values(parameters)),
        iterate: parameters => statement.iterate(...values(parameters)) as IterableIterator<unknown>,
      }
      // A table made later changes what a statement gives; only data statements are kept.
      if (/^(select|with|insert|update|delete)/.test(text)) {
        if (kept.size >= statementsKept) kept.clear()
        kept.set(text, made)
      }
      return made
    },
  }
}

/** Typed queries on an open database; destroying them closes it. */
export const queriesOf = (database: DatabaseSync): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new SqliteDialect({ database: dressed(database) }) })

const theClock = (): Instant => new Date().toISOString() as Instant

/**
 * Opens (and makes, and brings up to date) a data file. Every commit is flushed before it is answered
 * (`synchronous=FULL`); readers such as a backup do not wait for writers (WAL).
 * Throws when the file is not ours, is newer than this program, or cannot be written.
 */
export async function openSqlite(file: string, now: () => Instant = theClock): Promise<Storage> {
  const database = new DatabaseSync(file)
  try {
    database.exec('pragma busy_timeout = 5000')
    database.exec('pragma journal_mode = WAL')
    database.exec('pragma synchronous = FULL')
    database.exec('pragma foreign_keys = ON')
  } catch (error) {
    database.close()
    throw error
  }
  const db = queriesOf(database)
  try {
    await migrate(db)
  } catch (error) {
    await db.destroy()
    throw error
  }
  return new RelationalStorage(db, 'sqlite', now)
}
