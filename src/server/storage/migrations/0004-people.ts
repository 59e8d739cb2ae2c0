/** People who are invited, stand in and hold areas; when a session and a device were last used; letters on their way. */
import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Secrets are stored as hashes only; a used or ended one stays, so that it cannot be used again. */
async function invitations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('invitation')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('token_hash', 'text', column => column.notNull().unique())
    // The short code from the lead's screen: argon2id, because few characters can be guessed from a plain hash.
    .addColumn('code_hash', 'text')
    .addColumn('code_expires_at', 'text')
    .addColumn('code_tries', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('created_at', 'text', column => column.notNull())
    .addColumn('created_by', 'text', column => column.references('person.id'))
    .addColumn('expires_at', 'text', column => column.notNull())
    .addColumn('used_at', 'text')
    .addColumn('ended_at', 'text')
    .execute()
  await db.schema.createIndex('invitation_person').on('invitation').column('person').execute()
}

/**
 * Not better-auth's `verification`: that holds the token itself unless told otherwise, and its reset runs outside our
 * transaction. Here token, password, sessions, record and letter change together or not at all.
 */
async function passwordResets(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('password_reset')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('token_hash', 'text', column => column.notNull().unique())
    .addColumn('created_at', 'text', column => column.notNull())
    .addColumn('expires_at', 'text', column => column.notNull())
    .addColumn('used_at', 'text')
    .execute()
  await db.schema.createIndex('password_reset_person').on('password_reset').column('person').execute()
}

async function grants(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('stand_in')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('contract', 'text', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    // London days, both included.
    .addColumn('from_day', 'text', column => column.notNull())
    .addColumn('to_day', 'text', column => column.notNull())
    .addColumn('named_by', 'text', column => column.notNull().references('person.id'))
    .addColumn('named_at', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('stand_in_person').on('stand_in').column('person').execute()
  await db.schema.createIndex('stand_in_contract').on('stand_in').column('contract').execute()
  // A row in service_grant is the whole service; rows here are areas of one.
  await db.schema
    .createTable('area_grant')
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('service', 'text', column => column.notNull())
    .addColumn('area', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('area_grant_key', ['person', 'service', 'area'])
    .execute()
}

/** Nullable, because better-auth writes its own columns and knows nothing of these. */
async function sessionsAndDevices(db: Kysely<unknown>): Promise<void> {
  // When somebody last did something; null: not since it began. Polls and streams do not touch it.
  await db.schema.alterTable('session').addColumn('last_active_at', 'text').execute()
  await db.schema.alterTable('person').addColumn('last_active_at', 'text').execute()
  await db.schema.alterTable('device').addColumn('browser', 'text').execute()
  await db.schema.alterTable('device').addColumn('last_seen_at', 'text').execute()
}

async function mail(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('mail')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('kind', 'text', column => column.notNull())
    .addColumn('address', 'text', column => column.notNull())
    .addColumn('subject', 'text', column => column.notNull())
    // Emptied once it is sent or given up: it may hold a link that lets somebody in.
    .addColumn('body', 'text', column => column.notNull())
    .addColumn('created_at', 'text', column => column.notNull())
    // After this it would tell nothing true any more, such as a link that has ended.
    .addColumn('useless_after', 'text', column => column.notNull())
    .addColumn('tries', 'integer', column => column.notNull().defaultTo(0))
    // null: sent or given up.
    .addColumn('next_try_at', 'text')
    .addColumn('sent_at', 'text')
    .addColumn('problem', 'text')
    .execute()
  await db.schema.createIndex('mail_due').on('mail').column('next_try_at').execute()
}

export const people: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await invitations(db)
    await passwordResets(db)
    await grants(db)
    await sessionsAndDevices(db)
    await mail(db)
  },
}
