/**
 * Sensitive reads, written down before they are answered. Pages read themselves again, every minute and whenever
 * something has changed: the same thing read again within a quarter of an hour by the same session is one reading.
 */
import type { Instant } from '../../domain/ids.ts'
import type { Access } from '../access.ts'
import type { About, NewEntry, Place } from '../history/acts.ts'
import type { RecordBook } from '../history/book.ts'

/** Milliseconds that a reading lasts. */
const aReading = 15 * 60 * 1000
/** Readings remembered at most: beyond, old ones are forgotten, and then written down once more. */
const mostRemembered = 10_000

type Read = 'return-read' | 'handed-over-read' | 'record-read'

export interface Reading<W extends Read = Read> {
  readonly what: W
  readonly where?: Place
  readonly about: About<W>
}

export interface Caller {
  readonly session: { readonly id: string }
  readonly access: Access
}

export interface Readings {
  note<W extends Read>(by: Caller, reading: Reading<W>): Promise<void>
}

/** In memory: after a restart a reading is written down once more. */
export function openReadings(book: RecordBook, now: () => Instant): Readings {
  const noted = new Map<string, number>()
  return {
    async note({ session, access }, { what, where = {}, about }) {
      const at = now()
      const key = JSON.stringify([session.id, what, where, about])
      const last = noted.get(key)
      if (last !== undefined && Date.parse(at) - last < aReading) return
      const { id, name } = access.person
      const entry = { at, person: { id, name }, what, ...where, about } as NewEntry
      await book.note(entry)
      if (noted.size >= mostRemembered) noted.clear()
      noted.set(key, Date.parse(at))
    },
  }
}
