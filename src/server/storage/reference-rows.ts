/** Settings, reference documents and collections, each written with its entry in the record. */
import type { Kysely, Transaction } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import type { Collection } from '../../protocol/exchange.ts'
import type { NewEntry } from '../history/acts.ts'
import { recorded } from '../history/book.ts'
import type { Closing, StoredDocument } from './storage.ts'
import type { Tables } from './tables.ts'

/** The setting's name. Instants are ISO text of one length, so that text order is order in time. */
export const durableThrough = 'durable-through'

const nobody = null
const nothing = { value: undefined, entries: [] }
const one = (entry: NewEntry) => ({ value: undefined, entries: [entry] })

/** The name is recorded, never the value. */
export const putSetting = (db: Kysely<Tables>, name: string, value: string, at: Instant): Promise<void> =>
  recorded(db, async transaction => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('setting')
      .values({ name, value })
      .onConflict(conflict => conflict.column('name').doUpdateSet({ value }).where('setting.value', '<>', value))
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return nothing
    return one({ at, person: nobody, what: 'setting-changed', about: { names: [name] } })
  })

export const putDurableThrough = (db: Kysely<Tables>, through: Instant, at: Instant): Promise<void> =>
  recorded(db, async transaction => {
    if (!(await advanceDurableThrough(transaction, through))) return nothing
    return one({ at, person: nobody, what: 'backup-made', about: { through } })
  })

/** An earlier instant than the one that stands changes nothing; gives whether it was a later one. */
export async function advanceDurableThrough(db: Transaction<Tables>, through: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('setting')
    .values({ name: durableThrough, value: through })
    .onConflict(conflict =>
      conflict.column('name').doUpdateSet({ value: through }).where('setting.value', '<', through),
    )
    .executeTakeFirst()
  return numInsertedOrUpdatedRows !== 0n
}

/** Recorded are those that are new or others than before. */
export const putDocuments = (db: Kysely<Tables>, documents: readonly StoredDocument[], at: Instant): Promise<void> =>
  recorded(db, async transaction => {
    const there = await transaction.selectFrom('reference_document').select(['id', 'hash']).execute()
    const known = new Map(there.map(row => [row.id, row.hash]))
    const changed = documents.filter(({ id, hash }) => known.get(id) !== hash)
    for (const { id, hash, body } of changed)
      await transaction
        .insertInto('reference_document')
        .values({ id, hash, body })
        .onConflict(conflict => conflict.column('id').doUpdateSet({ hash, body }))
        .execute()
    if (changed.length === 0) return nothing
    const about = { documents: changed.map(({ id, hash }) => ({ id, hash })) }
    return one({ at, person: nobody, what: 'reference-changed', about })
  })

export const putCollections = (db: Kysely<Tables>, collections: readonly Collection[], at: Instant): Promise<void> =>
  recorded(db, async transaction => {
    const changed: Collection[] = []
    for (const collection of collections) {
      const { service, period, due, state } = collection
      const { numInsertedOrUpdatedRows } = await transaction
        .insertInto('collection')
        .values({ service, period, due, state })
        .onConflict(conflict =>
          conflict
            .columns(['service', 'period'])
            .doUpdateSet({ due, state })
            .where(eb => eb.or([eb('collection.due', '<>', due), eb('collection.state', '<>', state)])),
        )
        .executeTakeFirst()
      if (numInsertedOrUpdatedRows !== 0n) changed.push({ service, period, due, state })
    }
    if (changed.length === 0) return nothing
    return one({ at, person: nobody, what: 'collections-changed', about: { collections: changed } })
  })

export const closeCollection = (db: Kysely<Tables>, { service, period, closed, at, by }: Closing): Promise<boolean> =>
  recorded(db, async transaction => {
    const there = await transaction
      .selectFrom('collection')
      .select('closed')
      .where('service', '=', service)
      .where('period', '=', period)
      .executeTakeFirst()
    if (!there || there.closed === closed) return { value: there !== undefined, entries: [] }
    await transaction
      .updateTable('collection')
      .set({ closed })
      .where('service', '=', service)
      .where('period', '=', period)
      .execute()
    const entry: NewEntry = { at, person: by, what: 'month-closed', service, period, about: { closed } }
    return { value: true, entries: [entry] }
  })
