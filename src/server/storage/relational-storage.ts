/** The storage on a relational database, by Kysely; SQL kept to what SQLite and PostgreSQL both speak. */
import { type Kysely, sql } from 'kysely'
import type { DeviceId, Instant, IsoDate, PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Collection, Cursor } from '../../protocol/exchange.ts'
import { commitBatch } from './batches.ts'
import { newsOf } from './news.ts'
import { sheetOfRow } from './operation-rows.ts'
import { addPerson, personById } from './people-rows.ts'
import type {
  BatchNeeds,
  BatchState,
  BatchWrites,
  NewPerson,
  ScopeNews,
  Storage,
  StoredDevice,
  StoredDocument,
  StoredPerson,
  StoredSheet,
} from './storage.ts'
import type { Tables } from './tables.ts'

export class RelationalStorage implements Storage {
  readonly accounts: Storage['accounts']
  private readonly db: Kysely<Tables>

  constructor(db: Kysely<Tables>, type: 'sqlite' | 'postgres') {
    this.db = db
    this.accounts = { db, type }
  }

  async setting(name: string): Promise<string | undefined> {
    const found = await this.db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
    return found?.value
  }

  async putSetting(name: string, value: string): Promise<void> {
    await this.db
      .insertInto('setting')
      .values({ name, value })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value }))
      .execute()
  }

  addPerson(person: NewPerson): Promise<void> {
    return addPerson(this.db, person)
  }

  person(id: PersonId): Promise<StoredPerson | undefined> {
    return personById(this.db, id)
  }

  async countPeople(): Promise<number> {
    const counted = await this.db
      .selectFrom('person')
      .select(eb => eb.fn.countAll<number>().as('people'))
      .executeTakeFirstOrThrow()
    return Number(counted.people)
  }

  async livingSessions(ids: readonly string[], at: Instant): Promise<ReadonlySet<string>> {
    const rows = await this.db
      .selectFrom('session')
      .select('id')
      .where('id', 'in', [...ids])
      .where('expiresAt', '>', at)
      .execute()
    return new Set(rows.map(row => row.id))
  }

  async addDevice(device: StoredDevice, at: Instant): Promise<void> {
    await this.db
      .insertInto('device')
      .values({ id: device.id, person: device.person, secret_hash: device.secretHash, registered_at: at })
      .execute()
  }

  async device(id: DeviceId): Promise<StoredDevice | undefined> {
    const row = await this.db.selectFrom('device').selectAll().where('id', '=', id).executeTakeFirst()
    return row && { id: row.id as DeviceId, person: row.person as PersonId, secretHash: row.secret_hash }
  }

  async knowsSecret(secretHash: string): Promise<boolean> {
    const row = await this.db
      .selectFrom('device')
      .select('id')
      .where('secret_hash', '=', secretHash)
      .limit(1)
      .executeTakeFirst()
    return row !== undefined
  }

  async surrender(
    device: DeviceId,
    bodies: readonly { readonly hash: string; readonly body: string }[],
    at: Instant,
  ): Promise<number> {
    if (bodies.length === 0) return 0
    await this.db
      .insertInto('surrendered')
      .values(bodies.map(({ hash, body }) => ({ device, hash, body, received_at: at })))
      .onConflict(conflict => conflict.columns(['device', 'hash']).doNothing())
      .execute()
    return bodies.length
  }

  async putDocuments(documents: readonly StoredDocument[]): Promise<void> {
    await this.db.transaction().execute(async transaction => {
      for (const { id, hash, body } of documents)
        await transaction
          .insertInto('reference_document')
          .values({ id, hash, body })
          .onConflict(conflict => conflict.column('id').doUpdateSet({ hash, body }))
          .execute()
    })
  }

  documents(): Promise<readonly StoredDocument[]> {
    return this.db.selectFrom('reference_document').selectAll().orderBy('id').execute()
  }

  async putCollections(collections: readonly Collection[]): Promise<void> {
    await this.db.transaction().execute(async transaction => {
      for (const { service, period, due, state } of collections)
        await transaction
          .insertInto('collection')
          .values({ service, period, due, state })
          .onConflict(conflict => conflict.columns(['service', 'period']).doUpdateSet({ due, state }))
          .execute()
    })
  }

  async collections(): Promise<readonly Collection[]> {
    const rows = await this.db.selectFrom('collection').selectAll().orderBy('period').orderBy('service').execute()
    return rows.map(row => ({
      service: row.service,
      period: row.period as Period,
      due: row.due as IsoDate,
      state: row.state as Collection['state'],
    }))
  }

  commitBatch<T>(
    needs: BatchNeeds,
    decide: (state: BatchState) => { readonly answer: T; readonly writes: BatchWrites | null },
  ): Promise<T> {
    return commitBatch(this.db, needs, decide)
  }

  newsOf(from: ReadonlyMap<ScopeId, Cursor | undefined>): Promise<readonly ScopeNews[]> {
    return newsOf(this.db, from)
  }

  async sheets(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, StoredSheet>> {
    const rows = await this.db
      .selectFrom('sheet')
      .selectAll()
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map(row => [row.id as SheetId, sheetOfRow(row)]))
  }

  async lockedOut(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, number>> {
    const rows = await this.db
      .selectFrom('operation')
      .select(eb => ['sheet', eb.fn.countAll<number>().as('refused')])
      .where('sheet', 'in', [...ids])
      .where('outcome', '=', 'rejected')
      .where('code', '=', 'locked')
      // A cell's: a submission refused because there is one already is no change left out.
      .where('cell', 'is not', null)
      .groupBy('sheet')
      .execute()
    return new Map(rows.map(row => [row.sheet as SheetId, Number(row.refused)]))
  }

  async check(): Promise<void> {
    await sql`select 1`.execute(this.db)
  }

  async close(): Promise<void> {
    await this.db.destroy()
  }
}
