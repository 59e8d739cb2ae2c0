/**
 * The floor: the rows that the server wrote of each return, read back from its data file and put into an empty file
 * of the same tables, one transaction a return, every commit flushed; nothing decided, nothing read, no HTTP.
 */
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'

type Row = Readonly<Record<string, SQLInputValue>>
type Rows = ReadonlyMap<string, readonly Row[]>

const once = ['device'] as const
const written = ['operation', 'device_log', 'scope_log', 'scope_head', 'sheet'] as const

/** What was written of each of the returns of a month ('2017-06'), by device. */
function rowsOf(data: DatabaseSync, month: string): readonly Rows[] {
  const all = (sql: string, ...values: SQLInputValue[]): readonly Row[] => data.prepare(sql).all(...values)
  const devices = all('select distinct device from operation where sheet like ?', `%/${month}`)
  return devices.map(({ device = '' }) => {
    const sheets = all('select * from sheet where id in (select sheet from operation where device = ?)', device)
    return new Map<string, readonly Row[]>([
      ['device', all('select * from device where id = ?', device)],
      ['operation', all('select * from operation where device = ?', device)],
      ['device_log', all('select * from device_log where device = ?', device)],
      [
        'scope_log',
        all('select * from scope_log where op_id in (select op_id from operation where device = ?)', device),
      ],
      ['scope_head', sheets.flatMap(sheet => all('select * from scope_head where scope = ?', sheet['scope'] ?? ''))],
      ['sheet', sheets],
    ])
  })
}

/** Puts the returns of a month into a new file beside the data file; gives how many a second. */
export function bareInsert(folder: string, month: string): { readonly perSecond: number; readonly returns: number } {
  const data = new DatabaseSync(join(folder, 'bench.db'), { readOnly: true })
  const bare = new DatabaseSync(join(folder, `bare-${month}.db`), { enableForeignKeyConstraints: false })
  try {
    bare.exec('pragma journal_mode = WAL')
    bare.exec('pragma synchronous = FULL')
    for (const { sql } of data.prepare('select sql from sqlite_master where sql is not null').all())
      if (typeof sql === 'string' && !/sqlite_/.test(sql)) bare.exec(sql)
    const returns = rowsOf(data, month)
    const statements = new Map<string, StatementSync>()
    const put = (table: string, row: Row): void => {
      const columns = Object.keys(row)
      const statement =
        statements.get(table) ??
        bare.prepare(
          `insert or replace into ${table} (${columns.map(name => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
        )
      statements.set(table, statement)
      statement.run(...Object.values(row))
    }
    for (const rows of returns) for (const table of once) for (const row of rows.get(table) ?? []) put(table, row)
    const began = performance.now()
    for (const rows of returns) {
      bare.exec('begin immediate')
      for (const table of written) for (const row of rows.get(table) ?? []) put(table, row)
      bare.exec('commit')
    }
    return { perSecond: returns.length / ((performance.now() - began) / 1_000), returns: returns.length }
  } finally {
    data.close()
    bare.close()
  }
}
