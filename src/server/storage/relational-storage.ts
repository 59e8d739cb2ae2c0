/** The storage on a relational database, by Kysely; SQL kept to what SQLite and PostgreSQL both speak. */
import { type Kysely, sql } from 'kysely'
import type { DeviceId, Instant, IsoDate, OpId, PersonId, ScopeId, SheetId } from '../../domain/ids.ts'
import type { Period } from '../../domain/time/period.ts'
import type { Collection, Cursor } from '../../protocol/exchange.ts'
import type { Alive } from '../accounts/session-limits.ts'
import { openBook, type RecordBook } from '../history/book.ts'
import { openBatches, waitingSince } from './batches.ts'
import {
  addDevice,
  deviceById,
  deviceWith,
  isLost,
  knowsSecret,
  reportLost,
  setAside,
  setAsideOf,
  surrender,
  surrendered,
} from './device-rows.ts'
import { newsOf } from './news.ts'
import { sheetOfRow, storedOf } from './operation-rows.ts'
import { allPeople, personById, personWith } from './people-rows.ts'
import { addPerson, endAccess } from './people-writes.ts'
import {
  closeCollection,
  durableThrough,
  putCollections,
  putDocuments,
  putDurableThrough,
  putSetting,
} from './reference-rows.ts'
import { returnLog } from './return-log.ts'
import { livingSessions } from './session-rows.ts'
import type {
  By,
  Closing,
  NewDevice,
  NewPerson,
  ReturnLog,
  ScopeNews,
  SetAside,
  Storage,
  StoredDevice,
  StoredDocument,
  StoredPerson,
  StoredSheet,
  StoredSurrender,
} from './storage.ts'
import type { Tables } from './tables.ts'

export class RelationalStorage implements Storage {
  readonly record: RecordBook
  readonly accounts: Storage['accounts']
  readonly commitBatch: Storage['commitBatch']
  private readonly db: Kysely<Tables>

  private readonly now: () => Instant

  /** `now`: for the record, of changes that come without an instant of their own. */
  constructor(db: Kysely<Tables>, type: 'sqlite' | 'postgres', now: () => Instant) {
    this.db = db
    this.now = now
    this.record = openBook(db)
    this.accounts = { db, type }
    this.commitBatch = openBatches(db)
  }

  async setting(name: string): Promise<string | undefined> {
    const found = await this.db.selectFrom('setting').select('value').where('name', '=', name).executeTakeFirst()
    return found?.value
  }

  putSetting(name: string, value: string): Promise<void> {
    return putSetting(this.db, name, value, this.now())
  }

  async durableThrough(): Promise<Instant | null> {
    return ((await this.setting(durableThrough)) as Instant | undefined) ?? null
  }

  putDurableThrough(through: Instant): Promise<void> {
    return putDurableThrough(this.db, through, this.now())
  }

  async newestReceipt(): Promise<Instant | null> {
    const found = await this.db
      .selectFrom('operation')
      .select('received_at')
      .orderBy('received_at', 'desc')
      .limit(1)
      .executeTakeFirst()
    return (found?.received_at as Instant | undefined) ?? null
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

  livingSessions(ids: readonly string[], alive: Alive): Promise<ReadonlySet<string>> {
    return livingSessions(this.db, ids, alive)
  }

  personWith(email: string): Promise<StoredPerson | undefined> {
    return personWith(this.db, email)
  }

  people(): Promise<readonly StoredPerson[]> {
    return allPeople(this.db)
  }

  endAccess(person: PersonId, at: Instant, by: By = null): Promise<void> {
    return endAccess(this.db, person, at, by)
  }

  addDevice(device: NewDevice, at: Instant): Promise<void> {
    return addDevice(this.db, device, at)
  }

  device(id: DeviceId): Promise<StoredDevice | undefined> {
    return deviceById(this.db, id)
  }

  knowsSecret(secretHash: string): Promise<boolean> {
    return knowsSecret(this.db, secretHash)
  }

  isLost(person: PersonId, secretHash: string): Promise<boolean> {
    return isLost(this.db, person, secretHash)
  }

  deviceWith(person: PersonId, secretHash: string): Promise<DeviceId | undefined> {
    return deviceWith(this.db, person, secretHash)
  }

  reportLost(device: DeviceId, at: Instant, by: By = null): Promise<void> {
    return reportLost(this.db, device, at, by)
  }

  surrender(
    device: DeviceId,
    bodies: readonly { readonly hash: string; readonly body: string }[],
    at: Instant,
  ): Promise<number> {
    return surrender(this.db, device, bodies, at)
  }

  surrendered(): Promise<readonly StoredSurrender[]> {
    return surrendered(this.db)
  }

  setAside(device: DeviceId, things: readonly SetAside[], at: Instant): Promise<void> {
    return setAside(this.db, device, things, at)
  }

  setAsideOf(device: DeviceId): Promise<readonly SetAside[]> {
    return setAsideOf(this.db, device)
  }

  putDocuments(documents: readonly StoredDocument[]): Promise<void> {
    return putDocuments(this.db, documents, this.now())
  }

  documents(): Promise<readonly StoredDocument[]> {
    return this.db.selectFrom('reference_document').selectAll().orderBy('id').execute()
  }

  putCollections(collections: readonly Collection[]): Promise<void> {
    return putCollections(this.db, collections, this.now())
  }

  async collections(): Promise<readonly Collection[]> {
    const rows = await this.db.selectFrom('collection').selectAll().orderBy('period').orderBy('service').execute()
    return rows.map(row => ({
      service: row.service,
      period: row.period as Period,
      due: row.due as IsoDate,
      state: row.state as Collection['state'],
      ...(row.closed === null ? {} : { closed: row.closed as IsoDate }),
    }))
  }

  closeCollection(closing: Closing): Promise<boolean> {
    return closeCollection(this.db, closing)
  }

  waitingSince(before: Instant): Promise<readonly { readonly sheet: SheetId; readonly device: DeviceId }[]> {
    return waitingSince(this.db, before)
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

  async revisions(ids: readonly SheetId[]): Promise<ReadonlyMap<SheetId, number>> {
    const rows = await this.db
      .selectFrom('sheet')
      .select(['id', 'rev'])
      .where('id', 'in', [...ids])
      .execute()
    return new Map(rows.map(row => [row.id as SheetId, row.rev]))
  }

  returnLog(sheet: SheetId): Promise<ReturnLog> {
    return returnLog(this.db, sheet)
  }

  stored(ids: readonly OpId[]): ReturnType<Storage['stored']> {
    return storedOf(this.db, ids)
  }

  async check(): Promise<void> {
    await sql`select 1`.execute(this.db)
  }

  async close(): Promise<void> {
    await this.db.destroy()
  }
}
