/** The record of who did what, and how the changes of one return are found. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const record: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('record')
      .addColumn('seq', 'integer', column => column.primaryKey())
      .addColumn('at', 'text', column => column.notNull())
      // No reference: the record outlives what it is about.
      .addColumn('person', 'text')
      .addColumn('person_name', 'text', column => column.notNull())
      .addColumn('what', 'text', column => column.notNull())
      .addColumn('contract', 'text')
      .addColumn('place', 'text')
      .addColumn('period', 'text')
      .addColumn('service', 'text')
      .addColumn('about', 'text', column => column.notNull())
      .addColumn('prev', 'text', column => column.notNull())
      .addColumn('hash', 'text', column => column.notNull())
      .execute()
    // One row: where the record ends. Without it, entries cut off its end would not be missed; and it is what an
    // append holds on to, so that two cannot follow the same entry.
    await db.schema
      .createTable('record_tip')
      .addColumn('id', 'integer', column => column.primaryKey())
      .addColumn('seq', 'integer', column => column.notNull())
      .addColumn('hash', 'text', column => column.notNull())
      .execute()
    // What is in no return's log and belongs to it all the same: refused, agreed, waiting, and submissions. Few, so
    // that the index costs a push nothing.
    await sql`create index operation_beside on operation (sheet) where outcome <> 'applied' or cell is null`.execute(db)
  },
}
