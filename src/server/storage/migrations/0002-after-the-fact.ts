/** What comes after the fact: late changes, what could not be read, access that ended, devices that were lost. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

export const afterTheFact: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('sheet').addColumn('late', 'text').execute()
    await db.schema.alterTable('person').addColumn('ended_at', 'text').execute()
    await db.schema.alterTable('device').addColumn('lost_at', 'text').execute()
    await db.schema
      .createTable('set_aside')
      .addColumn('device', 'text', column => column.notNull().references('device.id'))
      .addColumn('hash', 'text', column => column.notNull())
      .addColumn('received_at', 'text', column => column.notNull())
      .addColumn('code', 'text', column => column.notNull())
      .addColumn('body', 'text', column => column.notNull())
      .addPrimaryKeyConstraint('set_aside_key', ['device', 'hash'])
      .execute()
    // Operations that wait are asked for by sheet with every push. SQLite uses such an index only where the query says
    // the very same of the outcome; the first one said "waiting or rejected", which no query does any more.
    await db.schema.dropIndex('operation_unsettled').execute()
    await sql`create index operation_waiting on operation (sheet) where outcome = 'waiting'`.execute(db)
    // The newest instant of receipt, and how far a backup reaches.
    await sql`create index operation_received on operation (received_at)`.execute(db)
  },
}
