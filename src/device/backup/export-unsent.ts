/** The backup file: everything of hers that the server has not taken, readable without this program. */
import type { Instant } from '../../domain/ids.ts'
import type { Me } from '../../protocol/exchange.ts'
import type { Draft } from '../desk.ts'
import type { Entry } from '../outbox/outbox.ts'
import { draftKey } from '../storage/store.ts'
import type { Unsent } from './unsent.ts'

/** JSON. Not sealed: she asks for it, and it must open anywhere. Made of what is in memory: the disk is not asked. */
export function exportOf(
  person: Me['person'],
  { entries, unsaved }: Unsent,
  drafts: readonly Draft[],
  at: Instant,
): Blob {
  const written = ({ content, device, seq, state, receipt }: Entry) => ({ ...content, device, seq, state, receipt })
  const latest = new Map(drafts.map(draft => [draftKey(draft), draft]))
  const file = {
    what: 'Fieldfare: changes that the server has not taken',
    format: 1,
    exportedAt: at,
    person: { id: person.id, name: person.name },
    operations: entries.map(written),
    notSavedOnDevice: unsaved.map(written),
    unreadable: [...latest.values()].filter(draft => draft.text !== ''),
  }
  return new Blob([JSON.stringify(file, null, 2)], { type: 'application/json' })
}
