/** What of hers the server has not taken, as operations: for the backup file and for handing over. Pure. */
import type { CellKey, SheetId } from '../../domain/ids.ts'
import type { Edit } from '../desk.ts'
import { type Change, type Entry, isRefused, isUnacked, type Outbox } from '../outbox/outbox.ts'
import { type Shown, type Stamp, writeAll } from '../outbox/outbox-edits.ts'

export interface Unsent {
  /** Committed here and not taken: on their way, kept back, or refused and not closed. */
  readonly entries: readonly Entry[]
  /** Only in memory: the operations these edits would be, each following what it was typed upon. */
  readonly unsaved: readonly Entry[]
}

/** In order of making. What was taken back says nothing any more and is left out. */
export function unsentOf(
  outbox: Outbox,
  edits: readonly Edit[],
  shown: (sheet: SheetId, cell: CellKey, edit: Edit) => Shown,
  stamp: Stamp,
): Unsent {
  const entries = outbox.entries.filter(
    entry => entry.content.kind !== 'void' && (isUnacked(entry) || (isRefused(entry) && !entry.dismissed)),
  )
  // Nothing that is saved is changed by what is not: a copy of the file and this device may both live on.
  const fixed: Outbox = {
    ...outbox,
    entries: outbox.entries.map(entry => (entry.state === 'queued' ? { ...entry, state: 'sent' } : entry)),
  }
  const change: Change =
    edits.length === 0 ? { counters: outbox.counters, puts: [] } : writeAll(fixed, edits, shown, stamp)
  return { entries, unsaved: [...change.puts].sort((a, b) => a.order - b.order) }
}
