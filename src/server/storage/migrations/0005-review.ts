/** What officers ask, decide and close. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const review: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // Questions, acceptance and what else is about a return and in none of its cells: JSON; null: nothing was done.
    await db.schema.alterTable('sheet').addColumn('review', 'text').execute()
    // The day on which the council closed the month for that service; null: it did not.
    await db.schema.alterTable('collection').addColumn('closed', 'text').execute()
  },
}
