/** What a file is, before anything is done with it: a data file of this Fieldfare, an older or newer one's, or none. */
import { DatabaseSync } from 'node:sqlite'
import { sampleMark } from '../seed.ts'
import { migrationNames } from '../storage/migrations/migrate.ts'
import { isBusy } from './sqlite-errors.ts'

export type WhatItIs =
  | { readonly type: 'ours'; readonly sample: boolean }
  /** It lacks migrations of this program. */
  | { readonly type: 'older'; readonly sample: boolean }
  | { readonly type: 'newer'; readonly migration: string }
  /** `because` is '' or words in brackets. */
  | { readonly type: 'foreign'; readonly because: string }

/** Reads nothing but the list of migrations and the sample's mark. Throws when somebody else keeps it locked. */
export function whatItIs(file: string): WhatItIs {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true, timeout: 5_000 })
    const had = database
      .prepare('select name from migration order by name')
      .all()
      .map(row => String(row['name']))
    const newer = had.find(name => !migrationNames.includes(name))
    if (newer !== undefined) return { type: 'newer', migration: newer }
    const sample = database.prepare('select 1 from setting where name = ?').get(sampleMark) !== undefined
    return { type: had.length === migrationNames.length ? 'ours' : 'older', sample }
  } catch (error) {
    if (isBusy(error)) throw error
    return { type: 'foreign', because: error instanceof Error ? ` (${error.message})` : '' }
  } finally {
    database?.close()
  }
}
