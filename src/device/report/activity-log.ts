/** Keeps what happened on this device beside the operations. What cannot be stored now is stored with the next. */
import type { Activity } from '../desk.ts'
import { toInstant } from '../london-time.ts'
import type { Platform } from '../platform.ts'
import { storageProblemOf, withStorage } from '../storage/storage-fault.ts'
import type { Store } from '../storage/store.ts'

export interface ActivityLog {
  /** Says only after it has been stored, or that it waits. */
  note(what: Activity['what'], more?: { readonly count?: number; readonly code?: Activity['code'] }): Promise<void>
  /** Stored and not yet stored, in no order. */
  all(): Promise<readonly Activity[]>
}

/** In memory, at most so many that wait for storage. */
const mostPending = 100

export function activityLog(store: Store, platform: Pick<Platform, 'now'>): ActivityLog {
  let pending: readonly Activity[] = []
  let turn: Promise<void> = Promise.resolve()

  const orStorageFault = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      // The fault itself is on screen; a line of the log waits, or is left out, with what else cannot be reached.
      if (storageProblemOf(error) === undefined) throw error
      return otherwise
    }
  }

  const keep = (): Promise<void> =>
    orStorageFault(async () => {
      const rows = pending
      if (rows.length === 0) return
      await store.change(({ counters }) => ({ counters, puts: [] }), { activity: rows })
      pending = pending.filter(row => !rows.includes(row))
    }, undefined)

  return {
    note(what, { count = 1, code } = {}) {
      const row: Activity = { at: toInstant(platform.now()), what, count, ...(code === undefined ? {} : { code }) }
      pending = [...pending, row].slice(-mostPending)
      // One after the other: a line is never stored twice.
      const stored = turn.then(keep)
      turn = stored.catch(() => undefined)
      return stored
    },
    async all() {
      const { database } = store
      const stored = await orStorageFault(() => withStorage(database, () => database.activity.toArray()), [])
      return [...stored.map(({ at, what, count, sheet, code }) => activityIn(at, what, count, sheet, code)), ...pending]
    },
  }
}

/** Without the number its row is stored under. */
const activityIn = (
  at: Activity['at'],
  what: Activity['what'],
  count: number,
  sheet: Activity['sheet'],
  code: Activity['code'],
): Activity => ({ at, what, count, ...(sheet === undefined ? {} : { sheet }), ...(code === undefined ? {} : { code }) })
