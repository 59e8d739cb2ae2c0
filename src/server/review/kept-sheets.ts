/**
 * Returns in memory, as they were last read: a board reads a year of them each time, and hardly any has changed since.
 * Which have is asked of the data file every time.
 */
import type { SheetId } from '../../domain/ids.ts'
import type { Storage, StoredSheet } from '../storage/storage.ts'

/** Returns kept at most, of some 15 kB each: more than two years of a county. Beyond, all are read once more. */
const most = 3_000

export function keptSheets(storage: Pick<Storage, 'sheets' | 'revisions'>): Pick<Storage, 'sheets'> {
  const kept = new Map<SheetId, StoredSheet>()
  return {
    async sheets(ids) {
      const revisions = await storage.revisions(ids)
      const changed = [...revisions].filter(([id, rev]) => kept.get(id)?.rev !== rev).map(([id]) => id)
      const read = changed.length === 0 ? new Map<SheetId, StoredSheet>() : await storage.sheets(changed)
      if (kept.size + read.size > most) kept.clear()
      for (const [id, sheet] of read) kept.set(id, sheet)
      const found = [...revisions.keys()].flatMap(id => read.get(id) ?? kept.get(id) ?? [])
      if (found.length === revisions.size) return new Map(found.map(sheet => [sheet.sheet, sheet]))
      // Some were let go of just now.
      return storage.sheets(ids)
    },
  }
}
