/** The first tables. A migration is never altered once it has left this repository: a change is a new one. */
import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The four tables of better-auth 1.7 with password accounts, column for column as its `getAuthTables` asks. */
async function accounts(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('user')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('name', 'text', column => column.notNull())
    .addColumn('email', 'text', column => column.notNull().unique())
    .addColumn('emailVerified', 'integer', column => column.notNull())
    .addColumn('image', 'text')
    .addColumn('createdAt', 'text', column => column.notNull())
    .addColumn('updatedAt', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('session')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('expiresAt', 'text', column => column.notNull())
    .addColumn('token', 'text', column => column.notNull().unique())
    .addColumn('createdAt', 'text', column => column.notNull())
    .addColumn('updatedAt', 'text', column => column.notNull())
    .addColumn('ipAddress', 'text')
    .addColumn('userAgent', 'text')
    .addColumn('userId', 'text', column => column.notNull().references('user.id').onDelete('cascade'))
    .execute()
  await db.schema.createIndex('session_user').on('session').column('userId').execute()
  await db.schema
    .createTable('account')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('accountId', 'text', column => column.notNull())
    .addColumn('providerId', 'text', column => column.notNull())
    .addColumn('userId', 'text', column => column.notNull().references('user.id').onDelete('cascade'))
    .addColumn('accessToken', 'text')
    .addColumn('refreshToken', 'text')
    .addColumn('idToken', 'text')
    .addColumn('accessTokenExpiresAt', 'text')
    .addColumn('refreshTokenExpiresAt', 'text')
    .addColumn('scope', 'text')
    .addColumn('password', 'text')
    .addColumn('createdAt', 'text', column => column.notNull())
    .addColumn('updatedAt', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('account_user').on('account').column('userId').execute()
  await db.schema
    .createTable('verification')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('identifier', 'text', column => column.notNull())
    .addColumn('value', 'text', column => column.notNull())
    .addColumn('expiresAt', 'text', column => column.notNull())
    .addColumn('createdAt', 'text', column => column.notNull())
    .addColumn('updatedAt', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('verification_identifier').on('verification').column('identifier').execute()
}

async function people(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('person')
    .addColumn('id', 'text', column => column.primaryKey().references('user.id'))
    .addColumn('role', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('contract_grant')
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('contract', 'text', column => column.notNull())
    .addColumn('place', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('contract_grant_key', ['person', 'contract', 'place'])
    .execute()
  await db.schema
    .createTable('service_grant')
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('service', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('service_grant_key', ['person', 'service'])
    .execute()
  await db.schema
    .createTable('device')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('person', 'text', column => column.notNull().references('person.id'))
    .addColumn('secret_hash', 'text', column => column.notNull())
    .addColumn('registered_at', 'text', column => column.notNull())
    .addColumn('last_seq', 'integer', column => column.notNull().defaultTo(0))
    .execute()
  await db.schema.createIndex('device_secret').on('device').column('secret_hash').execute()
}

async function sync(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operation')
    .addColumn('op_id', 'text', column => column.primaryKey())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('device', 'text', column => column.notNull().references('device.id'))
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('person', 'text', column => column.notNull())
    .addColumn('person_name', 'text', column => column.notNull())
    .addColumn('sheet', 'text')
    .addColumn('cell', 'text')
    .addColumn('base', 'text')
    .addColumn('received_at', 'text', column => column.notNull())
    .addColumn('outcome', 'text', column => column.notNull())
    .addColumn('code', 'text')
    .addColumn('token', 'text')
    .addColumn('sheets', 'text')
    .addColumn('body', 'text', column => column.notNull())
    .execute()
  // Only what is asked for by sheet: operations that wait, and those refused for the month board.
  await sql`create index operation_unsettled on operation (sheet, outcome) where outcome in ('waiting', 'rejected')`.execute(
    db,
  )
  await db.schema
    .createTable('device_log')
    .addColumn('device', 'text', column => column.notNull().references('device.id'))
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('op_id', 'text', column => column.notNull().references('operation.op_id'))
    .addPrimaryKeyConstraint('device_log_key', ['device', 'seq'])
    .execute()
  await db.schema
    .createTable('scope_head')
    .addColumn('scope', 'text', column => column.primaryKey())
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('tip', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('scope_log')
    .addColumn('scope', 'text', column => column.notNull())
    .addColumn('seq', 'integer', column => column.notNull())
    .addColumn('op_id', 'text', column => column.notNull().references('operation.op_id'))
    .addColumn('sheet', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('scope_log_key', ['scope', 'seq'])
    .execute()
  await db.schema
    .createTable('sheet')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('scope', 'text', column => column.notNull())
    .addColumn('rev', 'integer', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addColumn('submission', 'text')
    .addColumn('cells', 'text', column => column.notNull())
    .addColumn('digest', 'text', column => column.notNull())
    .execute()
  await db.schema.createIndex('sheet_changes').on('sheet').columns(['scope', 'rev']).execute()
  await db.schema
    .createTable('surrendered')
    .addColumn('device', 'text', column => column.notNull().references('device.id'))
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('received_at', 'text', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('surrendered_key', ['device', 'hash'])
    .execute()
}

async function reference(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('setting')
    .addColumn('name', 'text', column => column.primaryKey())
    .addColumn('value', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('reference_document')
    .addColumn('id', 'text', column => column.primaryKey())
    .addColumn('hash', 'text', column => column.notNull())
    .addColumn('body', 'text', column => column.notNull())
    .execute()
  await db.schema
    .createTable('collection')
    .addColumn('service', 'text', column => column.notNull())
    .addColumn('period', 'text', column => column.notNull())
    .addColumn('due', 'text', column => column.notNull())
    .addColumn('state', 'text', column => column.notNull())
    .addPrimaryKeyConstraint('collection_key', ['service', 'period'])
    .execute()
}

export const first: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await accounts(db)
    await people(db)
    await sync(db)
    await reference(db)
  },
}
