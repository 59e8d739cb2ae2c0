/** Officers' saved views of the month board: one row a person, hers alone. */
import type { Kysely } from 'kysely'
import type { Instant } from '../../domain/ids.ts'
import { type SavedView, savedViewsSchema } from '../../protocol/views.ts'
import { jsonIn } from '../history/acts.ts'
import { recorded } from '../history/book.ts'
import { concernsOf } from '../history/concerns.ts'
import type { StoredPerson } from './storage.ts'
import type { Tables } from './tables.ts'

/** In her order. What a newer program wrote and this one cannot read counts as none. */
export async function savedViews(db: Kysely<Tables>, person: StoredPerson['id']): Promise<readonly SavedView[]> {
  const row = await db.selectFrom('saved_views').select('views').where('person', '=', person).executeTakeFirst()
  const read = savedViewsSchema.safeParse({ views: jsonIn(row?.views ?? '[]') })
  return read.success ? read.data.views : []
}

/** Puts them in the place of all there were. Recorded where they are others than before: how many, never their names. */
export const putSavedViews = (
  db: Kysely<Tables>,
  by: Pick<StoredPerson, 'id' | 'name' | 'contracts' | 'services'>,
  views: readonly SavedView[],
  at: Instant,
): Promise<void> =>
  recorded(db, async transaction => {
    const text = JSON.stringify(views)
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('saved_views')
      .values({ person: by.id, views: text })
      .onConflict(conflict =>
        conflict.column('person').doUpdateSet({ views: text }).where('saved_views.views', '<>', text),
      )
      .executeTakeFirst()
    if (numInsertedOrUpdatedRows === 0n) return { value: undefined, entries: [] }
    const about = { views: views.length, ...concernsOf(by) }
    return { value: undefined, entries: [{ at, person: { id: by.id, name: by.name }, what: 'views-saved', about }] }
  })
