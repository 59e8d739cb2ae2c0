/** What of hers the server has not taken, as operations: for the backup file and for handing over. Pure. */
import type { CellKey, SheetId } from '../../domain/ids.ts'
import type { Draft, Edit } from '../desk.ts'
import { type Change, type Entry, isRefused, isUnacked, type Outbox } from '../outbox/outbox.ts'
import { type Shown, type Stamp, writeAll } from '../outbox/outbox-edits.ts'
import { draftKey } from '../storage/store.ts'

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

/** What tells one change from another and from itself with other content. */
export const nameOfEntry = (entry: Entry): string => `${entry.opId} ${JSON.stringify(entry.content)}`
/** An edit in memory has a new id each time it is looked at: it is told by what it says. */
export const nameOfUnsaved = ({ content: { sheet, ...said } }: Entry): string =>
  JSON.stringify([sheet, 'cell' in said ? [said.cell, said.value] : said.kind])
export const nameOfDraft = (draft: Draft): string => `${draftKey(draft)} ${draft.text}`
export const written = (drafts: readonly Draft[]): readonly Draft[] => drafts.filter(draft => draft.text !== '')

export const namesOf = ({ entries, unsaved }: Unsent, drafts: readonly Draft[]): ReadonlySet<string> =>
  new Set([...entries.map(nameOfEntry), ...unsaved.map(nameOfUnsaved), ...written(drafts).map(nameOfDraft)])
