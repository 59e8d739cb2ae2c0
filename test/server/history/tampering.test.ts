import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyRecordIn } from '../../../src/server/history/verify-record.ts'
import { queriesOf } from '../../../src/server/storage/sqlite.ts'
import type { Tables } from '../../../src/server/storage/tables.ts'
import { op, openRecordFile, populate } from './record-file.ts'

describe('any single change to the stored record or to what it covers', () => {
  const database = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false })
  const db: Kysely<Tables> = queriesOf(database)
  const tables = ['record', 'record_tip', 'operation', 'device_log'] as const

  beforeAll(async () => {
    const made = await openRecordFile()
    await populate(made)
    const reading = new DatabaseSync(made.file, { readOnly: true })
    for (const table of tables) {
      const { sql } = reading.prepare('select sql from sqlite_schema where name = ?').get(table) ?? {}
      database.exec(String(sql))
      for (const row of reading.prepare(`select * from ${table}`).all()) {
        const names = Object.keys(row)
        database.prepare(`insert into ${table} (${names}) values (${names.map(() => '?')})`).run(...Object.values(row))
      }
    }
    reading.close()
    await made.close()
  })
  afterAll(() => db.destroy())

  it('is none as it was written', async () => {
    expect(await verifyRecordIn(db)).toMatchObject({ ok: true, tip: { seq: 8 }, operations: 7 })
  })

  type Cell = string | number | null

  /** One change, looked at and undone; undefined where the database refused it. */
  async function checkAfter(change: () => void): Promise<boolean | undefined> {
    database.exec('begin')
    try {
      change()
      return (await verifyRecordIn(db)).ok
    } catch (error) {
      // A column that may not be null, or a key that is there already.
      if (error instanceof Error && /constraint failed|datatype mismatch/.test(error.message)) return undefined
      throw error
    } finally {
      database.exec('rollback')
    }
  }

  const rowsOf = (table: string): readonly (readonly [row: number, columns: Readonly<Record<string, Cell>>])[] => {
    const rows = database.prepare(`select rowid as at_row, * from ${table} order by rowid`).all()
    return rows.map(({ at_row, ...columns }) => {
      const cells = Object.entries(columns).map(([name, value]) => [
        name,
        typeof value === 'number' || value === null ? value : String(value),
      ])
      return [Number(at_row), Object.fromEntries(cells)]
    })
  }
  const set = (table: string, row: number, column: string, value: Cell): void => {
    database.prepare(`update ${table} set ${column} = ? where rowid = ?`).run(value, row)
  }
  const others = (value: Cell): readonly Cell[] =>
    typeof value === 'number'
      ? [value + 1, value + 1_000, -value]
      : value === null
        ? ['', 'x', 0]
        : [`${value} `, value.slice(1), null]

  it.each(tables)(
    'is found in every field of every row of %s',
    async table => {
      let tried = 0
      for (const [row, columns] of rowsOf(table))
        for (const [column, value] of Object.entries(columns)) {
          // The number of the tip's only row is no part of what it says, and how it is found.
          if (table === 'record_tip' && column === 'id') continue
          for (const other of others(value)) {
            const ok = await checkAfter(() => set(table, row, column, other))
            if (ok === undefined) continue
            tried += 1
            expect(ok, `${table} ${row} ${column}: ${value} became ${other}`).toBe(false)
          }
        }
      expect(tried).toBeGreaterThan(1)
    },
    60_000,
  )

  it.each(tables)(
    'is found for every row of %s taken out, or put in once more',
    async table => {
      for (const [row, columns] of rowsOf(table)) {
        expect(await checkAfter(() => void database.prepare(`delete from ${table} where rowid = ?`).run(row))).toBe(
          false,
        )
        if (table === 'record_tip') continue
        // Under a key of its own; below the first number as well as beyond the last.
        const keys = table === 'operation' ? [{ op_id: op(500) }] : [{ seq: 500 }, { seq: 0 }, { seq: -500 }]
        for (const key of keys) {
          const copy: Readonly<Record<string, Cell>> = { ...columns, ...key }
          const names = Object.keys(copy)
          const insert = `insert into ${table} (${names}) values (${names.map(() => '?')})`
          const ok = await checkAfter(() => void database.prepare(insert).run(...Object.values(copy)))
          expect(ok, `${table} ${row} once more`).toBe(false)
        }
      }
    },
    60_000,
  )

  it('is found when two rows exchange any field', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('record', 'operation', 'device_log'),
        fc.nat(),
        fc.nat(),
        fc.nat(),
        async (table, n, m, k) => {
          const rows = rowsOf(table)
          const [one, two] = [rows[n % rows.length], rows[m % rows.length]]
          if (!one || !two) throw new Error('chosen from the list')
          const names = Object.keys(one[1])
          const name = names[k % names.length] ?? ''
          const [left = null, right = null] = [one[1][name], two[1][name]]
          fc.pre(left !== right)
          const isRowKey = table === 'record' && name === 'seq'
          const ok = await checkAfter(() => {
            // By way of a value that is nobody's: the column may be a key, and of the record it is the row's own.
            set(table, one[0], name, typeof left === 'number' ? 5_000 : 'meanwhile')
            set(table, two[0], name, left)
            set(table, isRowKey ? 5_000 : one[0], name, right)
          })
          fc.pre(ok !== undefined)
          expect(ok, `${table} ${name} of ${one[0]} and ${two[0]}`).toBe(false)
        },
      ),
      { numRuns: 100 },
    )
  }, 60_000)
})
