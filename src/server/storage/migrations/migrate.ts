/** Brings a data file to the shape this program knows. Which migrations it has had stands in the file itself. */
import type { Kysely } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { first } from './0001-first.ts'
import { afterTheFact } from './0002-after-the-fact.ts'
import { record } from './0003-record.ts'
import { people } from './0004-people.ts'
import { review } from './0005-review.ts'
import { views } from './0006-views.ts'

/** In order; the number is part of the name. Append only. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-after-the-fact': afterTheFact,
  '0003-record': record,
  '0004-people': people,
  '0005-review': review,
  '0006-views': views,
}

export const migrationNames: readonly string[] = Object.keys(migrations)

/** Throws when the file has a migration this program does not know: it was written by a newer Fieldfare. */
export async function migrate<Schema>(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({
    // The migrator asks for a schema it does not use.
    db: db as unknown as Kysely<unknown>,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'migration',
    migrationLockTableName: 'migration_lock',
  })
  const unknown = await notOurs(db)
  if (unknown !== undefined)
    throw new Error(
      `The data file has been written by a newer Fieldfare (it has the migration ${unknown}). Start that version, or restore a backup made before it.`,
    )
  const { error } = await migrator.migrateToLatest()
  if (error !== undefined) throw error
}

async function notOurs<Schema>(db: Kysely<Schema>): Promise<string | undefined> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(table => table.name === 'migration')) return undefined
  const had = await (db as unknown as Kysely<{ migration: { name: string } }>)
    .selectFrom('migration')
    .select('name')
    .orderBy('name')
    .execute()
  return had.find(row => !Object.hasOwn(migrations, row.name))?.name
}
