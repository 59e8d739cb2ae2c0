/** Officers' saved views of the month board. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const views: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('saved_views')
      .addColumn('person', 'text', column => column.primaryKey().references('person.id'))
      // All of hers, in her order: JSON (protocol/views.ts).
      .addColumn('views', 'text', column => column.notNull())
      .execute()
  },
}
