import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { getAuthTables } from 'better-auth/db'
import { describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/server/storage/sqlite.ts'
import { storageContract } from './storage-contract.ts'

const folder = (): string => mkdtempSync(join(tmpdir(), 'fieldfare-storage-'))

storageContract('node:sqlite', async () => {
  const place = folder()
  return {
    open: () => openSqlite(join(place, 'county.db')),
    destroy: async () => rmSync(place, { recursive: true, force: true }),
  }
})

describe('the SQLite file', () => {
  it('is in WAL mode, flushes on every commit and keeps foreign keys', async () => {
    const place = folder()
    const storage = await openSqlite(join(place, 'county.db'))
    const pragma = async (name: string) => {
      const { sql } = await import('kysely')
      const found = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(storage.accounts.db)
      return Object.values(found.rows[0] ?? {})[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    expect(await pragma('busy_timeout')).toBe(5000)
    await storage.close()
    rmSync(place, { recursive: true })
  })

  it('has every column that better-auth asks for', async () => {
    const place = folder()
    await (await openSqlite(join(place, 'county.db'))).close()
    const file = new DatabaseSync(join(place, 'county.db'))
    for (const table of Object.values(getAuthTables({}))) {
      const columns = file.prepare(`select name from pragma_table_info('${table.modelName}')`).all()
      const wanted = ['id', ...Object.entries(table.fields).map(([name, field]) => field.fieldName ?? name)]
      expect(columns.map(column => column['name'])).toEqual(expect.arrayContaining(wanted))
    }
    file.close()
    rmSync(place, { recursive: true })
  })

  it('lists its migrations, and a file of a newer program is refused in words', async () => {
    const place = folder()
    await (await openSqlite(join(place, 'county.db'))).close()
    const file = new DatabaseSync(join(place, 'county.db'))
    expect(
      file
        .prepare('select name from migration')
        .all()
        .map(row => row['name']),
    ).toEqual(['0001-first', '0002-after-the-fact', '0003-record', '0004-people', '0005-review', '0006-views'])
    file.exec("insert into migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
    file.close()
    await expect(openSqlite(join(place, 'county.db'))).rejects.toThrow(/newer Fieldfare.*9999-later/)
    rmSync(place, { recursive: true })
  })

  it('refuses a file that is no data file', async () => {
    const place = folder()
    const { writeFileSync } = await import('node:fs')
    writeFileSync(
      join(place, 'county.db'),
      'not a database, but long enough to be read as the header of one '.repeat(4),
    )
    await expect(openSqlite(join(place, 'county.db'))).rejects.toThrow(/not a database/)
    rmSync(place, { recursive: true })
  })
})
