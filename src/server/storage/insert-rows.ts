/**
 * Inserts many rows by few statements. A statement for each number of rows would be written and prepared anew for
 * every batch, which costs more than running it; these come in four lengths, each written once.
 */
import { CompiledQuery, type Insertable, type Transaction } from 'kysely'
import type { Tables } from './tables.ts'

/** Rows of a statement. The longest has 64 rows of at most 16 columns: SQLite takes 32,766 values. */
const lengths = [64, 16, 4, 1] as const

export type InsertRows = <Table extends keyof Tables>(
  db: Transaction<Tables>,
  table: Table,
  rows: readonly Insertable<Tables[Table]>[],
) => Promise<void>

/** For one database: what is written for one dialect does not fit another. */
export function openInserts(): InsertRows {
  const texts = new Map<string, string>()
  return async (db, table, rows) => {
    const columns = Object.keys(rows[0] ?? {})
    let from = 0
    for (const length of lengths)
      for (; rows.length - from >= length; from += length) {
        const some = rows.slice(from, from + length)
        const name = `${length} ${table} ${columns}`
        const text = texts.get(name) ?? db.insertInto(table).values(some).compile().sql
        texts.set(name, text)
        const values = some.flatMap(row => {
          const named: Readonly<Record<string, unknown>> = row
          return columns.map(column => named[column])
        })
        await db.executeQuery(CompiledQuery.raw(text, values))
      }
  }
}
